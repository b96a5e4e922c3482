package io.kedang.access.signin.outside;

import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.Role;
import io.kedang.access.User;
import io.kedang.access.Users;
import io.kedang.access.signin.outside.Admission.Linking;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// Who somebody is here whom another system has recognised. What that system says never reaches an
/// administrator: his account is not found by a name, and no group makes one.
@Service
@Transactional
class Accounts {
    private final AccountStore store;
    private final Ways ways;
    private final Directory directory;
    private final Users users;
    private final Audit audit;
    private final Clock clock;

    Accounts(
            AccountStore store,
            Ways ways,
            Directory directory,
            Users users,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.ways = ways;
        this.directory = directory;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    /// The user, linked or created where the connection allows it. Refuses everybody else, and who
    /// may not sign in any more.
    User admit(Connection connection, OutsideIdentity identity) {
        var known =
                store.come(connection.id(), identity, clock.instant())
                        .or(() -> taken(connection, identity));
        var user =
                known.isPresent()
                        ? follow(connection, identity, directory.getUser(known.get()))
                        : linked(connection, identity)
                                .orElseGet(() -> created(connection, identity));
        if (!user.active()) {
            throw notAdmitted(connection);
        }
        return user;
    }

    /// For somebody who is signed in and has shown that the account there is his: also for an
    /// administrator, who decides for himself by what he comes in.
    void link(Connection connection, OutsideIdentity identity, UUID id) {
        var user = directory.getUser(id);
        var known = store.find(connection.id(), identity.subject());
        if (known.isPresent()) {
            boolean his = known.get().equals(id);
            throw new Refusal(
                    his ? OutsideProblem.LINKED_ALREADY : OutsideProblem.ACCOUNT_TAKEN,
                    connection.name());
        }
        if (!store.link(connection.id(), identity, id, clock.instant())) {
            throw new Refusal(OutsideProblem.LINKED_ALREADY, connection.name());
        }
        record(connection, identity, user);
    }

    /// Somebody who was taken over from there is linked when he first comes.
    private Optional<UUID> taken(Connection connection, OutsideIdentity identity) {
        return ways.of(connection.kind())
                .known(identity)
                .filter(user -> store.link(connection.id(), identity, user, clock.instant()))
                .map(
                        user -> {
                            record(connection, identity, directory.getUser(user));
                            return user;
                        });
    }

    private Optional<User> linked(Connection connection, OutsideIdentity identity) {
        var name = knownAs(connection.admission(), identity);
        return Optional.ofNullable(name)
                .flatMap(directory::findUser)
                .filter(user -> !administers(user))
                .filter(user -> store.link(connection.id(), identity, user.id(), clock.instant()))
                .map(
                        user -> {
                            record(connection, identity, user);
                            return follow(connection, identity, user);
                        });
    }

    private static @Nullable String knownAs(Admission admission, OutsideIdentity identity) {
        return switch (admission.linking()) {
            case Linking.NEVER -> null;
            case Linking.USERNAME -> identity.username();
            case Linking.EMAIL -> userName(admission.emailDomain(), identity.email());
        };
    }

    private static @Nullable String userName(@Nullable String domain, @Nullable String email) {
        if (domain == null || email == null) {
            return email;
        }
        int at = email.lastIndexOf('@');
        return email.substring(at + 1).equalsIgnoreCase(domain) ? email.substring(0, at) : null;
    }

    private User created(Connection connection, OutsideIdentity identity) {
        var admission = connection.admission();
        var role = roleFor(admission, identity);
        if (!admission.creates() || role.isEmpty()) {
            throw notAdmitted(connection);
        }
        var name = identity.username() == null ? identity.email() : identity.username();
        if (name == null || directory.findUser(name).isPresent()) {
            throw new Refusal(OutsideProblem.NAME_NOT_FREE, connection.name());
        }
        var user = create(connection, identity, name, role.get());
        if (!store.link(connection.id(), identity, user.id(), clock.instant())) {
            throw notAdmitted(connection);
        }
        record(connection, identity, user);
        return user;
    }

    private User create(Connection connection, OutsideIdentity identity, String name, UUID role) {
        var admission = connection.admission();
        try {
            return users.create(
                    NewId.next(),
                    name,
                    displayName(identity, name),
                    null,
                    admission.departmentId(),
                    role,
                    admission.scope());
        } catch (Refusal unusable) {
            throw new Refusal(OutsideProblem.NAME_NOT_FREE, connection.name());
        }
    }

    private static String displayName(OutsideIdentity identity, String name) {
        var told = identity.displayName();
        var text = told == null || told.isBlank() ? name : told.strip();
        return text.substring(0, Math.min(text.length(), 100));
    }

    /// Sets the role anew where it follows the groups; without a group that gives one, he has
    /// nothing to do here any more.
    private User follow(Connection connection, OutsideIdentity identity, User user) {
        var admission = connection.admission();
        if (!admission.rolesFollow() || !user.active() || administers(user)) {
            return user;
        }
        var role = roleFor(admission, identity).orElseThrow(() -> notAdmitted(connection));
        if (role.equals(user.roleId())) {
            return user;
        }
        return users.change(
                new User(
                        user.id(),
                        user.principal(),
                        user.username(),
                        user.displayName(),
                        user.departmentId(),
                        role,
                        user.scope(),
                        user.disabledAt(),
                        user.secondFactor(),
                        user.version()),
                user.version());
    }

    /// Empty also for a role that has been closed, or administers by now.
    private Optional<UUID> roleFor(Admission admission, OutsideIdentity identity) {
        return admission
                .roleOf(identity.groups())
                .or(() -> Optional.ofNullable(admission.roleId()))
                .filter(
                        id ->
                                directory.listRoles().stream()
                                        .filter(role -> role.id().equals(id))
                                        .anyMatch(role -> !administers(role)));
    }

    private boolean administers(User user) {
        return administers(directory.getRole(user.roleId()));
    }

    private static boolean administers(Role role) {
        return role.rights().contains(Right.ADMINISTER);
    }

    private void record(Connection connection, OutsideIdentity identity, User user) {
        audit.record(
                AuditEntry.of(AuditAction.ACCOUNT_LINKED, "user", user.id())
                        .by(user.id(), user.displayName())
                        .detail("connection", connection.name())
                        .detail("account", identity.label()));
    }

    private static Refusal notAdmitted(Connection connection) {
        return new Refusal(OutsideProblem.NOT_ADMITTED, connection.name());
    }
}
