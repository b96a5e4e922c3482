package io.kedang.intake.table;

import io.kedang.intake.table.row.CellType;

import java.util.List;
import java.util.regex.Pattern;

/// Rule: a row that only adds up the rows above it is no record. Its first word says so (小计, 合计,
/// total), and besides such words it holds numbers only.
public final class SummaryRule {
    private static final Pattern SUM =
            Pattern.compile(
                    "(?i)(?:本[页月年季]|[全总])?(?:小计|合计|总计|共计|累计)[:：]?"
                            + "|(?:grand|sub)?-?(?:total|sum)s?:?");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u3000\\u00a0]+");

    private SummaryRule() {}

    /// @return the column of the word, or -1 when the row is one like others
    public static int column(List<String> cells) {
        int found = -1;
        for (int column = 0; column < cells.size(); column++) {
            var cell = BLANKS.matcher(cells.get(column)).replaceAll("");
            if (cell.isEmpty()) {
                continue;
            }
            if (SUM.matcher(cell).matches()) {
                found = found < 0 ? column : found;
            } else if (found < 0 || CellType.of(cell) != CellType.NUMBER) {
                return -1;
            }
        }
        return found;
    }
}
