package io.kedang.intake.kind;

import java.util.List;
import java.util.UUID;

/// Something that an import did to a record.
public record Done(UUID record, int version, boolean created) {
    /// What could not be taken back, because somebody changed it since; without fields the whole
    /// record stays.
    public record Conflict(UUID record, List<String> fields) {}
}
