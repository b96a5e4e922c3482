package io.kedang.customer.record;

import io.kedang.access.policy.FieldClass;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.Sight;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Rule: of which class a field is, for policies that mask and withhold classes.
public final class FieldClasses {
    private static final Set<String> FINANCE =
            Set.of(
                    "bank",
                    "bankAccount",
                    "registeredCapital",
                    "sales.year",
                    "sales.latest",
                    "sales.previous",
                    "sales.beforePrevious",
                    "creditRating");

    private FieldClasses() {}

    /// Null for what says which record it is, and how its people stand to it.
    public static @Nullable FieldClass of(Field field) {
        if (FINANCE.contains(field.key())) {
            return FieldClass.FINANCE;
        }
        if (field.key().equals("remarks")) {
            return FieldClass.ASSESSMENT;
        }
        return switch (field.section()) {
            case "contact" -> FieldClass.CONTACT;
            case "person" -> field.key().equals("name") ? null : FieldClass.PERSONAL;
            case "habits" -> FieldClass.PERSONAL;
            case "firm", "business" -> FieldClass.FIRM;
            case "standing" -> FieldClass.ASSESSMENT;
            default -> null;
        };
    }

    public static Sight sight(FieldSight sight, Field field) {
        return sight.isClear() ? Sight.CLEAR : sight.of(of(field));
    }

    public static boolean isClear(FieldSight sight, Field field) {
        return sight(sight, field) == Sight.CLEAR;
    }

    /// The keys of those of the fields that the reader does not see in clear.
    public static List<String> closed(FieldSight sight, Collection<Field> fields) {
        return sight.isClear()
                ? List.of()
                : fields.stream().filter(field -> !isClear(sight, field)).map(Field::key).toList();
    }

    /// Refuses fields that the reader does not see in clear: whoever could write what he may not
    /// read would overwrite it blindly, or find it out by what is no change.
    public static void refuseClosed(FieldSight sight, Collection<Field> fields) {
        RecordInput.refuse(
                closed(sight, fields).stream()
                        .map(key -> FieldError.of(key, RecordProblem.FIELD_CLOSED))
                        .toList());
    }
}
