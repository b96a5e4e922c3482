package io.kedang.customer.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.access.CurrentUser;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.NewId;
import io.kedang.live.Changes;

import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Raises the alarm: an entry in the register within half a second, and word to whoever may read it
/// and has a page open. The one who raised it does not wait for that, nor learn of it.
@Component
class Alarms {
    /// Of the same about the same within so much time once.
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final Audit audit;
    private final Changes changes;
    private final ExecutorService teller =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("alarms").daemon().factory());
    private final Cache<Raised, Boolean> raised =
            Caffeine.newBuilder().expireAfterWrite(QUIET).maximumSize(100_000).build();

    Alarms(Audit audit, Changes changes) {
        this.audit = audit;
        this.changes = changes;
    }

    private record Raised(AuditAction action, UUID user, UUID about) {}

    /// @param about what it is told of once: the file, or the limit's user
    void raise(AuditEntry entry, UUID about) {
        var user = CurrentUser.get().id();
        if (raised.asMap().putIfAbsent(new Raised(entry.action(), user, about), true) == null) {
            audit.note(entry);
            teller.execute(() -> changes.tell(AlarmHearing.KIND, NewId.next(), 0, null));
        }
    }

    @PreDestroy
    void stop() {
        teller.shutdown();
    }
}
