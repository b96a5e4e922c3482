package io.kedang.access.signin;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.signin.device.Device;
import io.kedang.kernel.Actor;
import io.kedang.kernel.Actor.Channel;
import io.kedang.kernel.NewId;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds out who is asking, by session cookie or bearer token, and binds him for the length of the
/// request. It refuses nobody: what an unknown caller may do, the operations declare.
@Component
public class Identification extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Tokens tokens;
    private final Directory directory;
    private final OperatorKey operator;

    Identification(Sessions sessions, Tokens tokens, Directory directory, OperatorKey operator) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.directory = directory;
        this.operator = operator;
    }

    private record Caller(
            User user,
            CurrentUser rights,
            Channel channel,
            @Nullable Session session,
            @Nullable ApiToken token) {
        Caller(User user, CurrentUser rights, Channel channel) {
            this(user, rights, channel, null, null);
        }
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller =
                request.getRequestURI().startsWith("/api/")
                        ? caller(request)
                        : Optional.<Caller>empty();
        var trace = Long.toHexString(NewId.next().getLeastSignificantBits());
        var actor =
                new Actor(
                        caller.map(known -> known.user().id()).orElse(null),
                        caller.map(known -> known.user().displayName()).orElse(""),
                        caller.map(Caller::channel).orElse(Channel.PAGE),
                        request.getRemoteAddr(),
                        trace);
        var bound = ScopedValue.where(Actor.CURRENT, actor);
        if (request.getRequestURI().startsWith(SessionCookie.DEVICE_PATH)) {
            bound = bound.where(Device.CURRENT, device(request, response));
        }
        if (caller.isPresent()) {
            bound = bound.where(CurrentUser.CURRENT, caller.get().rights());
            if (caller.get().session() != null) {
                bound = bound.where(Session.CURRENT, caller.get().session());
            }
            if (caller.get().token() != null) {
                bound = bound.where(ApiToken.CURRENT, caller.get().token());
            }
        }
        bound.<@Nullable Void, Failure>call(() -> pass(chain, request, response));
    }

    private static Device device(HttpServletRequest request, HttpServletResponse response) {
        return new Device(
                SessionCookie.findDevice(request).orElse(null),
                secret -> SessionCookie.setDevice(request, response, secret));
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER)) {
            return byToken(header.substring(BEARER.length()).strip());
        }
        if (header != null) {
            return header.startsWith(OperatorKey.SCHEME)
                            && operator.opens(header.substring(OperatorKey.SCHEME.length()))
                    ? asUser(request.getHeader(OperatorKey.ACT_AS))
                    : Optional.empty();
        }
        return SessionCookie.find(request).flatMap(sessions::find).flatMap(this::bySession);
    }

    private Optional<Caller> bySession(Session session) {
        return directory
                .findUser(session.userId())
                .filter(User::active)
                .map(
                        user ->
                                new Caller(
                                        user,
                                        directory.currentUser(user, null),
                                        Channel.PAGE,
                                        session,
                                        null));
    }

    private Optional<Caller> asUser(@Nullable String username) {
        var user =
                username == null
                        ? directory.findAdministrator()
                        : directory.findUser(URLDecoder.decode(username, StandardCharsets.UTF_8));
        return user.filter(User::active)
                .map(
                        known ->
                                new Caller(
                                        known,
                                        directory.currentUser(known, null),
                                        Channel.COMMAND));
    }

    private Optional<Caller> byToken(String secret) {
        return tokens.find(secret)
                .flatMap(
                        token ->
                                directory
                                        .findUser(token.userId())
                                        .filter(User::active)
                                        .map(
                                                user ->
                                                        new Caller(
                                                                user,
                                                                directory.currentUser(
                                                                        user, token.rights()),
                                                                Channel.API,
                                                                null,
                                                                token)));
    }

    /// Carries what a servlet may throw through the scoped call.
    private static final class Failure extends ServletException {
        private static final long serialVersionUID = 1L;

        Failure(Throwable cause) {
            super(cause);
        }
    }

    private static @Nullable Void pass(
            FilterChain chain, HttpServletRequest request, HttpServletResponse response)
            throws Failure {
        try {
            chain.doFilter(request, response);
            return null;
        } catch (IOException | ServletException e) {
            throw new Failure(e);
        }
    }
}
