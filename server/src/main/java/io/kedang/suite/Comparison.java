package io.kedang.suite;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.suite.Organisation.Person;
import io.kedang.suite.Organisation.Unit;
import io.kedang.suite.SyncStep.Act;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Rule: what differs between a company at a suite and here. It never proposes a role, a right, a
/// scope, or to let somebody in again.
///
/// @param departments ours by the suite's ids
/// @param users ours by the suite's ids
record Comparison(
        SuiteKind kind,
        Organisation organisation,
        Directory directory,
        Map<String, UUID> departments,
        Map<String, UUID> users) {
    private static final int LONGEST_NAME = 100;
    private static final String USERNAME = "[\\p{L}\\p{N}._@-]{1,60}";

    List<SyncStep> steps() {
        var steps = new ArrayList<SyncStep>();
        var names = names();
        organisation.units().forEach(unit -> compare(unit, names).ifPresent(steps::add));
        var units = new HashSet<String>();
        organisation.units().forEach(unit -> units.add(unit.id()));
        departments.keySet().stream()
                .filter(id -> !units.contains(id))
                .sorted()
                .forEach(id -> gone(id).ifPresent(steps::add));
        var taken = new HashSet<String>();
        var present = new HashSet<String>();
        for (var person : organisation.people()) {
            present.add(person.id());
            compare(person, taken).ifPresent(steps::add);
        }
        users.keySet().stream()
                .filter(id -> !present.contains(id))
                .sorted()
                .forEach(id -> left(id).ifPresent(steps::add));
        return steps;
    }

    /// What each department is called here, where names are unique: a second one of a name has the
    /// one above in front.
    Map<String, String> names() {
        var names = new HashMap<String, String>();
        var used = new HashSet<String>();
        for (var unit : organisation.units()) {
            var name = cut(unit.name());
            if (!used.add(name)) {
                var above = unit.parent() == null ? null : names.get(unit.parent());
                name = cut((above == null ? unit.id() : above) + " · " + unit.name());
                if (!used.add(name)) {
                    name = cut(unit.id() + " · " + unit.name());
                    used.add(name);
                }
            }
            names.put(unit.id(), name);
        }
        return names;
    }

    Optional<Department> department(String unit) {
        return Optional.ofNullable(departments.get(unit)).flatMap(directory::findDepartment);
    }

    /// The department above, as far as there is one yet.
    @Nullable UUID above(Unit unit) {
        return unit.parent() == null
                ? null
                : department(unit.parent()).map(Department::id).orElse(null);
    }

    /// Where somebody works; where he is if the suite does not say.
    @Nullable UUID place(Person person, @Nullable UUID now) {
        return person.unit() == null
                ? now
                : department(person.unit()).map(Department::id).orElse(now);
    }

    Optional<User> user(String person) {
        return Optional.ofNullable(users.get(person)).flatMap(directory::findUser);
    }

    /// How many who came from there may sign in here.
    int atWork() {
        return (int)
                users.keySet().stream()
                        .flatMap(id -> user(id).stream())
                        .filter(User::active)
                        .count();
    }

    /// WeCom's ids are names that people know; elsewhere somebody's own name comes first.
    String username(Person person, Set<String> taken) {
        var wanted = kind == SuiteKind.WECOM ? person.id() : person.name().strip();
        boolean free =
                wanted.matches(USERNAME)
                        && !taken.contains(wanted)
                        && directory.findUser(wanted).isEmpty();
        return free ? wanted : person.id();
    }

    private Optional<SyncStep> compare(Unit unit, Map<String, String> names) {
        var name = Objects.requireNonNull(names.get(unit.id()));
        var known = department(unit.id());
        if (known.isEmpty()) {
            boolean here =
                    directory
                            .findDepartment(name)
                            .filter(each -> !departments.containsValue(each.id()))
                            .isPresent();
            return Optional.of(
                    new SyncStep(
                            here ? Act.LINK_DEPARTMENT : Act.CREATE_DEPARTMENT,
                            unit.id(),
                            name,
                            null,
                            unit.parent() == null ? null : names.get(unit.parent())));
        }
        boolean moves =
                unit.parent() == null
                        ? known.get().parentId() != null
                        : department(unit.parent()).isEmpty()
                                || !Objects.equals(above(unit), known.get().parentId());
        return !moves && known.get().name().equals(name)
                ? Optional.empty()
                : Optional.of(
                        new SyncStep(
                                Act.CHANGE_DEPARTMENT,
                                unit.id(),
                                name,
                                path(known.get().parentId(), known.get().name()),
                                path(
                                        unit.parent() == null ? null : names.get(unit.parent()),
                                        name)));
    }

    private Optional<SyncStep> gone(String unit) {
        return department(unit)
                .map(each -> new SyncStep(Act.DEPARTMENT_GONE, unit, each.name(), null, null));
    }

    private Optional<SyncStep> compare(Person person, Set<String> taken) {
        var known = user(person.id());
        if (known.isEmpty()) {
            return person.active() && !person.name().isBlank()
                    ? Optional.of(newcomer(person, taken))
                    : Optional.empty();
        }
        var user = known.get();
        if (!person.active()) {
            return left(person.id());
        }
        if (!user.active()) {
            return Optional.of(
                    new SyncStep(Act.STAYS_DISABLED, person.id(), user.displayName(), null, null));
        }
        var name = person.name().isBlank() ? user.displayName() : cut(person.name());
        boolean placed = person.unit() == null || department(person.unit()).isPresent();
        var place = place(person, user.departmentId());
        return placed
                        && user.displayName().equals(name)
                        && Objects.equals(user.departmentId(), place)
                ? Optional.empty()
                : Optional.of(
                        new SyncStep(
                                Act.CHANGE_USER,
                                person.id(),
                                name,
                                path(user.departmentId(), user.displayName()),
                                path(unitName(person), name)));
    }

    private SyncStep newcomer(Person person, Set<String> taken) {
        var username = username(person, taken);
        taken.add(username);
        var namesake = directory.findUser(username);
        if (namesake.isEmpty()) {
            return new SyncStep(Act.CREATE_USER, person.id(), cut(person.name()), null, username);
        }
        return new SyncStep(
                mayBeLinked(namesake.get()) ? Act.LINK_USER : Act.NAME_TAKEN,
                person.id(),
                cut(person.name()),
                namesake.get().displayName(),
                username);
    }

    /// Whoever names people at the suite must not come to be an administrator here.
    private boolean mayBeLinked(User user) {
        return user.active()
                && !users.containsValue(user.id())
                && !directory.getRole(user.roleId()).rights().contains(Right.ADMINISTER);
    }

    private Optional<SyncStep> left(String person) {
        return user(person)
                .filter(User::active)
                .map(
                        user ->
                                new SyncStep(
                                        Act.DISABLE_USER,
                                        person,
                                        user.displayName(),
                                        null,
                                        user.username()));
    }

    private @Nullable String unitName(Person person) {
        return organisation.units().stream()
                .filter(unit -> unit.id().equals(person.unit()))
                .map(Unit::name)
                .findFirst()
                .orElse(null);
    }

    private String path(@Nullable UUID department, String name) {
        var above =
                Optional.ofNullable(department)
                        .flatMap(directory::findDepartment)
                        .map(Department::name)
                        .orElse(null);
        return path(above, name);
    }

    private static String path(@Nullable String above, String name) {
        return above == null ? name : above + " › " + name;
    }

    static String cut(String name) {
        var whole = name.strip();
        return whole.length() <= LONGEST_NAME ? whole : whole.substring(0, LONGEST_NAME);
    }
}
