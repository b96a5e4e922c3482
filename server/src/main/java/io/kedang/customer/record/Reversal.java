package io.kedang.customer.record;

import io.kedang.customer.record.Revision.FieldChange;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Rule: what some changes made of the values of one record, and what giving it back means. A value
/// that is still as the last of them left it becomes what it was before the first; one that
/// somebody touched since stays.
///
/// @param <K> by what the record knows its values
public final class Reversal<K> {
    private final Map<K, @Nullable Object> before = new LinkedHashMap<>();
    private final Map<K, @Nullable Object> after = new LinkedHashMap<>();

    /// How a revision's form of a value is read.
    public interface Reading<K> {
        @Nullable Object value(K key, @Nullable Object form, boolean sealed);
    }

    /// @param restored what the values become, null for none
    /// @param touched the values that stay
    public record Outcome<K>(Map<K, @Nullable Object> restored, List<K> touched) {}

    /// @param revisions oldest first; others may lie between them
    /// @param key nothing for changes that do not count
    public static <K> Reversal<K> of(
            List<Revision> revisions, Function<FieldChange, Optional<K>> key, Reading<K> reading) {
        var reversal = new Reversal<K>();
        for (var revision : revisions) {
            for (var change : revision.changes()) {
                key.apply(change).ifPresent(known -> reversal.add(known, change, reading));
            }
        }
        return reversal;
    }

    private void add(K key, FieldChange change, Reading<K> reading) {
        if (!after.containsKey(key)) {
            before.put(key, reading.value(key, change.before(), change.sealed()));
        }
        after.put(key, reading.value(key, change.after(), change.sealed()));
    }

    public Set<K> keys() {
        return before.keySet();
    }

    /// @param current what the record holds now under these keys, absent where there is nothing
    public Outcome<K> against(Map<K, Object> current) {
        var touched = FieldChanges.of(after, current).keySet();
        var restored = new LinkedHashMap<>(before);
        restored.keySet().removeAll(touched);
        return new Outcome<>(restored, List.copyOf(touched));
    }
}
