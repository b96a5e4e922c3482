package io.kedang.access.signin;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// Where somebody signed in who was not asked for a password of ours.
///
/// @param connection the provider or directory that knows him
/// @param subject who he is there
/// @param session the session there, which its end names; null where there is none
/// @param token what shows the other side whom to sign out, sealed; null where nothing does
public record Origin(
        UUID connection, String subject, @Nullable String session, @Nullable String token) {
    /// Tells whom, never what shows it.
    @Override
    public String toString() {
        return "Origin[" + connection + ", " + subject + "]";
    }
}
