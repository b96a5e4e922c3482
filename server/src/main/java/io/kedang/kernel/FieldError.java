package io.kedang.kernel;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What is wrong with one field; `arguments` fill the texts of `problem`.
public record FieldError(String field, Problem problem, List<@Nullable Object> arguments) {
    public static FieldError of(String field, Problem problem, @Nullable Object... arguments) {
        return new FieldError(
                field, problem, Collections.unmodifiableList(Arrays.asList(arguments)));
    }
}
