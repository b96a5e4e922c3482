package io.kedang.suite;

import io.kedang.access.Departments;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.Users;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.NewId;
import io.kedang.suite.Organisation.Person;
import io.kedang.suite.Organisation.Unit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// Compares a company with how it is here, and does single steps, through the doors that an
/// administrator uses.
@Component
class Syncing {
    private final SuiteStore store;
    private final Directory directory;
    private final Departments departments;
    private final Users users;
    private final Audit audit;
    private final Clock clock;

    Syncing(
            SuiteStore store,
            Directory directory,
            Departments departments,
            Users users,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.directory = directory;
        this.departments = departments;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    Comparison compare(SuiteKind kind, Organisation organisation) {
        return new Comparison(
                kind, organisation, directory, store.departments(kind), store.users(kind));
    }

    SyncPlan plan(SuiteKind kind, Organisation organisation) {
        return SyncPlan.of(compare(kind, organisation));
    }

    /// @param role of newcomers
    void take(SuiteKind kind, Organisation organisation, SyncStep step, UUID role) {
        var now = compare(kind, organisation);
        var id = step.externalId();
        switch (step.act()) {
            case CREATE_DEPARTMENT -> {
                var made = NewId.next();
                departments.create(made, step.name(), now.above(unit(organisation, id)));
                store.linkDepartment(kind, id, made);
            }
            case LINK_DEPARTMENT ->
                    store.linkDepartment(
                            kind, id, directory.findDepartment(step.name()).orElseThrow().id());
            case CHANGE_DEPARTMENT -> {
                var known = now.department(id).orElseThrow();
                departments.change(
                        known.id(),
                        step.name(),
                        now.above(unit(organisation, id)),
                        known.version());
            }
            case CREATE_USER -> {
                var person = person(organisation, id);
                var made = NewId.next();
                users.create(
                        made,
                        Objects.requireNonNull(step.to()),
                        step.name(),
                        null,
                        now.place(person, null),
                        role,
                        null);
                store.linkUser(kind, id, made);
            }
            case LINK_USER -> {
                var known = directory.findUser(Objects.requireNonNull(step.to())).orElseThrow();
                store.linkUser(kind, id, known.id());
                audit.record(
                        AuditEntry.of(AuditAction.USER_CHANGED, "user", known.id())
                                .detail("name", known.username())
                                .detail("change", "linked")
                                .detail("suite", kind));
            }
            case CHANGE_USER -> {
                var person = person(organisation, id);
                var known = now.user(id).orElseThrow();
                change(known, step.name(), now.place(person, known.departmentId()), null);
            }
            case DISABLE_USER -> {
                var known = now.user(id).orElseThrow();
                change(known, known.displayName(), known.departmentId(), clock.instant());
            }
            case DEPARTMENT_GONE, STAYS_DISABLED, NAME_TAKEN -> {}
        }
    }

    private void change(
            User known, String name, @Nullable UUID department, @Nullable Instant disabledAt) {
        users.change(
                new User(
                        known.id(),
                        known.principal(),
                        known.username(),
                        name,
                        department,
                        known.roleId(),
                        known.scope(),
                        disabledAt,
                        known.secondFactor(),
                        known.version()),
                known.version());
    }

    private static Unit unit(Organisation organisation, String id) {
        return organisation.units().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Person person(Organisation organisation, String id) {
        return organisation.people().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
