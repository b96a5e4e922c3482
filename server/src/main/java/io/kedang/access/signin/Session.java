package io.kedang.access.signin;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A place where a user is signed in, as he sees it in his list of devices.
public record Session(
        UUID id,
        UUID userId,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        @Nullable String address,
        @Nullable String agent) {}
