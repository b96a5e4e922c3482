package io.kedang.intake.kind;

import io.kedang.customer.record.RecordProblem;
import io.kedang.kernel.Problem;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// One row of a file, read into values.
///
/// @param row 1-based among the rows of data
/// @param line where it stands in the file
/// @param turn 1-based among the rows of the file that say the same ([ImportKind#groupedBy])
/// @param cells as they stand in the file, corrections included
/// @param values in their normal form; empty cells have none
/// @param columns which column each field comes from
/// @param problems none when the row may be imported
/// @param ahead what the kind works out of the values
public record Draft(
        long row,
        long line,
        int turn,
        List<String> cells,
        Map<Field, Object> values,
        Map<String, Integer> columns,
        List<CellProblem> problems,
        Ahead ahead) {

    public boolean isWrong() {
        return !problems.isEmpty();
    }

    /// Refuses the row because of what it says in this field, or does not say.
    public void refuse(Field field, Problem problem, @Nullable Object... arguments) {
        problems.add(CellProblem.of(column(field.key()), field.key(), problem, arguments));
    }

    /// Refuses the row when this field is empty; one that is refused already is not refused twice.
    public void need(Field field) {
        if (!values.containsKey(field)
                && problems.stream().noneMatch(problem -> field.key().equals(problem.field()))) {
            refuse(field, RecordProblem.FIELD_REQUIRED);
        }
    }

    /// The column of a field, -1 when the file has none.
    public int column(String field) {
        return columns.getOrDefault(field, -1);
    }
}
