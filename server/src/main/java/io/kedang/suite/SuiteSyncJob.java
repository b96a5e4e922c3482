package io.kedang.suite;

import io.kedang.access.Right;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;
import io.kedang.kernel.Refusal;
import io.kedang.suite.SyncStep.Act;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes a company over step by step, each in a transaction of its own, as it was looked at before.
/// What one step is refused does not stop the others.
@Component
final class SuiteSyncJob implements JobKind {
    private final Suites suites;
    private final Syncing syncing;
    private final TransactionTemplate transaction;

    SuiteSyncJob(Suites suites, Syncing syncing, TransactionTemplate transaction) {
        this.suites = suites;
        this.syncing = syncing;
        this.transaction = transaction;
    }

    /// @param fingerprint of the plan that was looked at
    /// @param many whether to go on where it disables surprisingly many
    record Input(SuiteKind suite, String fingerprint, boolean many) {}

    /// @param failed what was refused, and by which code
    record SyncDone(Map<Act, Integer> counts, List<SyncFailure> failed) {}

    /// @param leavers who was to be disabled when it began: nobody else is when it goes on
    record SyncSoFar(SyncDone done, Set<String> leavers) {}

    record SyncFailure(SyncStep step, String code) {}

    @Override
    public String name() {
        return "suite-sync";
    }

    @Override
    public Right right() {
        return Right.ADMINISTER;
    }

    @Override
    public Object run(JobRun run) {
        var input = run.input(Input.class);
        var role = suites.get(input.suite()).roleId();
        var organisation = suites.read(input.suite());
        var comparison = syncing.compare(input.suite(), organisation);
        var steps = comparison.steps();
        var before = run.checkpoint(SyncSoFar.class);
        var counts = new EnumMap<Act, Integer>(Act.class);
        var failed = new ArrayList<SyncFailure>();
        var leavers = leavers(steps);
        if (before == null) {
            check(input, SyncPlan.of(comparison));
        } else if (before.leavers().containsAll(leavers)) {
            counts.putAll(before.done().counts());
            leavers = before.leavers();
        } else {
            throw new Refusal(SuiteProblem.PLAN_CHANGED);
        }
        var seen = leavers;
        long done = 0;
        for (var step : steps) {
            if (step.act().does()) {
                var code = take(input, organisation, step, role);
                if (code.isEmpty()) {
                    counts.merge(step.act(), 1, Integer::sum);
                } else {
                    failed.add(new SyncFailure(step, code));
                }
            }
            done++;
            long now = done;
            transaction.executeWithoutResult(
                    _ ->
                            run.keep(
                                    now,
                                    (long) steps.size(),
                                    new SyncSoFar(new SyncDone(counts, failed), seen)));
            run.mayGoOn();
        }
        return new SyncDone(counts, failed);
    }

    private static Set<String> leavers(List<SyncStep> steps) {
        return steps.stream()
                .filter(step -> step.act() == Act.DISABLE_USER)
                .map(SyncStep::externalId)
                .collect(Collectors.toSet());
    }

    private static void check(Input input, SyncPlan plan) {
        if (!plan.fingerprint().equals(input.fingerprint())) {
            throw new Refusal(SuiteProblem.PLAN_CHANGED);
        }
        if (plan.manyLeave() && !input.many()) {
            throw new Refusal(
                    SuiteProblem.MANY_LEAVE, plan.counts().getOrDefault(Act.DISABLE_USER, 0));
        }
    }

    /// Empty when it was done, otherwise the code of the refusal.
    private String take(
            Input input, Organisation organisation, SyncStep step, java.util.UUID role) {
        try {
            transaction.executeWithoutResult(
                    _ -> syncing.take(input.suite(), organisation, step, role));
            return "";
        } catch (Refusal refusal) {
            return refusal.problem().code();
        }
    }
}
