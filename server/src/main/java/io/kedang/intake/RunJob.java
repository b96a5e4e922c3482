package io.kedang.intake;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.intake.plan.MappingStore;
import io.kedang.job.JobRun;
import io.kedang.live.Changes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.List;

/// Writes every row that is right and new, or that somebody decided about.
@Component
final class RunJob implements ImportJobKind {
    private final ImportStore store;
    private final RowStore rows;
    private final ImportWork work;
    private final MappingStore mappings;
    private final Spool spool;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RunJob(
            ImportStore store,
            RowStore rows,
            ImportWork work,
            MappingStore mappings,
            Spool spool,
            Audit audit,
            Changes changes,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.rows = rows;
        this.work = work;
        this.mappings = mappings;
        this.spool = spool;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return Imports.SUBJECT;
    }

    @Override
    public Object run(JobRun run) throws Exception {
        var wanted = store.get(run.input(ImportJob.class));
        var counts = work.run(wanted, run, false);
        transaction.executeWithoutResult(status -> end(wanted, counts));
        if (counts.refused() == 0) {
            spool.remove(wanted.id());
        }
        return counts;
    }

    private void end(Import wanted, Counts counts) {
        var now = clock.instant();
        store.setEnded(
                wanted.id(), ImportState.DONE, List.of(), now, now.plus(Imports.UNDO_PERIOD));
        rows.close(wanted.id(), false);
        mappings.remember(wanted.plan(), now);
        changes.tell(Imports.SUBJECT, wanted.id().value(), wanted.version() + 1, null);
        audit.record(
                AuditEntry.of(AuditAction.IMPORTED, Imports.SUBJECT, wanted.id().value())
                        .detail("rows", counts.rows())
                        .detail("new", counts.created())
                        .detail("updated", counts.updated())
                        .detail("skipped", counts.skipped())
                        .detail("wrong", counts.wrong())
                        .detail("suspected", counts.suspected())
                        .reason(wanted.fileName()));
    }
}
