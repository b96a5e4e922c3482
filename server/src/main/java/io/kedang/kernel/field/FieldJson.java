package io.kedang.kernel.field;

import io.kedang.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A field value as JSON carries it, and back: the form of revisions, of sealed text and of
/// answers. Only for values in their normal form; what comes from outside goes through
/// [FieldInput].
public final class FieldJson {
    private FieldJson() {}

    public static @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case LocalDate date -> date.toString();
            case Instant instant -> instant.toString();
            case UUID id -> id.toString();
            case Money money ->
                    Map.of("amount", money.amount().toPlainString(), "currency", money.currency());
            default -> value;
        };
    }

    public static @Nullable Object read(Field field, @Nullable Object json) {
        return switch (json) {
            case null -> null;
            case List<?> many -> many.stream().map(String::valueOf).toList();
            case Map<?, ?> money ->
                    new Money(
                            new BigDecimal(String.valueOf(money.get("amount"))),
                            String.valueOf(money.get("currency")));
            default ->
                    switch (field.type()) {
                        case YES_NO -> Boolean.valueOf(json.toString());
                        case WHOLE_NUMBER -> Long.valueOf(json.toString());
                        case DECIMAL -> new BigDecimal(json.toString());
                        case DATE -> LocalDate.parse(json.toString());
                        case INSTANT -> Instant.parse(json.toString());
                        case USER, DEPARTMENT -> UUID.fromString(json.toString());
                        default -> json.toString();
                    };
        };
    }
}
