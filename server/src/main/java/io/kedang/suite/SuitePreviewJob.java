package io.kedang.suite;

import io.kedang.access.Right;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;

import org.springframework.stereotype.Component;

/// Reads a company and says what taking it over would do. Changes nothing.
@Component
final class SuitePreviewJob implements JobKind {
    private final Suites suites;
    private final Syncing syncing;

    SuitePreviewJob(Suites suites, Syncing syncing) {
        this.suites = suites;
        this.syncing = syncing;
    }

    record Input(SuiteKind suite) {}

    @Override
    public String name() {
        return "suite-preview";
    }

    @Override
    public Right right() {
        return Right.ADMINISTER;
    }

    @Override
    public Object run(JobRun run) {
        var suite = run.input(Input.class).suite();
        return syncing.plan(suite, suites.read(suite));
    }
}
