package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.kernel.Refusal;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;

/// Rule: what is dangerous is done by somebody who has shown lately who he is. Commands have no
/// session and are not asked, and tokens neither.
@Component
class RecentProof {
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private final Clock clock;

    RecentProof(Clock clock) {
        this.clock = clock;
    }

    void need() {
        boolean longAgo =
                Session.current()
                        .filter(each -> each.provedAt().plus(HOLDS).isBefore(clock.instant()))
                        .isPresent();
        if (longAgo) {
            throw new Refusal(AccessProblem.PROOF_NEEDED, HOLDS.toMinutes());
        }
    }
}
