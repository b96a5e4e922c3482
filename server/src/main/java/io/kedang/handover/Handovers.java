package io.kedang.handover;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.FileOwners;
import io.kedang.job.Jobs;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The door to handing over: looked at before, done by a job, taken back by another one.
@Service
@Transactional
public class Handovers {
    private static final int SHOWN = 100;

    private final HandoverStore store;
    private final FileOwners owners;
    private final HandoverJob giving;
    private final HandoverUndoJob taking;
    private final Jobs jobs;
    private final Directory directory;
    private final Audit audit;
    private final Clock clock;

    Handovers(
            HandoverStore store,
            FileOwners owners,
            HandoverJob giving,
            HandoverUndoJob taking,
            Jobs jobs,
            Directory directory,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.owners = owners;
        this.giving = giving;
        this.taking = taking;
        this.jobs = jobs;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    /// How many files would go over, by class.
    @Transactional(readOnly = true)
    public Map<String, Long> preview(UUID from) {
        CurrentUser.get().need(Right.ADMINISTER);
        return owners.count(directory.getUser(from).id());
    }

    /// Begins to hand over all files of somebody. The same call again is harmless.
    public void begin(UUID id, UUID from, UUID to, String reason) {
        var user = CurrentUser.get();
        user.need(Right.ADMINISTER);
        var giver = directory.getUser(from);
        var receiver = directory.getUser(to);
        if (from.equals(to)) {
            throw new Refusal(HandoverProblem.SAME);
        }
        if (!receiver.active()) {
            throw new Refusal(HandoverProblem.RECEIVER_GONE, receiver.displayName());
        }
        if (owners.count(from).isEmpty()) {
            throw new Refusal(HandoverProblem.NOTHING, giver.displayName());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var handover = new Handover(id, from, to, reason.strip(), user.id(), now, 0, null);
        if (store.insert(handover)) {
            audit.record(
                    entry(AuditAction.HANDED_OVER, handover)
                            .reason(handover.reason())
                            .detail("from", giver.displayName())
                            .detail("to", receiver.displayName()));
            jobs.start(giving, title(giver, receiver), new HandoverJob.Input(id));
        }
    }

    /// The newest ones.
    @Transactional(readOnly = true)
    List<Handover> list() {
        CurrentUser.get().need(Right.ADMINISTER);
        return store.newest(SHOWN);
    }

    /// Begins to give back what is still with whom it went to; what has not gone over stays.
    public void undo(UUID id) {
        CurrentUser.get().need(Right.ADMINISTER);
        var handover = store.hold(id).orElseThrow(() -> new Refusal(HandoverProblem.UNKNOWN));
        if (handover.undoneAt() != null) {
            throw new Refusal(HandoverProblem.UNDONE);
        }
        store.undo(id, clock.instant());
        audit.record(entry(AuditAction.HANDOVER_UNDONE, handover));
        var title =
                title(directory.getUser(handover.toUser()), directory.getUser(handover.fromUser()));
        jobs.start(taking, title, new HandoverJob.Input(id));
    }

    private static String title(User from, User to) {
        return from.displayName() + " → " + to.displayName();
    }

    private static AuditEntry entry(AuditAction action, Handover handover) {
        return AuditEntry.of(action, "handover", handover.id());
    }
}
