package io.kedang.customer.custom;

import io.kedang.customer.record.RecordInput;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.OwnNames.OwnOption;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Rule: what holds a retired option keeps it, and nobody chooses it anew by hand. An import may
/// still bring it: old workbooks hold what was right when they were written.
public final class RetiredOptions {
    private RetiredOptions() {}

    /// @param changed what becomes of these fields
    /// @param before what they hold
    public static void refuse(
            Map<Field, ? extends @Nullable Object> changed,
            Map<Field, ? extends @Nullable Object> before) {
        var errors = new ArrayList<FieldError>();
        changed.forEach(
                (field, value) -> {
                    var kept = codes(before.get(field));
                    var names = field.names();
                    (names == null ? List.<OwnOption>of() : names.options())
                            .stream()
                                    .filter(OwnOption::retired)
                                    .filter(option -> codes(value).contains(option.code()))
                                    .filter(option -> !kept.contains(option.code()))
                                    .map(option -> option.label().chinese())
                                    .map(label -> error(field, label))
                                    .forEach(errors::add);
                });
        RecordInput.refuse(errors);
    }

    private static FieldError error(Field field, String label) {
        return FieldError.of(field.key(), CustomFieldProblem.OPTION_RETIRED, label);
    }

    private static Collection<?> codes(@Nullable Object value) {
        return value instanceof List<?> several
                ? several
                : value == null ? List.of() : List.of(value);
    }
}
