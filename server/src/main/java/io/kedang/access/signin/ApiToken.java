package io.kedang.access.signin;

import io.kedang.access.Right;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A program's key to act as a user, with his rights or fewer.
///
/// @param rights null for all rights of the user
public record ApiToken(
        UUID id,
        UUID userId,
        String name,
        @Nullable Set<Right> rights,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    static final ScopedValue<ApiToken> CURRENT = ScopedValue.newInstance();

    /// The one that this request came with; none for people and for commands.
    public static Optional<ApiToken> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
