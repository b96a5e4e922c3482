package io.kedang.bulk;

enum BulkState {
    /// Also where its job was stopped; what is done can be taken back.
    RUNNING,
    DONE,
    UNDOING,
    UNDONE
}
