package io.kedang.intake;

import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.intake.kind.Done;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;
import io.kedang.kernel.Actor;
import io.kedang.live.Changes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Takes back what an import did, as far as nobody touched it since.
@Component
final class UndoJob implements JobKind {
    private static final int PIECE = 1_000;
    private static final int MOST_CONFLICTS = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final ImportStore store;
    private final RowStore rows;
    private final ImportKinds kinds;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;
    private final TransactionTemplate transaction;

    UndoJob(
            ImportStore store,
            RowStore rows,
            ImportKinds kinds,
            Audit audit,
            Changes changes,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.rows = rows;
        this.kinds = kinds;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// @param after the last record that was dealt with
    record Progress(UUID after, long undone, long conflicts, List<Done.Conflict> kept) {}

    record Undone(long undone, long conflicts) {}

    @Override
    public String name() {
        return "import-undo";
    }

    @Override
    public Right right() {
        return Right.IMPORT;
    }

    @Override
    public Actor.Channel channel() {
        return Actor.Channel.IMPORT;
    }

    @Override
    public Object run(JobRun run) {
        var wanted = store.get(run.input(ImportJob.class));
        var progress = run.checkpoint(Progress.class);
        if (progress == null) {
            progress = new Progress(FIRST, 0, 0, List.of());
        }
        while (true) {
            run.mayGoOn();
            var before = progress;
            var next = transaction.execute(status -> piece(wanted, run, before));
            if (next.isEmpty()) {
                var last = progress;
                transaction.executeWithoutResult(status -> end(wanted, last));
                return new Undone(last.undone(), last.conflicts());
            }
            progress = next.get();
        }
    }

    private Optional<Progress> piece(
            Import wanted, JobRun run, Progress before) {
        var done = rows.done(wanted.id(), before.after(), PIECE);
        if (done.isEmpty()) {
            return Optional.empty();
        }
        var conflicts =
                kinds.get(wanted.plan().kind())
                        .undo(done, ImportWork.origin(wanted, "undo"));
        var records = done.stream().map(Done::record).collect(Collectors.toSet());
        conflicts.forEach(conflict -> records.remove(conflict.record()));
        rows.undone(wanted.id(), records);
        var kept = new ArrayList<>(before.kept());
        conflicts.stream().limit(MOST_CONFLICTS - kept.size()).forEach(kept::add);
        var after =
                new Progress(
                        done.getLast().record(),
                        before.undone() + records.size(),
                        before.conflicts() + conflicts.size(),
                        kept);
        run.keep(
                after.undone() + after.conflicts(),
                wanted.counts().written(),
                after);
        return Optional.of(after);
    }

    private void end(Import wanted, Progress progress) {
        Instant now = clock.instant();
        store.setEnded(
                wanted.id(), ImportState.UNDONE, progress.kept(), now, wanted.expiresAt());
        changes.tell(Imports.SUBJECT, wanted.id().value(), wanted.version() + 1, null);
        audit.record(
                AuditEntry.of(AuditAction.IMPORT_UNDONE, Imports.SUBJECT, wanted.id().value())
                        .detail("undone", progress.undone())
                            .detail("conflicts", progress.conflicts())
                            .reason(wanted.fileName()));
    }
}
