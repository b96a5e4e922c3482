package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.signin.device.Devices;
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
/// Whoever is at a device that he has signed in with before counts apart: strangers who guess do
/// not lock him out.
///
/// An attempt counts as failed from its beginning until it has passed: many at once get no more
/// tries than one after the other.
@Component
public class Attempts {
    private static final int FAILURES_ALLOWED = 10;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final AttemptLimit addresses;
    private final AttemptStore store;
    private final Devices devices;
    private final SignInMac mac;
    private final Clock clock;

    Attempts(
            AttemptLimit addresses,
            AttemptStore store,
            Devices devices,
            SignInMac mac,
            Clock clock) {
        this.addresses = addresses;
        this.store = store;
        this.devices = devices;
        this.mac = mac;
        this.clock = clock;
    }

    /// Refuses when this address or this name has failed too often; on a device that the user of
    /// the name has signed in with before, when that device has.
    public void begin(String username) {
        var place = place(username);
        addresses.take(place.address());
        var now = clock.instant();
        if (!store.begin(place.key(), now, FAILURES_ALLOWED, now.plus(LOCKED_FOR))) {
            throw tooMany(now, store.lockedUntil(place.key()).orElse(now));
        }
    }

    /// What was presented is right; failures before it still count.
    public void passed(String username) {
        var place = place(username);
        addresses.succeeded(place.address());
        store.passed(place.key());
    }

    /// He is who he says: failures before are forgotten, though not those of strangers while he is
    /// at a device of his.
    public void forget(String username) {
        store.forget(place(username).key());
    }

    /// Lets everybody try again, wherever.
    public void unlock(String username) {
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

    /// Where a failure counts.
    private record Place(String address, byte[] key) {}

    private Place place(String username) {
        return devices.knownTo(folded(username))
                .map(
                        device ->
                                new Place(
                                        "device " + device,
                                        mac.of("name at device", device + "|" + folded(username))))
                .orElseGet(() -> new Place(address(), key(username)));
    }

    private byte[] key(String username) {
        return mac.of("name", folded(username));
    }

    private static String folded(String username) {
        return Folding.fold(username.strip());
    }

    private static String address() {
        return String.valueOf(Actor.current().address());
    }
}
