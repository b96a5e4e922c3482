package io.kedang.live;

import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.signin.Sessions;
import io.kedang.access.signin.Tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says who may listen no longer: a stream outlasts the request that opened it, and must not
/// outlast the session, the token, or the rights that it was opened by.
@Component
class Listeners {
    private final Sessions sessions;
    private final Tokens tokens;
    private final Directory directory;

    Listeners(Sessions sessions, Tokens tokens, Directory directory) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.directory = directory;
    }

    /// Those whose session or token is over, who are disabled, or whose rights are others by now:
    /// their pages connect anew, as what they are then.
    Set<Listener> ended(Collection<Listener> listeners) {
        var lastingSessions = sessions.lasting(ids(listeners, Listener::session));
        var lastingTokens = tokens.lasting(ids(listeners, Listener::token));
        return listeners.stream()
                .filter(
                        each ->
                                isOver(each.session(), lastingSessions)
                                        || isOver(each.token(), lastingTokens)
                                        || isOther(each))
                .collect(Collectors.toSet());
    }

    private static Set<UUID> ids(
            Collection<Listener> listeners, Function<Listener, @Nullable UUID> id) {
        return listeners.stream().map(id).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static boolean isOver(@Nullable UUID id, Set<UUID> lasting) {
        return id != null && !lasting.contains(id);
    }

    private boolean isOther(Listener listener) {
        return directory
                .findUser(listener.user())
                .filter(User::active)
                .map(
                        user ->
                                directory
                                        .currentUser(
                                                user,
                                                listener.token() == null ? null : listener.rights())
                                        .rights())
                .filter(rights -> rights.equals(listener.rights()))
                .isEmpty();
    }
}
