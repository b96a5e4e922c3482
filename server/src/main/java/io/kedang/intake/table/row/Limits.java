package io.kedang.intake.table.row;

/// How much one row may hold before the file is refused: generous for tables that people make,
/// small enough that no file fills the memory.
public final class Limits {
    /// As many as a sheet of a workbook has.
    public static final int COLUMNS = 16_384;

    /// Characters of one cell; a workbook allows 32,767.
    public static final int CELL = 1_000_000;

    /// Characters of one row.
    public static final int ROW = 4_000_000;

    private Limits() {}
}
