package io.kedang.kernel;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// The outcome of reading a value that somebody typed or a file held: the value in its one
/// normal form, or the reason why it is none. Rules return it, so that page, API and import refuse
/// the same input for the same reason.
public sealed interface Parsed<T> {
    record Right<T>(T value) implements Parsed<T> {}

    record Wrong<T>(Problem problem, List<@Nullable Object> arguments) implements Parsed<T> {}

    static <T> Parsed<T> right(T value) {
        return new Right<>(value);
    }

    static <T> Parsed<T> wrong(Problem problem, @Nullable Object... arguments) {
        return new Wrong<>(problem, Collections.unmodifiableList(Arrays.asList(arguments)));
    }

    default <U> Parsed<U> map(Function<T, U> change) {
        return switch (this) {
            case Right<T>(T value) -> right(change.apply(value));
            case Wrong<T>(Problem problem, List<@Nullable Object> arguments) ->
                    new Wrong<>(problem, arguments);
        };
    }
}
