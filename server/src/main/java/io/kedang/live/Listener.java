package io.kedang.live;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.signin.ApiToken;
import io.kedang.access.signin.Session;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.UUID;

/// Whoever has a stream open, and by what he came in.
///
/// @param rights those by which he listens: with a token they may be fewer than his role's
/// @param session null for programs
/// @param token null for people
record Listener(UUID user, Set<Right> rights, @Nullable UUID session, @Nullable UUID token) {
    static Listener current() {
        var user = CurrentUser.get();
        return new Listener(
                user.id(),
                user.rights(),
                Session.current().map(Session::id).orElse(null),
                ApiToken.current().map(ApiToken::id).orElse(null));
    }
}
