package io.kedang.customer.people;

import io.kedang.customer.record.Revision;
import io.kedang.customer.record.Revision.FieldChange;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Rule: the positions of somebody as they stood, from those that he holds or held and what was
/// changed since. At one customer he holds one at a time, so a change of a position is of the
/// current one.
///
/// Whoever is made the main contact takes that mark from another, who has no revision of it: of him
/// it stays unknown that he once had it.
final class PositionHistory {
    private PositionHistory() {}

    /// @param today the newest first
    /// @param since the revisions after the one that is asked for, oldest first
    static List<Position> asOf(List<Position> today, List<Revision> since) {
        var then = new ArrayList<>(today);
        for (var revision : since.reversed()) {
            revision.changes().stream()
                    .map(FieldChange::customer)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(customer -> takeBack(then, customer, revision));
        }
        return List.copyOf(then);
    }

    /// Of a step up at the same customer the new position is taken away before the former one goes
    /// on.
    private static void takeBack(List<Position> then, UUID customer, Revision revision) {
        var changes = new LinkedHashMap<Field, FieldChange>();
        for (var change : revision.only(it -> customer.equals(it.customer())).changes()) {
            PersonFields.find(change.field()).ifPresent(field -> changes.put(field, change));
        }
        var role = changes.get(PersonFields.ROLE);
        if (role != null && role.before() == null) {
            then.removeIf(position -> isAt(position, customer) && position.isCurrent());
            changes.keySet().removeIf(field -> !field.equals(PersonFields.UNTIL));
        }
        var until = changes.remove(PersonFields.UNTIL);
        if (until != null) {
            reopen(then, customer, value(PersonFields.UNTIL, until.after()));
        }
        then.replaceAll(
                position ->
                        isAt(position, customer) && position.isCurrent()
                                ? before(position, changes)
                                : position);
    }

    /// Of several that ended on that day the newest, which stands first.
    private static void reopen(List<Position> then, UUID customer, @Nullable Object day) {
        for (int place = 0; place < then.size(); place++) {
            var position = then.get(place);
            if (isAt(position, customer) && Objects.equals(position.until(), day)) {
                then.set(place, position.reopened());
                return;
            }
        }
    }

    private static Position before(Position position, LinkedHashMap<Field, FieldChange> changes) {
        var values = new LinkedHashMap<Field, @Nullable Object>();
        var before = position;
        for (var entry : changes.entrySet()) {
            var value = value(entry.getKey(), entry.getValue().before());
            if (entry.getKey().equals(PersonFields.MAIN)) {
                before = before.asMain(Boolean.TRUE.equals(value));
            } else {
                values.put(entry.getKey(), value);
            }
        }
        return before.with(values);
    }

    private static @Nullable Object value(Field field, @Nullable Object form) {
        return FieldJson.read(field, form);
    }

    private static boolean isAt(Position position, UUID customer) {
        return position.customer().id().value().equals(customer);
    }
}
