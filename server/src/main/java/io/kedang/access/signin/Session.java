package io.kedang.access.signin;

import io.kedang.access.signin.factor.Proof;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A place where a user is signed in, as he sees it in his list of devices.
///
/// @param provedAt when he last showed, by `proofs`, that it is he
/// @param deviceId the device that it was begun with; null where there was no browser
public record Session(
        UUID id,
        UUID userId,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Instant provedAt,
        Set<Proof> proofs,
        @Nullable String address,
        @Nullable String agent,
        @Nullable UUID deviceId) {
    static final ScopedValue<Session> CURRENT = ScopedValue.newInstance();

    /// The one that this request comes from; none for programs with a token and for commands.
    public static Optional<Session> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
