package io.kedang.operation;

import io.kedang.access.AccessProblem;
import io.kedang.access.Companies;
import io.kedang.access.Company;
import io.kedang.access.Departments;
import io.kedang.access.Directory;
import io.kedang.access.ExportLimits;
import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Role;
import io.kedang.access.Roles;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.access.Users;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// 首次设置: from an empty database to a company whose administrator can sign in. Everything of it
/// happens, or nothing; it happens once.
@Service
public class Setup {
    private final Companies companies;
    private final Users users;
    private final Departments departments;
    private final Roles roles;
    private final ShippedRoles shipped;
    private final Directory directory;
    private final Audit audit;

    Setup(
            Companies companies,
            Users users,
            Departments departments,
            Roles roles,
            ShippedRoles shipped,
            Directory directory,
            Audit audit) {
        this.companies = companies;
        this.users = users;
        this.departments = departments;
        this.roles = roles;
        this.shipped = shipped;
        this.directory = directory;
        this.audit = audit;
    }

    public record Administrator(String username, String displayName, String password) {}

    /// @param key names the department within this set-up, for `parent`
    public record NewDepartment(String key, String name, @Nullable String parent) {}

    /// A role that the company wants besides the shipped ones, or a shipped one by another scope.
    public record NewRole(
            @Nullable String code, String name, Rank rank, Scope scope, Set<Right> rights) {

        private Role as(UUID id, String knownAs) {
            return new Role(
                    id, knownAs, name, rank, scope, rights, false, ExportLimits.of(rank), 1);
        }
    }

    public boolean isNeeded() {
        return !companies.isSetUp();
    }

    /// The roles offered to somebody who sets up, in his language.
    public List<Role> offeredRoles(Locale language) {
        return shipped.in(language);
    }

    /// @param wanted roles of the company; empty for the shipped ones
    /// @return the administrator, who may sign in now
    @Transactional
    public User setUp(
            Company company,
            Administrator administrator,
            List<NewDepartment> tree,
            List<NewRole> wanted,
            Locale language) {
        if (!isNeeded()) {
            throw new Refusal(AccessProblem.ALREADY_SET_UP);
        }
        within(
                "company",
                () -> {
                    companies.setUp(company);
                    return company;
                });
        var created = within("roles", () -> createRoles(wanted, language));
        within("departments", () -> createDepartments(tree));
        var role = Objects.requireNonNull(created.get(ShippedRoles.ADMINISTRATOR));
        var user =
                within(
                        "administrator",
                        () ->
                                users.create(
                                        NewId.next(),
                                        administrator.username(),
                                        administrator.displayName(),
                                        administrator.password(),
                                        null,
                                        role,
                                        null));
        audit.record(
                AuditEntry.of(AuditAction.SETUP_DONE, "user", user.id())
                        .by(user.id(), user.displayName()));
        return directory.findUser(user.id()).orElse(user);
    }

    /// A refusal names its fields as the whole set-up calls them, so that the page finds its step.
    private static <T> T within(String part, Supplier<T> act) {
        try {
            return act.get();
        } catch (Refusal refusal) {
            throw refusal.within(part);
        }
    }

    /// @return their ids by code
    private Map<String, UUID> createRoles(List<NewRole> wanted, Locale language) {
        var created = new HashMap<String, UUID>();
        for (var role : shipped.in(language)) {
            if (wanted.isEmpty() || ShippedRoles.administers(role)) {
                roles.create(role);
                created.put(role.code(), role.id());
            }
        }
        for (var role : wanted) {
            if (role.code() == null || !created.containsKey(role.code())) {
                var id = NewId.next();
                var code = role.code() == null ? "role-" + id : role.code();
                roles.create(role.as(id, code));
                created.put(code, id);
            }
        }
        return created;
    }

    /// @return their ids by key
    private Map<String, UUID> createDepartments(List<NewDepartment> tree) {
        var ids = new HashMap<String, UUID>();
        tree.forEach(department -> ids.put(department.key(), NewId.next()));
        for (var department : tree) {
            var parent = department.parent() == null ? null : ids.get(department.parent());
            if (department.parent() != null && parent == null) {
                throw new Refusal(
                        io.kedang.access.AccessProblem.DEPARTMENT_UNKNOWN, department.parent());
            }
            departments.create(
                    Objects.requireNonNull(ids.get(department.key())), department.name(), parent);
        }
        return ids;
    }
}
