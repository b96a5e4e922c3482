package io.kedang.classification;

import io.kedang.access.Right;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;

/// Classifies everything at once: a ranking holds for all files or for none, so it is one piece,
/// and after a fall it begins again.
@Component
final class ClassifyJob implements JobKind {
    private final Classifications classifications;
    private final TransactionTemplate transaction;

    ClassifyJob(Classifications classifications, TransactionTemplate transaction) {
        this.classifications = classifications;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "classify";
    }

    @Override
    public Right right() {
        return Right.CLASSIFY;
    }

    @Override
    public Object run(JobRun run) {
        return Objects.requireNonNull(
                transaction.execute(
                        status -> {
                            var outcome = classifications.apply();
                            long all = outcome.customers();
                            run.keep(all, all, outcome);
                            return outcome;
                        }));
    }
}
