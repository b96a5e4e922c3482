package io.kedang.access.signin.outside;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// What the other side tells of somebody who has signed in there.
///
/// @param subject never given to anybody else there
/// @param email only where the other side has verified it
/// @param factor whether he showed more than a password, by what the connection counts as that
/// @param session the session there, which its end names
/// @param token shows the other side whom to sign out, in clear
public record OutsideIdentity(
        String subject,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String email,
        Set<String> groups,
        boolean factor,
        @Nullable String session,
        @Nullable String token) {
    /// By what people recognise him.
    String label() {
        var label = username != null ? username : email != null ? email : subject;
        return label.substring(0, Math.min(label.length(), 200));
    }

    /// Never shows what signs him out.
    @Override
    public String toString() {
        return "OutsideIdentity[" + subject + "]";
    }
}
