package io.kedang.intake.kind;

import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A row that is to be written.
///
/// @param action CREATE, FILL or OVERWRITE
/// @param record the new one's id, or the one to change
public record Planned(Draft draft, OnDuplicate action, UUID record) {
    public boolean creates() {
        return action == OnDuplicate.CREATE;
    }

    /// What becomes of a record of the same import that is not written yet.
    ///
    /// @param values that rows before gave it
    /// @param own what this row says of it
    Map<Field, @Nullable Object> merged(
            Map<Field, ? extends @Nullable Object> values,
            Map<Field, ? extends @Nullable Object> own) {
        var merged = new LinkedHashMap<Field, @Nullable Object>(values);
        own.forEach(
                (field, value) -> {
                    if (action == OnDuplicate.OVERWRITE) {
                        merged.put(field, value);
                    } else {
                        merged.putIfAbsent(field, value);
                    }
                });
        return merged;
    }

    /// What was written.
    ///
    /// @param version that it made of the record; null when it changed nothing
    /// @param opened the customer file that was opened along with it
    public record Written(UUID record, @Nullable Integer version, @Nullable UUID opened) {
        public Written(UUID record, @Nullable Integer version) {
            this(record, version, null);
        }
    }
}
