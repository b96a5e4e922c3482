package io.kedang.access.signin.outside;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Somebody was signed out elsewhere.
///
/// @param subject who; null where only the session is named
/// @param session which session there; null for all of them
public record Farewell(@Nullable String subject, @Nullable String session, Instant at) {}
