package io.kedang.operation;

import io.kedang.access.Company;
import io.kedang.access.OnBehalf;
import io.kedang.access.Open;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Scope;
import io.kedang.access.signin.SessionCookie;
import io.kedang.access.signin.Sessions;
import io.kedang.access.signin.factor.Proof;
import io.kedang.kernel.Actor;
import io.kedang.operation.demo.Demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Locale;
import java.util.Set;

@RestController
@RequestMapping("/api/v1/setup")
class SetupApi {
    record RoleOffer(String code, String name, Rank rank, Scope scope, List<Right> rights) {}

    /// @param codeNeeded whether the caller has to bring the code from the screen of the server
    record SetupState(boolean needed, boolean codeNeeded, List<RoleOffer> roles) {}

    record AdministratorBody(
            @NotNull @Size(max = 200) String username,
            @NotNull @Size(max = 200) String displayName,
            @NotNull @Size(max = 1000) String password) {}

    record CompanyBody(
            @NotNull @Size(max = 200) String name, @Nullable @Size(max = 60) String timeZone) {}

    record FirstDepartment(
            @NotNull @Size(max = 60) String key,
            @NotNull @Size(max = 200) String name,
            @Nullable @Size(max = 60) String parent) {}

    record RoleBody(
            @Nullable @Size(max = 100) String code,
            @NotNull @Size(max = 200) String name,
            @NotNull Rank rank,
            @NotNull Scope scope,
            @Nullable Set<Right> rights) {}

    record SetupBody(
            @NotNull @Valid AdministratorBody administrator,
            @NotNull @Valid CompanyBody company,
            @Nullable @Size(max = 500) List<@NotNull @Valid FirstDepartment> departments,
            @Nullable @Size(max = 100) List<@NotNull @Valid RoleBody> roles,
            @Nullable Boolean demoData,
            @Nullable @Size(max = 60) String code) {}

    private final Setup setup;
    private final SetupCode code;
    private final Demo demo;
    private final OnBehalf onBehalf;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SetupApi(
            Setup setup,
            SetupCode code,
            Demo demo,
            OnBehalf onBehalf,
            Sessions sessions,
            SessionCookie cookie) {
        this.setup = setup;
        this.code = code;
        this.demo = demo;
        this.onBehalf = onBehalf;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @GetMapping
    @Open(because = "nobody can be signed in before the set-up")
    SetupState state(HttpServletRequest request, Locale language) {
        var offers =
                setup.isNeeded()
                        ? setup.offeredRoles(language).stream()
                                .map(
                                        role ->
                                                new RoleOffer(
                                                        role.code(),
                                                        role.name(),
                                                        role.rank(),
                                                        role.scope(),
                                                        role.rights().stream().sorted().toList()))
                                .toList()
                        : List.<RoleOffer>of();
        return new SetupState(setup.isNeeded(), setup.isNeeded() && code.isNeeded(request), offers);
    }

    /// Works once; signs the new administrator in.
    @PostMapping
    @Open(because = "nobody can be signed in before the set-up")
    @ResponseStatus(HttpStatus.CREATED)
    void setUp(
            @Valid @RequestBody SetupBody body,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String agent,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale language) {
        code.check(request, body.code());
        var zone = body.company().timeZone();
        var user =
                setup.setUp(
                        new Company(body.company().name(), zone == null ? "Asia/Shanghai" : zone),
                        new Setup.Administrator(
                                body.administrator().username(),
                                body.administrator().displayName(),
                                body.administrator().password()),
                        listed(body.departments()).stream()
                                .map(
                                        each ->
                                                new Setup.NewDepartment(
                                                        each.key(), each.name(), each.parent()))
                                .toList(),
                        listed(body.roles()).stream()
                                .map(
                                        each ->
                                                new Setup.NewRole(
                                                        each.code(),
                                                        each.name(),
                                                        each.rank(),
                                                        each.scope(),
                                                        each.rights() == null
                                                                ? Set.of()
                                                                : each.rights()))
                                .toList(),
                        language);
        if (Boolean.TRUE.equals(body.demoData())) {
            onBehalf.run(user, Actor.Channel.PAGE, demo::load);
        }
        cookie.set(request, response, sessions.begin(user, Set.of(Proof.PASSWORD), agent).secret());
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
