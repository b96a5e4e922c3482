package io.kedang.access.signin;

import io.kedang.access.Companies;
import io.kedang.access.Company;
import io.kedang.access.CurrentUser;
import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Needs;
import io.kedang.access.Open;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Scope;
import io.kedang.access.User;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

    record State(Me user, List<Right> rights, Company company) {}

    private final Sessions sessions;
    private final Directory directory;
    private final Companies companies;
    private final SessionCookie cookie;

    SessionApi(Sessions sessions, Directory directory, Companies companies, SessionCookie cookie) {
        this.sessions = sessions;
        this.directory = directory;
        this.companies = companies;
        this.cookie = cookie;
    }

    @GetMapping("/session")
    @Needs
    State get() {
        return state(directory.getUser(CurrentUser.get().id()));
    }

    @PostMapping("/session")
    @Open(because = "it is how one signs in")
    State signIn(
            @jakarta.validation.Valid @RequestBody SignIn body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response) {
        var signedIn = sessions.signIn(body.username(), body.password(), agent);
        cookie.set(request, response, signedIn.secret());
        return state(signedIn.user());
    }

    @DeleteMapping("/session")
    @Needs
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.find(request).ifPresent(sessions::end);
        cookie.clear(request, response);
    }

    @GetMapping("/sessions")
    @Needs
    List<Session> list() {
        return sessions.listOf(CurrentUser.get().id());
    }

    @DeleteMapping("/sessions/{session}")
    @Needs
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID session) {
        sessions.endOf(CurrentUser.get().id(), session);
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
                companies.get());
    }
}
