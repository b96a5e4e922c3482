package io.kedang.access;

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
import java.util.UUID;

/// The door to the department tree. Moving a department holds at once for everybody's scope: files
/// keep the number of their own department only.
@Service
@Transactional
public class Departments {
    private final AccessStore store;
    private final Directory directory;
    private final DirectoryChange change;
    private final Audit audit;
    private final Clock clock;

    Departments(
            AccessStore store,
            Directory directory,
            DirectoryChange change,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.change = change;
        this.audit = audit;
        this.clock = clock;
    }

    /// Repeating the call with the same id is harmless.
    public Department create(UUID id, String name, @Nullable UUID parentId) {
        check(name);
        var existing = directory.findDepartment(id);
        if (existing.isPresent() && existing.get().name().equals(name.strip())) {
            return existing.get();
        }
        if (parentId != null) {
            directory.getDepartment(parentId);
        }
        var department = new Department(id, 0, name.strip(), parentId, 1);
        if (!store.insert(department)) {
            throw new Refusal(AccessProblem.DEPARTMENT_NAME_TAKEN, name.strip());
        }
        announce(department);
        return department;
    }

    public Department change(UUID id, String name, @Nullable UUID parentId, int version) {
        check(name);
        var known = directory.getDepartment(id);
        if (parentId != null) {
            directory.getDepartment(parentId);
            if (directory.subtree(id).contains(parentId)) {
                throw new Refusal(AccessProblem.DEPARTMENT_BELOW_ITSELF, name.strip());
            }
        }
        var namesake = directory.findDepartment(name);
        if (namesake.isPresent() && !namesake.get().id().equals(id)) {
            throw new Refusal(AccessProblem.DEPARTMENT_NAME_TAKEN, name.strip());
        }
        update(new Department(id, known.principal(), name.strip(), parentId, version), false);
        return new Department(id, known.principal(), name.strip(), parentId, version + 1);
    }

    /// Refuses while people work in it or departments stand below it.
    public void close(UUID id, int version) {
        var known = directory.getDepartment(id);
        boolean used =
                directory.subtree(id).size() > 1
                        || directory.listUsers().stream()
                                .anyMatch(user -> id.equals(user.departmentId()));
        if (used) {
            throw new Refusal(AccessProblem.DEPARTMENT_IN_USE, known.name());
        }
        update(
                new Department(id, known.principal(), known.name(), known.parentId(), version),
                true);
    }

    private void update(Department department, boolean closes) {
        if (!store.update(department, closes ? clock.instant() : null)) {
            throw new Refusal(AccessProblem.VERSION_STALE);
        }
        announce(department);
    }

    private void announce(Department department) {
        audit.record(
                AuditEntry.of(AuditAction.DEPARTMENT_CHANGED, "department", department.id())
                        .detail("name", department.name()));
        change.announce();
    }

    private static void check(String name) {
        var errors = new ArrayList<FieldError>();
        Names.check("name", name, errors);
        Names.refuse(errors);
    }
}
