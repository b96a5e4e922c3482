package io.kedang.customer;

import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Rule: which of the wished values differ from what the file holds. Values that stay are no change
/// and make no entry in the history.
final class CustomerChange {
    private CustomerChange() {}

    /// @param wished new values in their normal form, null to empty the field
    /// @param current what the file holds in clear, the wished fields at least
    static Map<Field, @Nullable Object> of(
            Map<Field, @Nullable Object> wished, Map<String, Object> current) {
        var changed = new LinkedHashMap<Field, @Nullable Object>();
        wished.forEach(
                (field, value) -> {
                    if (!same(current.get(field.key()), value)) {
                        changed.put(field, value);
                    }
                });
        return changed;
    }

    private static boolean same(@Nullable Object before, @Nullable Object after) {
        return before instanceof java.math.BigDecimal one
                        && after instanceof java.math.BigDecimal other
                ? one.compareTo(other) == 0
                : before instanceof io.kedang.kernel.Money one
                                && after instanceof io.kedang.kernel.Money other
                        ? one.currency().equals(other.currency())
                                && one.amount().compareTo(other.amount()) == 0
                        : Objects.equals(before, after);
    }
}
