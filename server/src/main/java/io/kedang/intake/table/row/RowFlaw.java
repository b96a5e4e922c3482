package io.kedang.intake.table.row;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What is wrong with one row.
///
/// @param column 0-based, or -1 when the whole row is meant
/// @param arguments fill the texts of `problem`
public record RowFlaw(TableProblem problem, int column, List<@Nullable Object> arguments) {
    public static RowFlaw of(TableProblem problem, int column, @Nullable Object... arguments) {
        return new RowFlaw(problem, column, Collections.unmodifiableList(Arrays.asList(arguments)));
    }
}
