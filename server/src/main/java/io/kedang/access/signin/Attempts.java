package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.signin.factor.SignInMac;
import io.kedang.kernel.Actor;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.text.Folding;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Counts what fails, whatever it was: password, code, or the confirmation of somebody signed in.
/// Ten failures lock a name for a quarter of an hour, also one that nobody has, so that a lock does
/// not tell who works here. An address is slowed before anything is looked at.
///
/// An attempt counts as failed from its beginning until it has passed: many at once get no more
/// tries than one after the other.
@Component
public class Attempts {
    private static final int FAILURES_ALLOWED = 10;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final AttemptLimit addresses;
    private final AttemptStore store;
    private final SignInMac mac;
    private final Clock clock;

    Attempts(AttemptLimit addresses, AttemptStore store, SignInMac mac, Clock clock) {
        this.addresses = addresses;
        this.store = store;
        this.mac = mac;
        this.clock = clock;
    }

    /// Refuses when this address or this name has failed too often.
    void begin(String username) {
        addresses.take(address());
        var now = clock.instant();
        if (!store.begin(key(username), now, FAILURES_ALLOWED, now.plus(LOCKED_FOR))) {
            throw tooMany(now, store.lockedUntil(key(username)).orElse(now));
        }
    }

    /// What was presented is right; failures before it still count.
    void passed(String username) {
        addresses.succeeded(address());
        store.passed(key(username));
    }

    /// He is who he says: failures before are forgotten.
    public void forget(String username) {
        store.forget(key(username));
    }

    /// Those of a day ago count no longer.
    void forgetOld() {
        store.forgetOld(clock.instant());
    }

    private static Refusal tooMany(Instant now, Instant until) {
        var wait = Duration.between(now, until);
        return new Refusal(AccessProblem.TOO_MANY_ATTEMPTS, Math.max(1, wait.toMinutes()))
                .with("retryAfter", Math.max(1, wait.toSeconds()));
    }

    private byte[] key(String username) {
        return mac.of("name", Folding.fold(username.strip()));
    }

    private static String address() {
        return String.valueOf(Actor.current().address());
    }
}
