package io.kedang.access.signin.device;

import io.kedang.access.signin.Secret;
import io.kedang.access.signin.Session;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which browsers a user has signed in with. A browser keeps a random secret of 256 bits that
/// nobody can guess and whose hash we keep; so it needs no signature, and forgetting the row ends
/// it.
@Service
public class Devices {
    /// How long a browser is known that nobody signs in with.
    public static final Duration KNOWN_FOR = Duration.ofDays(365);

    /// A device that nobody objected to for so long counts as vouched for: whoever has no other one
    /// left could never say so.
    private static final Duration OBJECTED_TO_WITHIN = Duration.ofDays(7);

    private final DeviceStore store;
    private final Clock clock;

    Devices(DeviceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// @param isNews whether the user has other devices and did not use this one before
    public record Entered(UUID id, boolean isNews) {}

    /// Notes, in the transaction of a sign-in, with what it was; empty where there is no browser.
    ///
    /// @param agent what the browser calls itself
    public Optional<Entered> enter(UUID user, @Nullable String agent) {
        return Device.current().map(device -> enter(device, user, agent));
    }

    private Entered enter(Device device, UUID user, @Nullable String agent) {
        var now = clock.instant();
        var address = Actor.current().address();
        store.forgetUnseen(user, now.minus(KNOWN_FOR));
        var secret = secret(device);
        device.keep().accept(secret);
        var hash = Secret.hash(secret);
        return store.seen(user, hash, now, address, agent)
                .map(id -> new Entered(id, false))
                .orElseGet(
                        () -> {
                            var made =
                                    new KnownDevice(
                                            NewId.next(), user, now, now, address, agent, false);
                            return store.insert(made, hash);
                        });
    }

    /// One that nobody knows was planted, or is of a device that was forgotten: a new one takes
    /// its place. One that somebody else is known by stays, for people share computers.
    private String secret(Device device) {
        return device.secret() != null && store.isKnown(Secret.hash(device.secret()))
                ? device.secret()
                : Secret.next();
    }

    /// The device of this request, by what the browser keeps or by its session, if the user of that
    /// name has signed in with it before.
    ///
    /// @param foldedName of a user, or one that nobody has
    public Optional<UUID> knownTo(String foldedName) {
        var secret = Device.current().map(Device::secret).map(Secret::hash).orElse(null);
        var device = Session.current().map(Session::deviceId).orElse(null);
        return secret == null && device == null
                ? Optional.empty()
                : store.ofName(secret, device, foldedName);
    }

    List<KnownDevice> list(UUID user) {
        return store.list(user);
    }

    /// Whether its user is still to be told of it.
    boolean isNews(KnownDevice device) {
        return !device.told()
                && device.firstSeenAt().plus(OBJECTED_TO_WITHIN).isAfter(clock.instant());
    }

    boolean tell(UUID id, UUID user) {
        return store.tell(id, user);
    }

    boolean forget(UUID id, UUID user) {
        return store.forget(id, user);
    }
}
