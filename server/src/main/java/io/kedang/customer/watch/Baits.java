package io.kedang.customer.watch;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/// The door to files laid out as bait (诱饵档案). Which they are only administrators see.
@Service
@Transactional
public class Baits {
    /// For so long other nodes go by what they have read.
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final ReadingStore store;
    private final Audit audit;
    private final Clock clock;
    private volatile Known known = new Known(Set.of(), Instant.MIN);

    private record Known(Set<UUID> files, Instant until) {}

    Baits(ReadingStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param file that the current user reads
    public void set(UUID file, boolean bait) {
        var user = CurrentUser.get();
        user.need(Right.ADMINISTER);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (bait ? store.mark(file, user.id(), now) : store.unmark(file)) {
            audit.record(
                    AuditEntry.of(AuditAction.BAIT_CHANGED, "customer", file)
                            .customer(file)
                            .detail("bait", bait));
        }
        known = new Known(Set.of(), Instant.MIN);
    }

    @Transactional(readOnly = true)
    public boolean get(UUID file) {
        CurrentUser.get().need(Right.ADMINISTER);
        return store.baits().contains(file);
    }

    /// For whoever reads it, who does not learn of it.
    @Transactional(propagation = Propagation.SUPPORTS)
    boolean isBait(UUID file) {
        var last = known;
        var now = clock.instant();
        if (!now.isBefore(last.until())) {
            last = new Known(Set.copyOf(store.baits()), now.plus(FRESH));
            known = last;
        }
        return last.files().contains(file);
    }
}
