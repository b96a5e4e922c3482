package io.kedang.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.access.signin.FairShare.Place;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

@Tag("s17")
class FairShareTests {
    private final UUID user = NewId.next();

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        var shares = new FairShare(1, 0);
        for (int i = 0; i < 10; i++) {
            shares.enter(user, false).close();
        }
        assertThatThrownBy(() -> shares.enter(user, false))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.getMessage()).isEqualTo("request.too-many");
                            assertThat(refusal.properties()).containsEntry("retryAfter", 1L);
                        });
        shares.enter(NewId.next(), false).close();
    }

    @Test
    void whatComesAtOnceWaitsItsTurnAndTheRestIsRefused() throws InterruptedException {
        var shares = new FairShare(0, 1);
        var first = shares.enter(user, false);
        var served = new CountDownLatch(24);
        var waiting = new ArrayList<Thread>();
        for (int i = 0; i < 24; i++) {
            waiting.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        shares.enter(user, false).close();
                                        served.countDown();
                                    }));
        }
        for (var each : waiting) {
            while (each.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        assertThatThrownBy(() -> shares.enter(user, false)).hasMessage("request.too-many");
        shares.enter(NewId.next(), false).close();
        assertThat(served.getCount()).isEqualTo(24);
        first.close();
        served.await();
        shares.enter(user, false).close();
    }

    @Test
    void filesAreMadeTwoAtATime() {
        var shares = new FairShare(0, 8);
        var places = new ArrayList<Place>();
        places.add(shares.enter(user, true));
        places.add(shares.enter(user, true));
        Thread third = Thread.ofPlatform().start(() -> shares.enter(user, true).close());
        while (third.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        shares.enter(user, false).close();
        places.forEach(Place::close);
        shares.enter(user, true).close();
    }

    @Test
    void noughtIsNoLimit() {
        var shares = new FairShare(0, 0);
        for (int i = 0; i < 1000; i++) {
            shares.enter(user, true);
        }
    }
}
