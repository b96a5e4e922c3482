package io.kedang.customer.record;

import java.util.List;
import java.util.UUID;

/// A version that an import made of a record.
///
/// @param created whether it is the first one
public record Done(UUID record, int version, boolean created) {
    /// What could not be taken back, because somebody changed it since; without fields the whole
    /// record stays.
    public record Conflict(UUID record, List<String> fields) {}
}
