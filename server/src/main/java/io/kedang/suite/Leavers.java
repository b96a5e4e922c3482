package io.kedang.suite;

import io.kedang.kernel.Refusal;
import io.kedang.suite.SuiteStore.Look;
import io.kedang.suite.SyncStep.Act;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;

/// Disables whoever has left at an office suite without waiting for an administrator, and does
/// nothing else: what is new there waits for him. Where so many would be disabled that something is
/// probably wrong, nobody is.
@Component
class Leavers {
    /// After a look that came to nothing.
    private static final Duration SOON = Duration.ofHours(1);

    private final Suites suites;
    private final SuiteStore store;
    private final Syncing syncing;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration every;

    /// @param hours between two looks, 0 for none
    Leavers(
            Suites suites,
            SuiteStore store,
            Syncing syncing,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${kedang.suite.leavers-hours:24}") int hours) {
        this.suites = suites;
        this.store = store;
        this.syncing = syncing;
        this.transaction = transaction;
        this.clock = clock;
        this.every = Duration.ofHours(hours);
    }

    boolean isWanted() {
        return !every.isZero();
    }

    /// Looks at every suite at which it is time to. What one is refused does not stop the others,
    /// and stands on the page.
    void lookWhereDue() {
        for (var suite : suites.list()) {
            if (isDue(suite.look())) {
                look(suite);
            }
        }
    }

    private boolean isDue(@Nullable Look last) {
        if (last == null) {
            return true;
        }
        var pause = last.problem() == null ? every : SOON;
        return !last.at().plus(pause).isAfter(clock.instant());
    }

    private void look(SuiteStore.Saved suite) {
        var kind = suite.kind();
        int disabled = 0;
        String problem = null;
        try {
            var organisation = suites.read(kind);
            var comparison = syncing.compare(kind, organisation);
            if (SyncPlan.of(comparison).manyLeave()) {
                throw new Refusal(SuiteProblem.MANY_LEAVE);
            }
            for (var step : comparison.steps()) {
                if (step.act() == Act.DISABLE_USER) {
                    try {
                        transaction.executeWithoutResult(
                                _ -> syncing.take(kind, organisation, step, suite.roleId()));
                        disabled++;
                    } catch (Refusal refusal) {
                        problem = refusal.problem().code();
                    }
                }
            }
        } catch (Refusal refusal) {
            problem = refusal.problem().code();
        }
        store.looked(kind, new Look(clock.instant(), disabled, problem));
    }
}
