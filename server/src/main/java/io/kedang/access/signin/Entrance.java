package io.kedang.access.signin;

import io.kedang.access.AccessProblem;
import io.kedang.access.Companies;
import io.kedang.access.Company;
import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.signin.SignIns.Outcome;
import io.kedang.access.signin.factor.Proof;
import io.kedang.kernel.Refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Where every way of signing in ends: what a browser is given, and what the page is told of who
/// came in.
@Component
public class Entrance {
    private final Sessions sessions;
    private final Directory directory;
    private final Companies companies;
    private final OutsideAccounts outside;
    private final SessionCookie cookie;

    Entrance(
            Sessions sessions,
            Directory directory,
            Companies companies,
            OutsideAccounts outside,
            SessionCookie cookie) {
        this.sessions = sessions;
        this.directory = directory;
        this.companies = companies;
        this.outside = outside;
        this.cookie = cookie;
    }

    public record Me(
            UUID id,
            String username,
            String displayName,
            @Nullable UUID departmentId,
            @Nullable String departmentName,
            String roleName,
            Rank rank,
            Scope scope) {}

    /// @param password what is true of his password; until he has chosen one in place of a first
    ///     one by which he came in, hardly anything is open to him
    /// @param secondFactor what is true of his second factor; until it is there where his role
    ///     needs one, hardly anything is open to him
    public record State(
            Me user,
            List<Right> rights,
            PasswordState password,
            FactorNeed secondFactor,
            Company company) {}

    public enum PasswordState {
        /// He has one here.
        HERE,
        /// He came in by the one that somebody else has set.
        FIRST,
        /// A directory keeps it.
        ELSEWHERE,
        NONE
    }

    public enum FactorNeed {
        NONE,
        ON,
        NEEDED
    }

    /// Refuses with `access.code-needed` where a code is awaited, from the same browser. Whatever
    /// session the browser had before is over: nobody who planted it shares the new one.
    public State enter(Outcome outcome, HttpServletRequest request, HttpServletResponse response) {
        return switch (outcome) {
            case Outcome.Done(var signedIn) -> {
                SessionCookie.find(request).ifPresent(sessions::replace);
                cookie.set(request, response, signedIn.secret());
                yield state(signedIn.user(), signedIn.proofs());
            }
            case Outcome.CodeNeeded(var secret) -> {
                cookie.setPending(request, response, secret);
                throw new Refusal(AccessProblem.CODE_NEEDED);
            }
        };
    }

    /// What the page is told of who has this session.
    public State state(Session session) {
        return state(directory.getUser(session.userId()), session.proofs());
    }

    /// @param proofs by which his session was opened
    State state(User user, Set<Proof> proofs) {
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
                password(user, proofs),
                need(user, proofs),
                companies.get());
    }

    private PasswordState password(User user, Set<Proof> proofs) {
        if (directory.hasPassword(user.id())) {
            return proofs.contains(Proof.PASSWORD) && directory.hasFirstPassword(user.id())
                    ? PasswordState.FIRST
                    : PasswordState.HERE;
        }
        return outside.keepPassword(user) ? PasswordState.ELSEWHERE : PasswordState.NONE;
    }

    private FactorNeed need(User user, Set<Proof> proofs) {
        if (user.secondFactor()) {
            return FactorNeed.ON;
        }
        return directory.lacksSecondFactor(user.id()) && !proofs.contains(Proof.PROVIDER_FACTOR)
                ? FactorNeed.NEEDED
                : FactorNeed.NONE;
    }
}
