package io.kedang.intake;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.record.Done;
import io.kedang.job.JobRun;
import io.kedang.live.Changes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Takes back what an import did, as far as nobody touched it since.
@Component
final class UndoJob implements ImportJobKind {
    private static final int PIECE = 1_000;
    private static final int MOST_CONFLICTS = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final ImportStore store;
    private final RowStore rows;
    private final ImportKinds kinds;
    private final OpenedFiles opened;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;
    private final TransactionTemplate transaction;

    UndoJob(
            ImportStore store,
            RowStore rows,
            ImportKinds kinds,
            OpenedFiles opened,
            Audit audit,
            Changes changes,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.rows = rows;
        this.kinds = kinds;
        this.opened = opened;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// First the records, then the customer files that were opened for them.
    ///
    /// @param files whether the files are at turn
    /// @param after the last one that was dealt with
    record Progress(
            boolean files, UUID after, long undone, long conflicts, List<Done.Conflict> kept) {
        Progress with(UUID last, int taken, List<Done.Conflict> conflicts) {
            var all = new ArrayList<>(kept);
            conflicts.stream().limit(MOST_CONFLICTS - kept.size()).forEach(all::add);
            return new Progress(
                    files,
                    last,
                    undone + taken,
                    this.conflicts + conflicts.size(),
                    List.copyOf(all));
        }
    }

    record Undone(long undone, long conflicts) {}

    @Override
    public String name() {
        return "import-undo";
    }

    @Override
    public Object run(JobRun run) {
        var wanted = store.get(run.input(ImportJob.class));
        var progress = run.checkpoint(Progress.class);
        if (progress == null) {
            progress = new Progress(false, FIRST, 0, 0, List.of());
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

    private Optional<Progress> piece(Import wanted, JobRun run, Progress before) {
        if (before.files()) {
            return files(wanted, run, before);
        }
        var done = rows.done(wanted.id(), before.after(), PIECE);
        if (done.isEmpty()) {
            return Optional.of(
                    new Progress(true, FIRST, before.undone(), before.conflicts(), before.kept()));
        }
        var conflicts =
                kinds.get(wanted.plan().kind()).undo(done, ImportWork.origin(wanted, "undo"));
        var records = done.stream().map(Done::record).collect(Collectors.toSet());
        conflicts.forEach(conflict -> records.remove(conflict.record()));
        rows.undone(wanted.id(), records);
        return keep(wanted, run, before.with(done.getLast().record(), records.size(), conflicts));
    }

    private Optional<Progress> files(Import wanted, JobRun run, Progress before) {
        var files = rows.opened(wanted.id(), before.after(), PIECE);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var conflicts = opened.undo(files, ImportWork.origin(wanted, "undo"));
        var taken = new HashSet<>(files);
        conflicts.forEach(conflict -> taken.remove(conflict.record()));
        rows.forgetOpened(wanted.id(), taken);
        return keep(wanted, run, before.with(files.getLast(), taken.size(), conflicts));
    }

    private static Optional<Progress> keep(Import wanted, JobRun run, Progress after) {
        run.keep(after.undone() + after.conflicts(), wanted.counts().written(), after);
        return Optional.of(after);
    }

    private void end(Import wanted, Progress progress) {
        Instant now = clock.instant();
        store.setEnded(wanted.id(), ImportState.UNDONE, progress.kept(), now, wanted.expiresAt());
        changes.tell(Imports.SUBJECT, wanted.id().value(), wanted.version() + 1, null);
        audit.record(
                AuditEntry.of(AuditAction.IMPORT_UNDONE, Imports.SUBJECT, wanted.id().value())
                        .detail("undone", progress.undone())
                        .detail("conflicts", progress.conflicts())
                        .reason(wanted.fileName()));
    }
}
