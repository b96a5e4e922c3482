package io.kedang.intake;

import io.kedang.job.JobRun;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A dry run: says what would become of every row, and writes no record.
@Component
final class CheckJob implements ImportJobKind {
    private final ImportStore store;
    private final ImportWork work;
    private final TransactionTemplate transaction;

    CheckJob(ImportStore store, ImportWork work, TransactionTemplate transaction) {
        this.store = store;
        this.work = work;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "import-check";
    }

    @Override
    public Object run(JobRun run) throws Exception {
        var wanted = store.get(run.input(ImportJob.class));
        var counts = work.run(wanted, run, true);
        if (!wanted.state().hasWritten()) {
            transaction.executeWithoutResult(
                    status -> store.setState(wanted.id(), ImportState.CHECKED));
        }
        return counts;
    }
}
