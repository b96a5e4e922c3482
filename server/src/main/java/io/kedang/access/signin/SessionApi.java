package io.kedang.access.signin;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Open;
import io.kedang.access.signin.Entrance.State;
import io.kedang.access.signin.SignIns.Outcome;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
class SessionApi {
    record SignIn(
            @NotNull @Size(max = 200) String username,
            @NotNull @Size(max = 1000) String password) {}

    record Code(@NotNull @Size(max = 100) String code) {}

    record Proving(
            @NotNull @Size(max = 1000) String password, @Nullable @Size(max = 100) String code) {}

    record SessionView(
            UUID id,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            @Nullable String address,
            @Nullable String agent,
            boolean current) {}

    private final SignIns signIns;
    private final Sessions sessions;
    private final OwnSecurity own;
    private final Directory directory;
    private final Entrance entrance;
    private final SessionCookie cookie;

    SessionApi(
            SignIns signIns,
            Sessions sessions,
            OwnSecurity own,
            Directory directory,
            Entrance entrance,
            SessionCookie cookie) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.own = own;
        this.directory = directory;
        this.entrance = entrance;
        this.cookie = cookie;
    }

    @GetMapping("/session")
    @Needs(beforeSecondFactor = true)
    State get() {
        return entrance.state(
                directory.getUser(CurrentUser.get().id()),
                Session.current().map(Session::proofs).orElse(Set.of()));
    }

    /// Refuses with `access.code-needed` where a second factor is on: then the code goes to
    /// `/session/code`, from the same browser.
    @PostMapping("/session")
    @Open(because = "it is how one signs in")
    State signIn(
            @Valid @RequestBody SignIn body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var outcome = signIns.signIn(body.username(), body.password(), agent);
        return entrance.enter(outcome, request, response);
    }

    @PostMapping("/session/code")
    @Open(because = "it is the second step of signing in")
    State finish(
            @Valid @RequestBody Code body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var pending = SessionCookie.findPending(request);
        var signedIn = signIns.finish(pending, body.code(), agent);
        return entrance.enter(new Outcome.Done(signedIn), request, response);
    }

    /// Confirms who is signed in, as dangerous operations ask for (`access.proof-needed`). The
    /// session goes on under a new secret.
    @PostMapping("/session/proof")
    @Needs(beforeSecondFactor = true)
    @InPerson
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void prove(
            @Valid @RequestBody Proving body,
            HttpServletRequest request,
            HttpServletResponse response) {
        own.confirm(body.password(), body.code())
                .ifPresent(secret -> cookie.set(request, response, secret));
    }

    /// The browser is told to forget what it keeps of our answers. Cookies and storage stay: the
    /// known device, look and language outlast a session, and nothing else is kept there.
    @DeleteMapping("/session")
    @Needs(beforeSecondFactor = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.find(request).ifPresent(sessions::end);
        cookie.clear(request, response);
        response.setHeader("Clear-Site-Data", "\"cache\"");
    }

    @GetMapping("/sessions")
    @Needs
    List<SessionView> list() {
        var current = Session.current().map(Session::id).orElse(null);
        return sessions.listOf(CurrentUser.get().id()).stream()
                .map(
                        each ->
                                new SessionView(
                                        each.id(),
                                        each.createdAt(),
                                        each.lastSeenAt(),
                                        each.expiresAt(),
                                        each.address(),
                                        each.agent(),
                                        each.id().equals(current)))
                .toList();
    }

    /// Ends all but the one that asks.
    @DeleteMapping("/sessions")
    @Needs
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers() {
        sessions.endOthers(CurrentUser.get().id());
    }

    @DeleteMapping("/sessions/{session}")
    @Needs
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID session) {
        sessions.endOf(CurrentUser.get().id(), session);
    }
}
