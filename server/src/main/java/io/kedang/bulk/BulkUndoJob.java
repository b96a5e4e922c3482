package io.kedang.bulk;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerBulk;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;
import io.kedang.kernel.NewId;
import io.kedang.live.Changes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/// Gives the files back what they had, as far as nobody touched it since.
@Component
final class BulkUndoJob implements JobKind {
    private final BulkStore store;
    private final CustomerBulk files;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;
    private final TransactionTemplate transaction;

    BulkUndoJob(
            BulkStore store,
            CustomerBulk files,
            Audit audit,
            Changes changes,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.files = files;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
        this.transaction = transaction;
    }

    record Progress(long undone, long conflicts) {}

    @Override
    public String name() {
        return "bulk-undo";
    }

    @Override
    public Right right() {
        return Right.CUSTOMER_EDIT;
    }

    @Override
    public Object run(JobRun run) {
        var id = run.input(BulkJob.Input.class).bulk();
        while (Objects.requireNonNull(transaction.execute(_ -> piece(run, id)))) {
            run.mayGoOn();
        }
        var done = run.checkpoint(Progress.class);
        return done == null ? new Progress(0, 0) : done;
    }

    private boolean piece(JobRun run, UUID id) {
        var wanted = store.hold(id).orElseThrow();
        if (wanted.state() != BulkState.UNDOING) {
            return false;
        }
        var done = store.some(id, RowOutcome.CHANGED, BulkJob.PIECE);
        if (done.isEmpty()) {
            end(wanted);
            return false;
        }
        var conflicts = undo(wanted, done);
        var back = done.stream().map(Done::record).collect(Collectors.toSet());
        for (var conflict : conflicts) {
            back.remove(conflict.record());
            store.setKept(id, conflict);
        }
        store.setUndone(id, back);
        var progress = progress(id);
        long looked = progress.undone() + progress.conflicts();
        long left = store.counts(id).getOrDefault(RowOutcome.CHANGED, 0);
        run.keep(looked, looked + left, progress);
        return true;
    }

    private List<Done.Conflict> undo(Bulk wanted, List<Done> done) {
        var origin = Origin.byHand("undo");
        return switch (wanted.change().action()) {
            case DELETE -> files.undoDiscarding(done, origin);
            case OWNER ->
                    CurrentUser.get().may(Right.ADMINISTER)
                            ? files.undoGiving(done, origin)
                            : files.undo(done, origin);
            case FIELD, TAGS, GRADE -> files.undo(done, origin);
        };
    }

    private Progress progress(UUID id) {
        var counts = store.counts(id);
        return new Progress(
                counts.getOrDefault(RowOutcome.UNDONE, 0), counts.getOrDefault(RowOutcome.KEPT, 0));
    }

    private void end(Bulk wanted) {
        store.setState(wanted.id(), BulkState.UNDONE, wanted.undoUntil(), clock.instant());
        changes.tell(Bulks.FILES, NewId.next(), 0, null);
        var progress = progress(wanted.id());
        audit.record(
                AuditEntry.of(AuditAction.BULK_UNDONE, Bulks.SUBJECT, wanted.id())
                        .fields(BulkWishes.fields(wanted.change()))
                        .detail("undone", progress.undone())
                        .detail("conflicts", progress.conflicts()));
    }
}
