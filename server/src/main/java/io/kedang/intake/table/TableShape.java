package io.kedang.intake.table;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a file turned out to be: the page shows it and lets the user say otherwise, by
/// [TableOptions].
///
/// @param text null unless the format is text
/// @param sheets of a workbook, in its order; empty for other formats
/// @param sheet the one that is read, null for other formats
/// @param preambleRows rows before the heading
/// @param headerRows rows of the heading, 0 when there is none
/// @param heading names of the columns as they stand in the file, trimmed; empty without a heading
/// @param columns width of the table
/// @param table which table of the file or sheet is read, from 1
/// @param confidence 0 to 1 that all of this is right
public record TableShape(
        TableFormat format,
        @Nullable TextShape text,
        List<SheetShape> sheets,
        @Nullable String sheet,
        int preambleRows,
        int headerRows,
        List<String> heading,
        int columns,
        int table,
        double confidence) {

    /// @param encoding name of the character set
    /// @param lineEnd LF, CRLF, CR or ANY
    /// @param encodingConfidence 0 to 1
    public record TextShape(
            String encoding,
            boolean byteOrderMark,
            double encodingConfidence,
            String separator,
            String quote,
            String escape,
            String lineEnd) {}

    /// @param rows as the workbook itself says, headings included; null when it does not say
    public record SheetShape(String name, boolean hidden, @Nullable Long rows) {}

    /// The options that read the file in exactly this shape without finding anything out again.
    public TableOptions asOptions() {
        return new TableOptions(
                text == null ? null : text.encoding(),
                text == null ? null : text.separator(),
                text == null ? null : text.quote(),
                text == null ? null : text.escape(),
                sheet,
                preambleRows,
                headerRows,
                table);
    }
}
