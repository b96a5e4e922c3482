package io.kedang.kernel;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Thrown to refuse a request for a reason of business; rolls the transaction back and reaches the
/// caller as a problem document. Anything else that is thrown is a fault with a trace id.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final transient List<@Nullable Object> arguments;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> properties;
    private final transient String why;

    private Refusal(
            Problem problem,
            List<@Nullable Object> arguments,
            List<FieldError> errors,
            Map<String, Object> properties,
            String why) {
        super(problem.code());
        this.problem = problem;
        this.arguments = arguments;
        this.errors = errors;
        this.properties = properties;
        this.why = why;
    }

    /// `arguments` fill the `{0}`, `{1}` … of the problem's texts.
    public Refusal(Problem problem, @Nullable Object... arguments) {
        this(
                problem,
                Collections.unmodifiableList(Arrays.asList(arguments)),
                List.of(),
                Map.of(),
                "");
    }

    /// One refusal for all fields that are wrong, so that a form can mark every one of them.
    public static Refusal of(Problem problem, List<FieldError> errors) {
        return new Refusal(problem, List.of(errors.size()), List.copyOf(errors), Map.of(), "");
    }

    /// The same refusal where what was refused is a part of what was sent, such as `company`.
    public Refusal within(String part) {
        var named =
                errors.stream()
                        .map(
                                error ->
                                        new FieldError(
                                                part + "." + error.field(),
                                                error.problem(),
                                                error.arguments()))
                        .toList();
        return new Refusal(problem, arguments, named, properties, why);
    }

    /// The same refusal with one more machine-readable member in the problem document.
    public Refusal with(String member, Object value) {
        var more = new java.util.LinkedHashMap<>(properties);
        more.put(member, value);
        return new Refusal(problem, arguments, errors, more, why);
    }

    /// The same refusal with what the log is told and the caller is not: what another system has
    /// answered, which server was away.
    public Refusal because(String why) {
        return new Refusal(problem, arguments, errors, properties, why);
    }

    public Problem problem() {
        return problem;
    }

    public List<@Nullable Object> arguments() {
        return arguments;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> properties() {
        return properties;
    }

    /// For the log; empty where there is nothing more to say.
    public String why() {
        return why;
    }
}
