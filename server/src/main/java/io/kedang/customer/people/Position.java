package io.kedang.customer.people;

import io.kedang.customer.record.Revision.FieldChange;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// 职务: what a person is, or was until a day, at a customer.
///
/// @param main the one contact of this customer whom to turn to first
/// @param until his last day; null as long as he holds it
public record Position(
        UUID id,
        PersonId person,
        Employer customer,
        String role,
        @Nullable String title,
        @Nullable String department,
        @Nullable String decisionRole,
        boolean main,
        @Nullable LocalDate since,
        @Nullable LocalDate until) {

    /// @param values of the fields of a position; those of others are left out
    static Position of(
            UUID id,
            PersonId person,
            Employer customer,
            Map<Field, ? extends @Nullable Object> values,
            boolean main,
            @Nullable LocalDate until) {
        return new Position(
                id,
                person,
                customer,
                (String) Objects.requireNonNull(values.get(PersonFields.ROLE)),
                (String) values.get(PersonFields.TITLE),
                (String) values.get(PersonFields.DEPARTMENT),
                (String) values.get(PersonFields.DECISION_ROLE),
                main,
                (LocalDate) values.get(PersonFields.SINCE),
                until);
    }

    boolean isCurrent() {
        return until == null;
    }

    /// What it holds, by field; absent where there is nothing.
    Map<Field, Object> values() {
        var values = new LinkedHashMap<Field, Object>();
        put(values, PersonFields.ROLE, role);
        put(values, PersonFields.TITLE, title);
        put(values, PersonFields.DEPARTMENT, department);
        put(values, PersonFields.DECISION_ROLE, decisionRole);
        put(values, PersonFields.SINCE, since);
        return values;
    }

    Position with(Map<Field, @Nullable Object> changed) {
        var values = new LinkedHashMap<Field, @Nullable Object>(values());
        values.putAll(changed);
        return of(id, person, customer, values, main, until);
    }

    Position asMain(boolean isMain) {
        return new Position(
                id, person, customer, role, title, department, decisionRole, isMain, since, until);
    }

    Position endedOn(LocalDate day) {
        return new Position(
                id, person, customer, role, title, department, decisionRole, main, since, day);
    }

    /// As if it had not ended.
    Position reopened() {
        return of(id, person, customer, values(), main, null);
    }

    /// What a change made of the position, as a revision keeps it.
    ///
    /// @param before null when it begins
    static List<FieldChange> changes(@Nullable Position before, Position after) {
        var changes = new ArrayList<FieldChange>();
        var old = before == null ? Map.<Field, Object>of() : before.compared();
        var now = after.compared();
        for (var field : PersonFields.ALL) {
            if (!Objects.equals(old.get(field), now.get(field))) {
                changes.add(
                        new FieldChange(
                                field.key(),
                                FieldJson.write(old.get(field)),
                                FieldJson.write(now.get(field)),
                                false,
                                after.customer.id().value()));
            }
        }
        return changes;
    }

    private Map<Field, Object> compared() {
        var values = values();
        put(values, PersonFields.MAIN, main ? Boolean.TRUE : null);
        put(values, PersonFields.UNTIL, until);
        return values;
    }

    private static void put(Map<Field, Object> values, Field field, @Nullable Object value) {
        if (value != null) {
            values.put(field, value);
        }
    }
}
