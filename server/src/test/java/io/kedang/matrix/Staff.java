package io.kedang.matrix;

import io.kedang.TestCompany;
import io.kedang.access.Directory;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.Users;
import io.kedang.access.signin.Sessions;
import io.kedang.access.signin.Tokens;
import io.kedang.access.signin.factor.Proof;
import io.kedang.kernel.NewId;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everybody who asks in the [World]: users of every role and scope, limited tokens, and those whom
/// the house does not know or knows no longer.
@TestComponent
@Lazy
class Staff {
    private static final Map<String, List<String>> BELOW =
            Map.of(
                    "销售部", List.of("销售部", "销售一部", "销售二部"),
                    "销售一部", List.of("销售一部"),
                    "销售二部", List.of("销售二部"),
                    "客户服务部", List.of("客户服务部"));

    private final TestCompany company;
    private final Users users;
    private final Directory directory;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Clock clock;
    private final Map<String, Matrix.ShippedRole> roles = Matrix.read().roles();
    private final Map<String, User> people = new HashMap<>();
    private final List<Principal> principals = new ArrayList<>();

    Staff(
            TestCompany company,
            Users users,
            Directory directory,
            Tokens tokens,
            Sessions sessions,
            Clock clock) {
        this.company = company;
        this.users = users;
        this.directory = directory;
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
        hire();
    }

    /// Roles at every scope that they are used with.
    private void hire() {
        hire("employee", "employee", "销售一部", null);
        hire("colleague", "employee", "销售一部", Scope.DEPARTMENT);
        hire("employee of all", "employee", "客户服务部", Scope.ALL);
        hire("employee without department", "employee", null, null);
        hire("service", "service", "客户服务部", null);
        hire("archivist", "archivist", "客户服务部", null);
        hire("manager", "manager", "销售部", null);
        hire("manager of a department", "manager", "销售部", Scope.DEPARTMENT);
        hire("marketing manager", "marketing-manager", "销售部", null);
        hire("marketing manager of a department", "marketing-manager", "销售二部", Scope.DEPARTMENT);
        hire("director", "director", "客户服务部", null);
        hire("director of his own", "director", "销售二部", Scope.OWN);
        hire("administrator", "administrator", null, null);
        limit("director", "reading token", Set.of(Right.CUSTOMER_READ));
        limit("director", "token without rights", Set.of());
        principals.add(unknown("nobody", Map.of(), true));
        principals.add(unknown("invented token", bearer("kdt_invented"), false));
        principals.add(unknown("expired token", bearer(expired()), false));
        principals.add(unknown("revoked token", bearer(revoked()), false));
        principals.add(unknown("disabled user", bearer(disabled()), false));
        principals.add(unknown("ended session", ended(), false));
    }

    private void hire(
            String name, String role, @Nullable String department, @Nullable Scope scope) {
        var user = user(name, role, department, scope);
        people.put(name, user);
        principals.add(principal(name, user, role, department, scope, null));
    }

    /// Somebody who asks for nothing.
    User user(String name, String role, @Nullable String department, @Nullable Scope scope) {
        return company.as(
                company.administrator(),
                () ->
                        users.create(
                                NewId.next(),
                                "m-" + name.replace(' ', '-'),
                                name,
                                null,
                                department == null ? null : company.department(department),
                                directory.findRole(role).orElseThrow().id(),
                                scope));
    }

    private void limit(String whose, String name, Set<Right> rights) {
        principals.add(principal(name, people.get(whose), "director", "客户服务部", null, rights));
    }

    private Principal principal(
            String name,
            User user,
            String code,
            @Nullable String department,
            @Nullable Scope scope,
            @Nullable Set<Right> limitedTo) {
        var role = roles.get(code);
        return new Principal(
                name,
                Http.bearer(company.port(), token(user, limitedTo, null)),
                user.id(),
                code,
                role.rank(),
                scope == null ? role.scope() : scope,
                department == null ? List.of() : BELOW.get(department),
                limitedTo == null ? role.rights() : limitedTo,
                false);
    }

    private String token(User user, @Nullable Set<Right> rights, @Nullable Instant until) {
        return company.as(
                user, () -> tokens.create(NewId.next(), user.id(), "matrix", rights, until));
    }

    private Principal unknown(String name, Map<String, String> headers, boolean forges) {
        return new Principal(
                name,
                new Http(company.port(), headers),
                null,
                "",
                Rank.EMPLOYEE,
                Scope.OWN,
                List.of(),
                Set.of(),
                forges);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private String expired() {
        return token(people.get("director"), null, clock.instant().minus(Duration.ofSeconds(1)));
    }

    private String revoked() {
        var user = people.get("director");
        var id = NewId.next();
        return company.as(
                user,
                () -> {
                    var token = tokens.create(id, user.id(), "revoked", null, null);
                    tokens.revoke(id, user.id());
                    return token;
                });
    }

    private String disabled() {
        var user = user("disabled", "director", "客户服务部", null);
        var token = token(user, null, null);
        company.as(
                company.administrator(),
                () -> {
                    var known = directory.getUser(user.id());
                    return users.change(
                            new User(
                                    known.id(),
                                    known.principal(),
                                    known.username(),
                                    known.displayName(),
                                    known.departmentId(),
                                    known.roleId(),
                                    known.scope(),
                                    clock.instant(),
                                    known.secondFactor(),
                                    known.version()),
                            known.version());
                });
        return token;
    }

    /// The cookie of a session that its user has ended, sent as the page would.
    private Map<String, String> ended() {
        var session = sessions.begin(people.get("director"), Set.of(Proof.PASSWORD), "matrix");
        company.as(
                people.get("director"),
                () -> {
                    sessions.end(session.secret());
                    return true;
                });
        return Map.of(
                "Cookie",
                "kedang_session=" + session.secret() + "; XSRF-TOKEN=page",
                "X-XSRF-TOKEN",
                "page");
    }

    /// Somebody at his browser: his cookies, and what the page of the house adds to a change.
    Http browser(String name) {
        var session = sessions.begin(people.get(name), Set.of(Proof.PASSWORD), "matrix");
        return new Http(
                company.port(),
                Map.of(
                        "Cookie",
                        "kedang_session=" + session.secret() + "; XSRF-TOKEN=page",
                        "X-XSRF-TOKEN",
                        "page"));
    }

    List<Principal> principals() {
        return principals;
    }

    Principal principal(String name) {
        return principals.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    User get(String name) {
        return people.get(name);
    }
}
