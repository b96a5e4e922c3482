package io.kedang.access;

import io.kedang.access.signin.Attempts;
import io.kedang.access.signin.PasswordContext;
import io.kedang.access.signin.Passwords;
import io.kedang.access.signin.Sessions;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.text.Folding;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// The door to the people who may sign in.
@Service
@Transactional
public class Users {
    /// Letters of any script, so that a Chinese name can be a user name; no spaces.
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,60}");

    private final AccessStore store;
    private final Directory directory;
    private final DirectoryChange change;
    private final Passwords passwords;
    private final Companies companies;
    private final Attempts attempts;
    private final Sessions sessions;
    private final Audit audit;
    private final Clock clock;

    Users(
            AccessStore store,
            Directory directory,
            DirectoryChange change,
            Passwords passwords,
            Companies companies,
            Attempts attempts,
            Sessions sessions,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.change = change;
        this.passwords = passwords;
        this.companies = companies;
        this.attempts = attempts;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /// Two names that differ by width or case alone are one user.
    static String folded(String username) {
        return Folding.fold(username.strip());
    }

    /// Creates a user. Repeating the same call with the same id changes nothing and answers the
    /// user as he is.
    ///
    /// @param password null for somebody who signs in by other means only; from somebody else, it
    ///     has to be changed at the first sign-in
    public User create(
            UUID id,
            String username,
            String displayName,
            @Nullable String password,
            @Nullable UUID departmentId,
            UUID roleId,
            @Nullable Scope scope) {
        var existing = directory.findUser(id);
        if (existing.isPresent() && existing.get().username().equals(username.strip())) {
            return existing.get();
        }
        var errors = new ArrayList<FieldError>();
        if (!USERNAME.matcher(username.strip()).matches()) {
            errors.add(FieldError.of("username", AccessProblem.USERNAME_WRONG));
        }
        Names.check("displayName", displayName, errors);
        if (password != null) {
            passwords
                    .objection(password, context(username, displayName))
                    .ifPresent(problem -> errors.add(FieldError.of("password", problem)));
        }
        Names.refuse(errors);
        if (departmentId != null) {
            directory.getDepartment(departmentId);
        }
        directory.getRole(roleId);
        var user =
                new User(
                        id,
                        0,
                        username.strip(),
                        displayName.strip(),
                        departmentId,
                        roleId,
                        scope,
                        null,
                        false,
                        1);
        var hash = password == null ? null : passwords.hash(password);
        if (!store.insert(user, folded(username), hash, hash != null && byAnother(id))) {
            throw new Refusal(AccessProblem.USERNAME_TAKEN, username.strip());
        }
        audit.record(
                AuditEntry.of(AuditAction.USER_CHANGED, "user", id)
                        .detail("name", user.username())
                        .detail("change", "created"));
        change.announce();
        return user;
    }

    /// Replaces what an administrator may change of a user; `version` is the one he saw.
    public User change(User changed, int version) {
        var errors = new ArrayList<FieldError>();
        Names.check("displayName", changed.displayName(), errors);
        Names.refuse(errors);
        var known = directory.getUser(changed.id());
        if (changed.departmentId() != null) {
            directory.getDepartment(changed.departmentId());
        }
        keepOneAdministrator(known, changed);
        var user =
                new User(
                        known.id(),
                        known.principal(),
                        known.username(),
                        changed.displayName().strip(),
                        changed.departmentId(),
                        changed.roleId(),
                        changed.scope(),
                        changed.active() ? null : clock.instant(),
                        known.secondFactor(),
                        version);
        if (!store.update(user)) {
            throw new Refusal(AccessProblem.VERSION_STALE);
        }
        audit.record(
                AuditEntry.of(AuditAction.USER_CHANGED, "user", known.id())
                        .fields(changedFields(known, user))
                        .detail("name", user.username()));
        if (!user.active()) {
            sessions.endOthers(user.id());
        }
        change.announce();
        return new User(
                user.id(),
                user.principal(),
                user.username(),
                user.displayName(),
                user.departmentId(),
                user.roleId(),
                user.scope(),
                user.disabledAt(),
                user.secondFactor(),
                version + 1);
    }

    /// Ends his sessions but the one that asks, and lets him in again who was locked out. From
    /// somebody else, it has to be changed at the next sign-in.
    public void setPassword(UUID id, String password) {
        var user = directory.getUser(id);
        passwords
                .objection(password, context(user.username(), user.displayName()))
                .ifPresent(problem -> Names.refuse(List.of(FieldError.of("password", problem))));
        store.setPassword(id, passwords.hash(password), byAnother(id));
        attempts.unlock(user.username());
        sessions.endOthers(id);
        audit.record(
                AuditEntry.of(AuditAction.USER_CHANGED, "user", id)
                        .fields(List.of("password"))
                        .detail("name", user.username()));
        change.announce();
    }

    /// Whether it is not the user himself who chooses; the set-up is by nobody else.
    private static boolean byAnother(UUID user) {
        return CurrentUser.CURRENT.isBound() && !CurrentUser.get().id().equals(user);
    }

    private PasswordContext context(String username, String displayName) {
        return new PasswordContext(username, displayName, companies.get().name());
    }

    private void keepOneAdministrator(User before, User after) {
        boolean stays =
                after.active()
                        && directory.getRole(after.roleId()).rights().contains(Right.ADMINISTER);
        if (!stays && administers(before)) {
            boolean another =
                    directory.listUsers().stream()
                            .anyMatch(user -> !user.id().equals(before.id()) && administers(user));
            if (!another) {
                throw new Refusal(AccessProblem.LAST_ADMINISTRATOR);
            }
        }
    }

    private boolean administers(User user) {
        return user.active()
                && directory.getRole(user.roleId()).rights().contains(Right.ADMINISTER);
    }

    private static List<String> changedFields(User before, User after) {
        var fields = new ArrayList<String>();
        if (!before.displayName().equals(after.displayName())) {
            fields.add("displayName");
        }
        if (!java.util.Objects.equals(before.departmentId(), after.departmentId())) {
            fields.add("departmentId");
        }
        if (!before.roleId().equals(after.roleId())) {
            fields.add("roleId");
        }
        if (before.scope() != after.scope()) {
            fields.add("scope");
        }
        if (before.active() != after.active()) {
            fields.add("disabled");
        }
        return fields;
    }
}
