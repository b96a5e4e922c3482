package io.kedang.access;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who works here, read from memory: users, departments and roles as of the last change of any of
/// them on any node, noticed within half a second and at once on this node.
@Service
public class Directory {
    private static final long LOOK_AGAIN_AFTER_NANOS = 500_000_000L;

    private record Snapshot(
            long epoch,
            Map<UUID, User> users,
            Map<String, User> usersByName,
            Map<UUID, Boolean> passwords,
            Map<UUID, Department> departments,
            Map<UUID, List<Department>> below,
            Map<UUID, Role> roles,
            Map<UUID, List<Grant>> grants) {}

    private final AccessStore store;
    private final InstantSource clock;
    private volatile @Nullable Snapshot snapshot;
    private volatile long lookedAt;

    Directory(AccessStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Raised by every change of what this directory and the policies hold.
    public long epoch() {
        return current().epoch();
    }

    public Optional<User> findUser(UUID id) {
        return Optional.ofNullable(current().users().get(id));
    }

    public User getUser(UUID id) {
        return findUser(id).orElseThrow(() -> new Refusal(AccessProblem.USER_UNKNOWN, id));
    }

    /// By user name, width and case folded.
    public Optional<User> findUser(String username) {
        return Optional.ofNullable(current().usersByName().get(Users.folded(username)));
    }

    /// The one who has administered this installation the longest, and still may.
    public Optional<User> findAdministrator() {
        return current().users().values().stream()
                .filter(User::active)
                .filter(user -> getRole(user.roleId()).rights().contains(Right.ADMINISTER))
                .min(Comparator.comparingInt(User::principal));
    }

    public List<User> listUsers() {
        return List.copyOf(current().users().values());
    }

    public Optional<Department> findDepartment(UUID id) {
        return Optional.ofNullable(current().departments().get(id));
    }

    public Department getDepartment(UUID id) {
        return findDepartment(id)
                .orElseThrow(() -> new Refusal(AccessProblem.DEPARTMENT_UNKNOWN, id));
    }

    public Optional<Department> findDepartment(String name) {
        return current().departments().values().stream()
                .filter(department -> department.name().equals(name.strip()))
                .findFirst();
    }

    public List<Department> listDepartments() {
        return List.copyOf(current().departments().values());
    }

    public Role getRole(UUID id) {
        var role = current().roles().get(id);
        if (role == null) {
            throw new Refusal(AccessProblem.ROLE_UNKNOWN, id);
        }
        return role;
    }

    /// By code, or by name as the page shows it.
    public Optional<Role> findRole(String codeOrName) {
        return current().roles().values().stream()
                .filter(role -> role.code().equals(codeOrName) || role.name().equals(codeOrName))
                .findFirst();
    }

    public List<Role> listRoles() {
        return List.copyOf(current().roles().values());
    }

    /// The department itself and every one below it.
    public Set<UUID> subtree(UUID department) {
        var found = new HashSet<UUID>();
        var open = new ArrayDeque<>(List.of(department));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (found.add(next)) {
                current()
                        .below()
                        .getOrDefault(next, List.of())
                        .forEach(child -> open.push(child.id()));
            }
        }
        return found;
    }

    /// What `user` may do now, with `limitedTo` where a token carries fewer rights than its owner.
    public CurrentUser currentUser(User user, @Nullable Set<Right> limitedTo) {
        var role = getRole(user.roleId());
        var scope = user.scope() == null ? role.scope() : user.scope();
        var departments = departmentsInScope(user, scope);
        var reach = new HashSet<Integer>(Set.of(user.principal()));
        for (var department : departments) {
            reach.add(getDepartment(department).principal());
        }
        var rights = new HashSet<>(role.rights());
        if (limitedTo != null) {
            rights.retainAll(limitedTo);
        }
        return new CurrentUser(
                user.id(),
                user.principal(),
                user.username(),
                user.displayName(),
                user.departmentId(),
                role.id(),
                role.rank(),
                scope,
                Set.copyOf(rights),
                Set.copyOf(reach),
                helping(user),
                grants(user),
                departments);
    }

    private Set<Integer> helping(User user) {
        return Optional.ofNullable(user.departmentId())
                .flatMap(this::findDepartment)
                .map(department -> Set.of(user.principal(), department.principal()))
                .orElse(Set.of(user.principal()));
    }

    /// Each holds to the moment at which it ends, whenever the directory was read.
    private Set<Integer> grants(User user) {
        var now = clock.instant();
        return current().grants().getOrDefault(user.id(), List.of()).stream()
                .filter(grant -> grant.endsAt().isAfter(now))
                .map(Grant::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether his role asks for a second factor that he has not set up.
    public boolean lacksSecondFactor(UUID user) {
        return findUser(user)
                .filter(known -> !known.secondFactor())
                .map(known -> getRole(known.roleId()).needsSecondFactor())
                .orElse(false);
    }

    /// Whether he can sign in by a password of ours.
    public boolean hasPassword(UUID user) {
        return current().passwords().containsKey(user);
    }

    /// Whether his password is still the one that somebody else has set.
    public boolean hasFirstPassword(UUID user) {
        return current().passwords().getOrDefault(user, false);
    }

    private Set<UUID> departmentsInScope(User user, Scope scope) {
        if (user.departmentId() == null || findDepartment(user.departmentId()).isEmpty()) {
            return Set.of();
        }
        return switch (scope) {
            case OWN -> Set.of();
            case DEPARTMENT -> Set.of(user.departmentId());
            case SUBTREE, ALL -> Set.copyOf(subtree(user.departmentId()));
        };
    }

    /// Called within the transaction of a change, as often as it changes something.
    void changes() {
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int status) {
                            TransactionSynchronizationManager.unbindResourceIfPossible(
                                    Directory.this);
                            lookedAt = 0;
                        }
                    });
        }
    }

    /// A transaction that changes the directory reads its own changes, which nobody else may see
    /// yet.
    private Snapshot current() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return load(store.epoch());
        }
        var known = snapshot;
        long now = System.nanoTime();
        if (known != null && lookedAt != 0 && now - lookedAt < LOOK_AGAIN_AFTER_NANOS) {
            return known;
        }
        long epoch = store.epoch();
        if (known == null || known.epoch() != epoch) {
            known = load(epoch);
            snapshot = known;
        }
        lookedAt = now == 0 ? 1 : now;
        return known;
    }

    private Snapshot load(long epoch) {
        var users = store.users();
        var departments = store.departments();
        var below = new HashMap<UUID, List<Department>>();
        departments.stream()
                .filter(department -> department.parentId() != null)
                .collect(Collectors.groupingBy(Department::parentId))
                .forEach(below::put);
        return new Snapshot(
                epoch,
                index(users, User::id),
                index(users, user -> Users.folded(user.username())),
                Map.copyOf(store.passwords()),
                index(departments, Department::id),
                Map.copyOf(below),
                index(store.roles(), Role::id),
                store.grants().stream().collect(Collectors.groupingBy(Grant::user)));
    }

    private static <K, V> Map<K, V> index(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
