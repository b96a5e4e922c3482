package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.Companies;
import io.kedang.access.Company;
import io.kedang.access.CurrentUser;
import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.InPerson;
import io.kedang.access.Needs;
import io.kedang.access.Open;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.Sessions.SignedIn;
import io.kedang.access.signin.SignIns.Outcome;
import io.kedang.kernel.Refusal;

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
import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
class SessionApi {
    record SignIn(
            @NotNull @Size(max = 200) String username,
            @NotNull @Size(max = 1000) String password) {}

    record Me(
            UUID id,
            String username,
            String displayName,
            @Nullable UUID departmentId,
            @Nullable String departmentName,
            String roleName,
            Rank rank,
            Scope scope) {}

    /// @param secondFactor what is true of his second factor; until it is there where his role
    ///     needs one, hardly anything is open to him
    record State(Me user, List<Right> rights, FactorNeed secondFactor, Company company) {}

    enum FactorNeed {
        NONE,
        ON,
        NEEDED
    }

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
    private final Companies companies;
    private final SessionCookie cookie;

    SessionApi(
            SignIns signIns,
            Sessions sessions,
            OwnSecurity own,
            Directory directory,
            Companies companies,
            SessionCookie cookie) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.own = own;
        this.directory = directory;
        this.companies = companies;
        this.cookie = cookie;
    }

    @GetMapping("/session")
    @Needs(beforeSecondFactor = true)
    State get() {
        return state(directory.getUser(CurrentUser.get().id()));
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
        return switch (signIns.signIn(body.username(), body.password(), agent)) {
            case Outcome.Done(var signedIn) -> enter(signedIn, request, response);
            case Outcome.CodeNeeded(var secret) -> {
                cookie.setPending(request, response, secret);
                throw new Refusal(AccessProblem.CODE_NEEDED);
            }
        };
    }

    @PostMapping("/session/code")
    @Open(because = "it is the second step of signing in")
    State finish(
            @Valid @RequestBody Code body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var pending = SessionCookie.findPending(request);
        return enter(signIns.finish(pending, body.code(), agent), request, response);
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

    @DeleteMapping("/session")
    @Needs(beforeSecondFactor = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.find(request).ifPresent(sessions::end);
        cookie.clear(request, response);
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

    /// Whatever session the browser had before is over: nobody who planted it shares the new one.
    private State enter(
            SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.find(request).ifPresent(sessions::replace);
        cookie.set(request, response, signedIn.secret());
        return state(signedIn.user());
    }

    private FactorNeed need(User user) {
        if (user.secondFactor()) {
            return FactorNeed.ON;
        }
        return directory.lacksSecondFactor(user.id()) ? FactorNeed.NEEDED : FactorNeed.NONE;
    }

    private State state(User user) {
        var rights = directory.currentUser(user, null);
        var role = directory.getRole(user.roleId());
        var department =
                user.departmentId() == null
                        ? null
                        : directory
                                .findDepartment(user.departmentId())
                                .map(Department::name)
                                .orElse(null);
        return new State(
                new Me(
                        user.id(),
                        user.username(),
                        user.displayName(),
                        user.departmentId(),
                        department,
                        role.name(),
                        role.rank(),
                        rights.scope()),
                rights.rights().stream().sorted().toList(),
                need(user),
                companies.get());
    }
}
