package io.kedang.handover;

import io.kedang.access.Right;
import io.kedang.customer.FileOwners;
import io.kedang.customer.record.Origin;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;
import java.util.UUID;

/// Gives back what was handed over, as far as nobody gave it on since.
@Component
final class HandoverUndoJob implements JobKind {
    private static final int PIECE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final HandoverStore store;
    private final FileOwners owners;
    private final TransactionTemplate transaction;

    HandoverUndoJob(HandoverStore store, FileOwners owners, TransactionTemplate transaction) {
        this.store = store;
        this.owners = owners;
        this.transaction = transaction;
    }

    /// @param after the last file that was looked at
    record TakenBack(UUID after, long looked, long files) {}

    @Override
    public String name() {
        return "handover-undo";
    }

    @Override
    public Right right() {
        return Right.ADMINISTER;
    }

    @Override
    public Object run(JobRun run) {
        var id = run.input(HandoverJob.Input.class).handover();
        var known = run.checkpoint(TakenBack.class);
        var done = known == null ? new TakenBack(FIRST, 0, 0) : known;
        for (var next = piece(run, id, done); !next.equals(done); next = piece(run, id, done)) {
            done = next;
            run.mayGoOn();
        }
        return done;
    }

    /// @return the same when there is nothing left
    private TakenBack piece(JobRun run, UUID id, TakenBack done) {
        return Objects.requireNonNull(transaction.execute(_ -> takeBack(run, id, done)));
    }

    private TakenBack takeBack(JobRun run, UUID id, TakenBack done) {
        var handover = store.hold(id).orElseThrow();
        var given = store.files(id, done.after(), PIECE);
        if (given.isEmpty()) {
            return done;
        }
        int back =
                owners.takeBack(
                        given,
                        handover.toUser(),
                        handover.fromUser(),
                        Origin.byHand(handover.reason()));
        var next =
                new TakenBack(
                        given.getLast().file().value(),
                        done.looked() + given.size(),
                        done.files() + back);
        run.keep(next.looked(), (long) handover.files(), next);
        return next;
    }
}
