package io.kedang.intake.table;

import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

/// What somebody says about a table; whatever is null is found out.
///
/// @param encoding name of a character set (text and vCard)
/// @param separator one to eight characters (text)
/// @param quote one character, or empty for none (text)
/// @param escape one character, or empty for none; the same as `quote` when quotes are doubled
/// (text)
/// @param sheet name of a sheet, or its number from 1 (workbooks)
/// @param preambleRows rows before the heading that belong to no table
/// @param headerRows rows that make up the heading; 0 when there is none
/// @param table which one, from 1, when several follow each other
public record TableOptions(
        @Nullable String encoding,
        @Nullable String separator,
        @Nullable String quote,
        @Nullable String escape,
        @Nullable String sheet,
        @Nullable Integer preambleRows,
        @Nullable Integer headerRows,
        @Nullable Integer table) {
    private static final int MOST_HEADER_ROWS = 20;
    private static final int MOST_PREAMBLE_ROWS = 100_000;

    /// Everything is found out.
    public static final TableOptions DETECT =
            new TableOptions(null, null, null, null, null, null, null, null);

    public TableOptions {
        between("preamble", preambleRows, 0, MOST_PREAMBLE_ROWS);
        between("header", headerRows, 0, MOST_HEADER_ROWS);
        between("table", table, 1, Integer.MAX_VALUE);
    }

    private static void between(String name, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new Refusal(TableProblem.OPTION_WRONG, name, String.valueOf(value));
        }
    }

    public TableOptions withEncoding(@Nullable String name) {
        return new TableOptions(
                name, separator, quote, escape, sheet, preambleRows, headerRows, table);
    }

    public TableOptions withDialect(
            @Nullable String separator, @Nullable String quote, @Nullable String escape) {
        return new TableOptions(
                encoding, separator, quote, escape, sheet, preambleRows, headerRows, table);
    }

    public TableOptions withSheet(@Nullable String nameOrNumber) {
        return new TableOptions(
                encoding, separator, quote, escape, nameOrNumber, preambleRows, headerRows, table);
    }

    public TableOptions withPreambleRows(@Nullable Integer rows) {
        return new TableOptions(encoding, separator, quote, escape, sheet, rows, headerRows, table);
    }

    public TableOptions withHeaderRows(@Nullable Integer rows) {
        return new TableOptions(
                encoding, separator, quote, escape, sheet, preambleRows, rows, table);
    }

    public TableOptions withTable(@Nullable Integer number) {
        return new TableOptions(
                encoding, separator, quote, escape, sheet, preambleRows, headerRows, number);
    }
}
