package io.kedang.kernel;

import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;

import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Says what is wrong with a JSON body: where it cannot be read, or which field does not fit.
final class RefusedJson {
    private RefusedJson() {}

    static Refusal of(JacksonException thrown) {
        return switch (thrown) {
            case StreamConstraintsException _ -> new Refusal(RequestProblem.TOO_LARGE);
            case PropertyBindingException unknown ->
                    field(unknown, RequestProblem.UNKNOWN_FIELD, unknown.getPropertyName());
            case InputCoercionException wrong ->
                    field(wrong, RequestProblem.WRONG_TYPE, expected(wrong.getTargetType()));
            case MismatchedInputException wrong when !wrong.getPath().isEmpty() ->
                    field(wrong, RequestProblem.WRONG_TYPE, expected(wrong.getTargetType()));
            case ValueInstantiationException wrong ->
                    field(wrong, RequestProblem.WRONG_TYPE, expected(null));
            default -> unreadable(thrown);
        };
    }

    private static Refusal unreadable(JacksonException thrown) {
        var at = thrown.getLocation();
        return at == null
                ? new Refusal(RequestProblem.UNREADABLE, "")
                : new Refusal(
                                RequestProblem.UNREADABLE,
                                text("request.place", at.getLineNr(), at.getColumnNr()))
                        .with("line", at.getLineNr())
                        .with("column", at.getColumnNr());
    }

    private static Refusal field(
            JacksonException thrown, RequestProblem problem, @Nullable Object argument) {
        return Refusal.of(
                RequestProblem.INVALID, List.of(FieldError.of(path(thrown), problem, argument)));
    }

    /// `people[0].name`; empty for the body itself.
    private static String path(JacksonException thrown) {
        var path = new StringBuilder();
        for (var step : thrown.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static DefaultMessageSourceResolvable expected(@Nullable Class<?> type) {
        if (type == null) {
            return text("request.expected.other");
        }
        if (type.isEnum()) {
            return text(
                    "request.expected.one-of",
                    Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")));
        }
        return text("request.expected." + kind(type));
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "yes-no";
        }
        if (type == Long.class
                || type == long.class
                || type == Integer.class
                || type == int.class) {
            return "whole-number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        if (type == LocalDate.class) {
            return "date";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "instant";
        }
        if (type == UUID.class || Id.class.isAssignableFrom(type)) {
            return "id";
        }
        return Collection.class.isAssignableFrom(type) ? "list" : "other";
    }

    private static DefaultMessageSourceResolvable text(String code, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {code}, arguments);
    }
}
