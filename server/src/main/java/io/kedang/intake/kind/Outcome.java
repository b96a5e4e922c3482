package io.kedang.intake.kind;

/// What became of a row, or would become of it. Every row of a file has exactly one.
public enum Outcome {
    NEW,
    UPDATED,
    SKIPPED,
    WRONG,
    /// It seems to be a record that is there already, and nobody has decided yet.
    SUSPECTED
}
