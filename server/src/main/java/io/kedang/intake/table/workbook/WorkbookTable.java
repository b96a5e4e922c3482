package io.kedang.intake.table.workbook;

import io.kedang.intake.table.row.RawRow;
import io.kedang.intake.table.row.RowSource;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The rows of one sheet of a workbook, and which sheets there are.
public record WorkbookTable(List<Sheet> sheets, Sheet sheet, RowSource rows) {
    /// @param rows as the workbook says, null when it does not
    public record Sheet(int index, String name, boolean hidden, @Nullable Long rows) {}

    /// Opens the rows of the sheet with this index.
    interface Opener {
        /// @param spans whether cells that were merged over several rows are wanted in all of them
        RowSource open(int index, boolean spans) throws IOException;
    }

    /// The sheet that was asked for; else the first visible one that is not empty.
    ///
    /// @param wanted name or number from 1
    /// @param archive is closed with the rows
    static WorkbookTable choose(
            List<Sheet> sheets, @Nullable String wanted, Opener opener, Closeable archive)
            throws IOException {
        if (sheets.isEmpty()) {
            throw new Refusal(TableProblem.NO_SHEET);
        }
        var sheet = wanted == null ? firstFilled(sheets, opener) : named(sheets, wanted);
        return new WorkbookTable(
                List.copyOf(sheets), sheet, new Owner(opener.open(sheet.index(), true), archive));
    }

    private static Sheet named(List<Sheet> sheets, String wanted) {
        for (var sheet : sheets) {
            if (sheet.name().strip().equalsIgnoreCase(wanted.strip())) {
                return sheet;
            }
        }
        var number = wanted.strip();
        if (number.matches("\\d{1,4}")) {
            int index = Integer.parseInt(number) - 1;
            if (index >= 0 && index < sheets.size()) {
                return sheets.get(index);
            }
        }
        var names = String.join("、", sheets.stream().map(Sheet::name).limit(20).toList());
        throw new Refusal(TableProblem.SHEET_UNKNOWN, wanted, names);
    }

    private static Sheet firstFilled(List<Sheet> sheets, Opener opener) throws IOException {
        var candidates = new ArrayList<>(sheets.stream().filter(sheet -> !sheet.hidden()).toList());
        if (candidates.isEmpty()) {
            candidates.addAll(sheets);
        }
        for (var sheet : candidates) {
            if (candidates.size() == 1 || isFilled(sheet, opener)) {
                return sheet;
            }
        }
        return candidates.getFirst();
    }

    private static boolean isFilled(Sheet sheet, Opener opener) throws IOException {
        try (var rows = opener.open(sheet.index(), false)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                if (!row.isBlank()) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Owner(RowSource rows, Closeable archive) implements RowSource {
        @Override
        public @Nullable RawRow next() throws IOException {
            return rows.next();
        }

        @Override
        public void close() throws IOException {
            try (archive) {
                rows.close();
            }
        }
    }
}
