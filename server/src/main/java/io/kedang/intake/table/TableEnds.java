package io.kedang.intake.table;

import io.kedang.intake.table.row.CellType;
import io.kedang.intake.table.row.RawRow;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Where a table ends before its file does: another one follows, or notes below it.
final class TableEnds {
    private static final int WINDOW = 6;
    private static final int MOST_NOTES = 5;

    private static final Pattern NOTE =
            Pattern.compile("(?s).*[:：。；*※].*|.{30,}|(?i)(注|备注|说明|合计|总计|来源|note|source|total).*");

    private TableEnds() {}

    /// Whether the next row is the heading of another table: it says the heading again, or stands
    /// behind a blank row and names the columns of rows of another width.
    static boolean another(Lookahead rows, List<RawRow> heading, int width, boolean afterBlank)
            throws IOException {
        var row = rows.peek(0);
        if (row == null || heading.isEmpty()) {
            return false;
        }
        return HeadingRule.repeats(heading.getLast(), row)
                || afterBlank && namesOtherColumns(rows, width);
    }

    private static boolean namesOtherColumns(Lookahead rows, int width) throws IOException {
        var block = block(rows);
        int extent = block.isEmpty() ? 0 : block.getFirst().extent();
        if (block.size() < 2 || extent < 2 || extent == width || !allNames(block.getFirst())) {
            return false;
        }
        boolean even = block.stream().allMatch(row -> row.extent() == extent);
        return even && HeadingRule.find(block, 0, null).header() > 0;
    }

    private static List<RawRow> block(Lookahead rows) throws IOException {
        var block = new ArrayList<RawRow>();
        for (int i = 0; i < WINDOW; i++) {
            var row = rows.peek(i);
            if (row == null || row.isBlank()) {
                break;
            }
            block.add(row);
        }
        return block;
    }

    private static boolean allNames(RawRow row) {
        for (int column = 0; column < row.extent(); column++) {
            var type = CellType.of(row.cell(column));
            if (type == CellType.EMPTY || type == CellType.SCRAP || type.isValue()) {
                return false;
            }
        }
        return true;
    }

    /// Whether only notes follow to the end: rows with one cell, in a table of several columns,
    /// that reads like a remark and not like a value.
    static boolean onlyNotes(Lookahead rows, int width) throws IOException {
        if (width < 3) {
            return false;
        }
        for (int i = 0; i <= MOST_NOTES; i++) {
            @Nullable RawRow row = rows.peek(i);
            if (row == null) {
                return i > 0;
            }
            if (row.filled() > 1 || row.filled() == 1 && !isNote(row)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isNote(RawRow row) {
        return row.cells().stream()
                .filter(cell -> !cell.isBlank())
                .allMatch(cell -> NOTE.matcher(cell.strip()).matches());
    }
}
