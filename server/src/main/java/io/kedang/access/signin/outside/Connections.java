package io.kedang.access.signin.outside;

import io.kedang.access.AccessProblem;
import io.kedang.access.Directory;
import io.kedang.access.Names;
import io.kedang.access.Right;
import io.kedang.access.signin.Sessions;
import io.kedang.access.signin.outside.Admission.Linking;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// The door to the connections: what administrators do about them.
@Service
@Transactional
public class Connections {
    private static final int MOST = 20;

    private final ConnectionStore store;
    private final AccountStore accounts;
    private final ConnectionSecret secrets;
    private final Ways ways;
    private final Directory directory;
    private final Sessions sessions;
    private final Audit audit;
    private final Clock clock;

    Connections(
            ConnectionStore store,
            AccountStore accounts,
            ConnectionSecret secrets,
            Ways ways,
            Directory directory,
            Sessions sessions,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.secrets = secrets;
        this.ways = ways;
        this.directory = directory;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Connection> list() {
        return store.all();
    }

    @Transactional(readOnly = true)
    public Connection get(UUID id) {
        return store.find(id).orElseThrow(() -> new Refusal(OutsideProblem.CONNECTION_UNKNOWN));
    }

    /// Repeating the call with the same id changes nothing and answers the connection as it is.
    ///
    /// @param wanted without its secret
    /// @param secret in clear; null for none
    public Connection create(Connection wanted, @Nullable String secret) {
        var existing = store.find(wanted.id());
        if (existing.isPresent() && existing.get().name().equals(wanted.name())) {
            return existing.get();
        }
        if (store.all().size() >= MOST) {
            throw new Refusal(OutsideProblem.CONNECTIONS_TOO_MANY, MOST);
        }
        var connection = withSecret(wanted, null, secret);
        check(connection);
        if (!store.insert(connection)) {
            throw new Refusal(OutsideProblem.NAME_TAKEN, connection.name());
        }
        record(connection, "created", List.of());
        return connection;
    }

    /// Replaces everything but the kind; `wanted` carries the version that the caller saw. Turning
    /// it off ends the sessions that came through it.
    ///
    /// @param secret in clear; null to keep the one that is there, empty to have none
    public Connection change(Connection wanted, @Nullable String secret) {
        var known = get(wanted.id());
        if (wanted.kind() != known.kind()) {
            Names.refuse(List.of(FieldError.of("kind", OutsideProblem.KIND_STAYS)));
        }
        var connection = withSecret(wanted, known.secret(), secret);
        check(connection);
        if (store.nameTaken(connection)) {
            throw new Refusal(OutsideProblem.NAME_TAKEN, connection.name());
        }
        if (!store.update(connection)) {
            throw new Refusal(AccessProblem.VERSION_STALE);
        }
        record(connection, "changed", changedFields(known, connection));
        if (known.enabled() && !connection.enabled()) {
            sessions.endFrom(connection.id(), null, null, clock.instant());
        }
        return get(connection.id());
    }

    /// Ends the sessions that came through it; who was linked stays a user.
    public void remove(UUID id, int version) {
        var known = get(id);
        if (!store.remove(id, version, clock.instant())) {
            throw new Refusal(AccessProblem.VERSION_STALE);
        }
        record(known, "removed", List.of());
        sessions.endFrom(id, null, null, clock.instant());
    }

    @Transactional(readOnly = true)
    public List<AccountStore.Account> accounts(UUID connection) {
        return accounts.list(get(connection).id());
    }

    /// He comes in no more by that account until he is linked anew; his sessions by it end.
    public void unlink(UUID connection, UUID user) {
        var subject =
                accounts.unlink(get(connection).id(), user)
                        .orElseThrow(() -> new Refusal(OutsideProblem.ACCOUNT_UNKNOWN));
        audit.record(
                AuditEntry.of(AuditAction.ACCOUNT_UNLINKED, "user", user)
                        .detail("connection", get(connection).name()));
        sessions.endFrom(connection, subject, null, clock.instant());
    }

    private Connection withSecret(
            Connection wanted, @Nullable String sealed, @Nullable String secret) {
        var kept = secret == null ? sealed : null;
        return new Connection(
                wanted.id(),
                wanted.name(),
                wanted.kind(),
                wanted.enabled(),
                wanted.settings(),
                wanted.admission(),
                secret == null || secret.isEmpty() ? kept : secrets.seal(wanted.id(), secret),
                wanted.version());
    }

    private void check(Connection connection) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", connection.name(), errors);
        if (connection.settings().of(connection.kind()) == null) {
            errors.add(
                    FieldError.of("settings", OutsideProblem.SETTINGS_OF_KIND, connection.kind()));
        } else {
            ways.of(connection.kind()).objections(connection.settings()).stream()
                    .map(Connections::ofSettings)
                    .forEach(errors::add);
        }
        if (connection.kind() == Kind.LDAP && connection.secret() == null) {
            errors.add(FieldError.of("secret", OutsideProblem.SECRET_NEEDED));
        }
        checkAdmission(connection, errors);
        Names.refuse(errors);
    }

