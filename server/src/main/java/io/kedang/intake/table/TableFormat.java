package io.kedang.intake.table;

/// The formats that are read. What a file is shows in its content, never in its name.
public enum TableFormat {
    TEXT,
    XLSX,
    XLS,
    ODS,
    VCARD
}
