package io.kedang.intake.kind;

/// What is done with a row that is there already, or seems to be.
public enum OnDuplicate {
    SKIP,
    /// Its values go into empty fields only.
    FILL,
    /// Its values replace what is there; empty cells replace nothing.
    OVERWRITE,
    /// It becomes a record of its own.
    CREATE
}
