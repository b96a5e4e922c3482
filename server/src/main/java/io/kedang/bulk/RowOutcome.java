package io.kedang.bulk;

/// What became of a file; the names between PENDING and UNDONE are those of the door.
enum RowOutcome {
    PENDING,
    CHANGED,
    UNCHANGED,
    NO_RIGHT,
    OTHER_KIND,
    FIELD_CLOSED,
    IN_BIN,
    UNDONE,
    /// Taking back left what somebody changed since.
    KEPT
}