    private static FieldError ofSettings(FieldError error) {
        return new FieldError("settings." + error.field(), error.problem(), error.arguments());
    }

    private void checkAdmission(Connection connection, List<FieldError> errors) {
        var admission = connection.admission();
        if (admission.linking() == Linking.EMAIL && connection.kind() == Kind.LDAP) {
            errors.add(FieldError.of("admission.linking", OutsideProblem.EMAIL_NOT_VERIFIED_HERE));
        }
        boolean brings =
                admission.linking() != Linking.NEVER
                        || admission.creates()
                        || admission.rolesFollow();
        if (connection.kind().isSuite() && brings) {
            errors.add(FieldError.of("admission", OutsideProblem.SUITE_BRINGS_PEOPLE));
        }
        if (admission.creates() && admission.roleId() == null && admission.roles().isEmpty()) {
            errors.add(FieldError.of("admission.roleId", OutsideProblem.ROLE_NEEDED));
        }
        if (admission.roleId() != null) {
            checkRole("admission.roleId", admission.roleId(), errors);
        }
        for (int i = 0; i < admission.roles().size(); i++) {
            checkRole("admission.roles[" + i + "]", admission.roles().get(i).roleId(), errors);
        }
        if (admission.departmentId() != null
                && directory.findDepartment(admission.departmentId()).isEmpty()) {
            errors.add(FieldError.of("admission.departmentId", AccessProblem.DEPARTMENT_UNKNOWN));
        }
    }

    /// Nobody becomes an administrator by what another system says.
    private void checkRole(String field, UUID id, List<FieldError> errors) {
        var role = directory.listRoles().stream().filter(each -> each.id().equals(id)).findFirst();
        if (role.isEmpty()) {
            errors.add(FieldError.of(field, AccessProblem.ROLE_UNKNOWN));
        } else if (role.get().rights().contains(Right.ADMINISTER)) {
            errors.add(FieldError.of(field, OutsideProblem.ROLE_ADMINISTERS, role.get().name()));
        }
    }

    private void record(Connection connection, String change, List<String> fields) {
        audit.record(
                AuditEntry.of(AuditAction.SETTING_CHANGED, "sign-in-connection", connection.id())
                        .fields(fields)
                        .detail("name", connection.name())
                        .detail("kind", connection.kind())
                        .detail("enabled", connection.enabled())
                        .detail("change", change));
    }

    private static List<String> changedFields(Connection before, Connection after) {
        var fields = new ArrayList<String>();
        if (!before.name().equals(after.name())) {
            fields.add("name");
        }
        if (before.enabled() != after.enabled()) {
            fields.add("enabled");
        }
        if (!before.settings().equals(after.settings())) {
            fields.add("settings");
        }
        if (!before.admission().equals(after.admission())) {
            fields.add("admission");
        }
        if (!Objects.equals(before.secret(), after.secret())) {
            fields.add("secret");
        }
        return fields;
    }
}
