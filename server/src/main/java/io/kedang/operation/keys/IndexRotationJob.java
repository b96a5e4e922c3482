package io.kedang.operation.keys;

import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;
import io.kedang.sealing.IndexRotation;
import io.kedang.sealing.IndexedRows.Piece;
import io.kedang.sealing.KeyBackups;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// Makes all tokens anew under the new key of the blind indexes, piece by piece. Which rows are
/// done they say themselves; the checkpoint saves looking at them again.
@Component
final class IndexRotationJob implements JobKind {
    private static final UUID START = new UUID(0, 0);

    /// Whoever edits one of these files waits for the piece, so it is small.
    private static final int PIECE = 200;

    private static final long BETWEEN_LOOKS_NANOS = 50_000_000;

    private final IndexRotation rotation;
    private final KeyBackups backups;
    private final Audit audit;
    private final TransactionTemplate transaction;

    IndexRotationJob(
            IndexRotation rotation,
            KeyBackups backups,
            Audit audit,
            TransactionTemplate transaction) {
        this.rotation = rotation;
        this.backups = backups;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// @param table whose turn it is
    /// @param after the last row that was looked at there
    /// @param told whether the register knows that all is done
    record Checkpoint(int table, UUID after, long done, long total, boolean told) {
        Checkpoint past(Piece piece) {
            long more = done + piece.rows();
            return new Checkpoint(table, piece.last(), more, Math.max(total, more), told);
        }

        Checkpoint at(int next) {
            return new Checkpoint(next, START, done, total, told);
        }

        Checkpoint asTold() {
            return new Checkpoint(table, after, done, total, true);
        }
    }

    @Override
    public String name() {
        return "rotate-index-key";
    }

    @Override
    public Right right() {
        return Right.ADMINISTER;
    }

    @Override
    public Object run(JobRun run) {
        var place = begin(run.checkpoint(Checkpoint.class));
        settle(run);
        do {
            place = renewAll(run, place);
            settle(run);
        } while (!rotation.finish());
        backups.makeIfChanged();
        if (!place.told()) {
            tell(run, place.asTold());
        }
        return rotation.state();
    }

    private Checkpoint begin(@Nullable Checkpoint kept) {
        return kept == null ? new Checkpoint(0, START, 0, rotation.state().left(), false) : kept;
    }

    /// Waits for work that began with the older key; everybody else goes on meanwhile.
    private void settle(JobRun run) {
        while (!rotation.settle()) {
            run.mayGoOn();
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private Checkpoint renewAll(JobRun run, Checkpoint from) {
        var place = from;
        while (place.table() < rotation.tables().size()) {
            run.mayGoOn();
            var before = place;
            place = Objects.requireNonNull(transaction.execute(status -> renew(run, before)));
        }
        return place.at(0);
    }

    private Checkpoint renew(JobRun run, Checkpoint before) {
        var table = rotation.tables().get(before.table());
        Optional<Piece> piece = table.renew(rotation.version(), before.after(), PIECE);
        var after = piece.map(before::past).orElseGet(() -> before.at(before.table() + 1));
        run.keep(after.done(), after.total(), after);
        return after;
    }

    private void tell(JobRun run, Checkpoint place) {
        transaction.executeWithoutResult(
                status -> {
                    audit.record(
                            Keys.changed("blind-index", "rotation-finished")
                                    .detail("version", rotation.version()));
                    run.keep(place.done(), place.total(), place);
                });
    }
}
