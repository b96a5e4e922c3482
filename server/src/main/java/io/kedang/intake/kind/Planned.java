package io.kedang.intake.kind;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// A row that is to be written.
///
/// @param action CREATE, FILL or OVERWRITE
/// @param record the new one's id, or the one to change
public record Planned(Draft draft, OnDuplicate action, UUID record) {
    public boolean creates() {
        return action == OnDuplicate.CREATE;
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
