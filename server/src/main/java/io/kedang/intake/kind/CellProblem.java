package io.kedang.intake.kind;

import io.kedang.kernel.Problem;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What is wrong with one cell of a row. The arguments never hold a sensitive value.
///
/// @param column 0-based; -1 when the whole row is meant
/// @param field that the column means, or the one that is missing
/// @param code of the problem; `arguments` fill its text
public record CellProblem(int column, @Nullable String field, String code, List<String> arguments) {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    public static CellProblem of(
            int column, @Nullable String field, Problem problem, List<?> arguments) {
        return new CellProblem(
                column,
                field,
                problem.code(),
                arguments.stream()
                        .map(
                                argument ->
                                        UNPRINTABLE
                                                .matcher(String.valueOf(argument))
                                                .replaceAll(""))
                        .toList());
    }

    public static CellProblem of(
            int column, @Nullable String field, Problem problem, @Nullable Object... arguments) {
        return of(column, field, problem, Arrays.asList(arguments));
    }
}
