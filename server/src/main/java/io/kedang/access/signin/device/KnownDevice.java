package io.kedang.access.signin.device;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A browser in which a user has signed in.
///
/// @param told whether he knows of it
record KnownDevice(
        UUID id,
        UUID userId,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable String address,
        @Nullable String agent,
        boolean told) {}
