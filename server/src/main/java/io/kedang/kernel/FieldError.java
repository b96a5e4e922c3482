package io.kedang.kernel;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What is wrong with one field; `arguments` fill the texts of `problem`.
///
/// @param field as the sender calls it; only the beginning of a name that is longer than any of
/// ours
public record FieldError(String field, Problem problem, List<@Nullable Object> arguments) {
    private static final int LONGEST = 200;

    public FieldError {
        if (field.length() > LONGEST) {
            field = field.substring(0, field.offsetByCodePoints(0, LONGEST / 2)) + "…";
        }
    }

    public static FieldError of(String field, Problem problem, @Nullable Object... arguments) {
        return new FieldError(
                field, problem, Collections.unmodifiableList(Arrays.asList(arguments)));
    }
}
