package io.kedang.access;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;

/// The door to the roles.
@Service
@Transactional
public class Roles {
    private final AccessStore store;
    private final Directory directory;
    private final DirectoryChange change;
    private final Audit audit;

    Roles(AccessStore store, Directory directory, DirectoryChange change, Audit audit) {
        this.store = store;
        this.directory = directory;
        this.change = change;
        this.audit = audit;
    }

    /// Repeating the call with the same id and code is harmless.
    public Role create(Role role) {
        check(role);
        var existing = directory.findRole(role.code());
        if (existing.isPresent() && existing.get().id().equals(role.id())) {
            return existing.get();
        }
        if (!store.insert(role)) {
            throw new Refusal(AccessProblem.ROLE_CODE_TAKEN, role.code());
        }
        announce(role);
        return role;
    }

    /// Replaces everything but the code.
    public Role change(Role role, int version) {
        check(role);
        var known = directory.getRole(role.id());
        keepSomebodyWhoAdministers(known, role);
        var changed =
                new Role(
                        known.id(),
                        known.code(),
                        role.name().strip(),
                        role.rank(),
                        role.scope(),
                        role.rights(),
                        role.needsSecondFactor(),
                        role.exports(),
                        version);
        if (!store.update(changed)) {
            throw new Refusal(AccessProblem.VERSION_STALE);
        }
        announce(changed);
        return new Role(
                changed.id(),
                changed.code(),
                changed.name(),
                changed.rank(),
                changed.scope(),
                changed.rights(),
                changed.needsSecondFactor(),
                changed.exports(),
                version + 1);
    }

    private void keepSomebodyWhoAdministers(Role before, Role after) {
        boolean taken =
                before.rights().contains(Right.ADMINISTER)
                        && !after.rights().contains(Right.ADMINISTER);
        boolean another =
                directory.listUsers().stream()
                        .filter(User::active)
                        .map(user -> directory.getRole(user.roleId()))
                        .anyMatch(
                                role ->
                                        !role.id().equals(before.id())
                                                && role.rights().contains(Right.ADMINISTER));
        if (taken && !another) {
            throw new Refusal(AccessProblem.LAST_ADMINISTRATOR);
        }
    }

    private void announce(Role role) {
        var exports = role.exports();
        audit.record(
                AuditEntry.of(AuditAction.ROLE_CHANGED, "role", role.id())
                        .detail("name", role.name())
                        .detail("scope", role.scope())
                        .detail("rank", role.rank())
                        .detail("needsSecondFactor", role.needsSecondFactor())
                        .detail("unapproved", limit(exports.unapproved()))
                        .detail("perDay", limit(exports.perDay()))
                        .detail("atOnce", limit(exports.atOnce())));
        change.announce();
    }

    private static Object limit(@Nullable Integer rows) {
        return rows == null ? "unlimited" : rows;
    }

    private static void check(Role role) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", role.name(), errors);
        Names.check("code", role.code(), errors);
        Names.refuse(errors);
        if (!role.exports().fit()) {
            throw new Refusal(AccessProblem.EXPORT_LIMITS_UPSIDE_DOWN);
        }
    }
}
