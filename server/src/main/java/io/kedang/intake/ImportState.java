package io.kedang.intake;

/// How far an import has come; what is going on with it at the moment, its job says.
public enum ImportState {
    READY,
    /// Every row was looked at; nothing was written.
    CHECKED,
    /// Some rows were written; it can go on, or be undone.
    PARTLY,
    DONE,
    UNDONE;

    boolean hasWritten() {
        return this == PARTLY || this == DONE;
    }
}
