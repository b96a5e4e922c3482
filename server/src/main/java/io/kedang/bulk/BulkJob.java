package io.kedang.bulk;

import io.kedang.access.Right;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerBulk;
import io.kedang.customer.CustomerId;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;
import io.kedang.kernel.NewId;
import io.kedang.live.Changes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

/// Changes the files piece by piece. What became of a file is written with the change itself, so
/// that the work goes on with the next one wherever it was stopped. It ends when somebody takes the
/// whole back.
@Component
final class BulkJob implements JobKind {
    static final int PIECE = 500;

    private final BulkStore store;
    private final BulkWishes wishes;
    private final CustomerBulk files;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;
    private final TransactionTemplate transaction;

    BulkJob(
            BulkStore store,
            BulkWishes wishes,
            CustomerBulk files,
            Audit audit,
            Changes changes,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.wishes = wishes;
        this.files = files;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
        this.transaction = transaction;
    }

    record Input(UUID bulk) {}

    /// @param looked how many files were dealt with
    record Progress(long looked) {}

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public Right right() {
        return Right.CUSTOMER_EDIT;
    }

    @Override
    public Object run(JobRun run) {
        var id = run.input(Input.class).bulk();
        while (Objects.requireNonNull(transaction.execute(_ -> piece(run, id)))) {
            run.mayGoOn();
        }
        var done = run.checkpoint(Progress.class);
        return done == null ? new Progress(0) : done;
    }

    /// @return whether there may be more
    private boolean piece(JobRun run, UUID id) {
        var wanted = store.hold(id).orElseThrow();
        if (wanted.state() != BulkState.RUNNING) {
            return false;
        }
        var pending = store.some(id, RowOutcome.PENDING, PIECE);
        if (pending.isEmpty()) {
            end(wanted);
            return false;
        }
        var altered =
                files.alter(
                        pending.stream().map(each -> new CustomerId(each.record())).toList(),
                        wishes.read(wanted.change()),
                        BulkWishes.origin(wanted.change()),
                        false);
        store.set(id, altered);
        var counts = store.counts(id);
        long looked = (long) wanted.total() - counts.getOrDefault(RowOutcome.PENDING, 0);
        run.keep(looked, (long) wanted.total(), new Progress(looked));
        return true;
    }

    private void end(Bulk wanted) {
        var counts = store.counts(wanted.id());
        int changed = counts.getOrDefault(RowOutcome.CHANGED, 0);
        store.setState(wanted.id(), BulkState.DONE, clock.instant().plus(Bulks.UNDO_PERIOD), null);
        changes.tell(Bulks.FILES, NewId.next(), 0, null);
        audit.record(
                AuditEntry.of(AuditAction.BULK_CHANGED, Bulks.SUBJECT, wanted.id())
                        .fields(BulkWishes.fields(wanted.change()))
                        .detail("updated", changed)
                        .detail("skipped", wanted.total() - changed)
                        .reason(wanted.change().reason()));
    }
}
