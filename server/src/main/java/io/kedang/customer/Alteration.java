package io.kedang.customer;

import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One change for many files; what a file gets may depend on what it holds.
public sealed interface Alteration {
    /// The same values for all; fields that a kind of file does not have are left out.
    record Values(Map<Field, @Nullable Object> values) implements Alteration {}

    /// Tags that come and go; those that a file has besides stay, in their order.
    record Tags(List<String> add, List<String> remove) implements Alteration {
        private static final Field FIELD = CustomerFields.get("tags");

        Map<Field, @Nullable Object> of(Customer file) {
            var tags = new ArrayList<String>();
            if (file.values().get(FIELD.key()) instanceof List<?> before) {
                before.forEach(tag -> tags.add((String) tag));
            }
            tags.removeAll(remove);
            add.stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
            var wanted = new HashMap<Field, @Nullable Object>();
            wanted.put(FIELD, tags.isEmpty() ? null : List.copyOf(tags));
            return wanted;
        }
    }

    /// To the recycle bin.
    record Discarding() implements Alteration {}

    /// What became of a file.
    enum Outcome {
        CHANGED,
        UNCHANGED,
        /// It is not there for the current user to change.
        NO_RIGHT,
        OTHER_KIND,
        /// A field is not shown to the current user in clear.
        FIELD_CLOSED,
        IN_BIN
    }

    /// @param version the one that the change made, 0 where there was none
    record Altered(CustomerId file, Outcome outcome, int version) {}

    /// What a file gets by this; without an entry where its kind has no such field.
    default Map<Field, @Nullable Object> wanted(Customer file) {
        return switch (this) {
            case Values(var values) -> {
                var wanted = new HashMap<>(values);
                wanted.keySet().removeIf(field -> !field.of(file.kind().name()));
                yield wanted;
            }
            case Tags tags -> tags.of(file);
            case Discarding() -> Map.of();
        };
    }
}
