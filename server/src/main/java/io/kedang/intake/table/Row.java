package io.kedang.intake.table;

import io.kedang.intake.table.row.RowFlaw;
import io.kedang.intake.table.row.TableProblem;

import java.util.List;

/// One row of data.
///
/// Cells are texts in one stable form whatever the format: dates as 2026-07-01, moments as
/// 2026-07-01 14:05:00, numbers plain (13800138000, never 1.38E10), yes and no as true and false.
/// There are as many as the heading has; a row with a [TableProblem#TOO_MANY_CELLS] has more.
///
/// @param number 1-based among the data rows
/// @param line line of the text file or row of the sheet where it begins, for messages
public record Row(long number, long line, List<String> cells, List<RowFlaw> flaws) {
    /// Whether the cells cannot be trusted.
    public boolean isWrong() {
        return flaws.stream()
                .anyMatch(flaw -> flaw.problem().weight() == TableProblem.Weight.WRONG_ROW);
    }
}
