package io.kedang.access;

import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;

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

    /// Replaces name, rank, scope, rights and whether it needs a second factor; the code stays.
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
        audit.record(
                AuditEntry.of(AuditAction.ROLE_CHANGED, "role", role.id())
                        .detail("name", role.name())
                        .detail("scope", role.scope())
                        .detail("rank", role.rank())
                        .detail("needsSecondFactor", role.needsSecondFactor()));
        change.announce();
    }

    private static void check(Role role) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", role.name(), errors);
        Names.check("code", role.code(), errors);
        Names.refuse(errors);
    }
}
