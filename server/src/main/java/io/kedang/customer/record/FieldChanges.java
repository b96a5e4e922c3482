package io.kedang.customer.record;

import io.kedang.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Rule: which of the wished values differ from what the record holds. Values that stay are no
/// change and make no entry in the history.
public final class FieldChanges {
    private FieldChanges() {}

    /// @param wished new values in their normal form, null to empty the field
    /// @param current what the record holds in clear, the wished fields at least
    public static <K> Map<K, @Nullable Object> of(
            Map<K, @Nullable Object> wished, Map<K, Object> current) {
        var changed = new LinkedHashMap<K, @Nullable Object>();
        wished.forEach(
                (key, value) -> {
                    if (!same(current.get(key), value)) {
                        changed.put(key, value);
                    }
                });
        return changed;
    }

    private static boolean same(@Nullable Object before, @Nullable Object after) {
        if (before instanceof BigDecimal one && after instanceof BigDecimal other) {
            return one.compareTo(other) == 0;
        }
        if (before instanceof Money one && after instanceof Money other) {
            return one.currency().equals(other.currency())
                    && one.amount().compareTo(other.amount()) == 0;
        }
        return Objects.equals(before, after);
    }
}
