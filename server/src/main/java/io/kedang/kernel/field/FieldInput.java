package io.kedang.kernel.field;

import io.kedang.kernel.Money;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.text.DateText;
import io.kedang.kernel.text.EmailAddress;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.InstantText;
import io.kedang.kernel.text.NumberText;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.kernel.text.ValueProblem;
import io.kedang.kernel.text.WebLink;
import io.kedang.kernel.text.YesNo;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads values from outside into their normal form: from JSON members and from the cells of a file
/// by the same rules. An empty text is no value.
public final class FieldInput {
    private static final int MOST_CHOICES = 100;
    private static final BigDecimal LARGEST = new BigDecimal("9999999999999999.99");
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());

    /// No value: the field is to be empty.
    @SuppressWarnings("NullAway") // Parsed leaves open whether its value may be null; here it may
    private static final Parsed<@Nullable Object> NOTHING = Parsed.right(null);

    private final Supplier<ZoneId> zone;

    /// @param zone in which times without an offset count
    public FieldInput(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    public Parsed<@Nullable Object> read(Field field, JsonNode node) {
        if (node.isNull()) {
            return NOTHING;
        }
        return switch (field.type()) {
            case CHOICES -> choices(field, node);
            case MONEY -> money(field, node);
            case USER, DEPARTMENT ->
                    parse(field, node.isObject() ? node.path("id").asString("") : text(node));
            case WHOLE_NUMBER, DECIMAL ->
                    node.isNumber() || node.isString() ? parse(field, text(node)) : wrongType();
            case YES_NO ->
                    node.isBoolean()
                            ? Parsed.right(node.asBoolean())
                            : node.isString() ? parse(field, text(node)) : wrongType();
            default -> node.isString() ? parse(field, text(node)) : wrongType();
        };
    }

    public Parsed<@Nullable Object> parse(Field field, String text) {
        if (text.isBlank()) {
            return NOTHING;
        }
        return switch (field.type()) {
            case TEXT -> limited(field, Folding.tidy(text));
            case LONG_TEXT -> limited(field, Folding.tidyLines(text));
            case CHOICE -> choice(field, text.strip());
            case CHOICES -> words(field, List.of(text.split("[|;；]")));
            case YES_NO -> any(YesNo.parse(text));
            case WHOLE_NUMBER -> any(within(field, NumberText.whole(text), BigDecimal::valueOf));
            case DECIMAL -> any(within(field, NumberText.decimal(text), Function.identity()));
            case MONEY -> moneyText(field, text);
            case DATE -> any(DateText.parse(text));
            case INSTANT -> any(InstantText.parse(text, zone.get()));
            case PHONE -> any(PhoneNumber.parse(text).map(PhoneNumber::text));
            case EMAIL -> limited(field, EmailAddress.parse(text));
            case LINK -> limited(field, WebLink.parse(text));
            case REGION -> limited(field, Folding.tidy(text));
            case USER, DEPARTMENT -> id(text.strip());
        };
    }

    private static Parsed<@Nullable Object> limited(Field field, Parsed<String> parsed) {
        return parsed instanceof Parsed.Right<String>(var text)
                        && text.codePointCount(0, text.length()) > field.longest()
                ? Parsed.wrong(ValueProblem.TOO_LONG, field.longest())
                : any(parsed);
    }

    private static Parsed<@Nullable Object> choice(Field field, String code) {
        return field.options().contains(code)
                ? Parsed.right(code)
                : Parsed.wrong(FieldProblem.OPTION_UNKNOWN, code);
    }

    private static Parsed<@Nullable Object> choices(Field field, JsonNode node) {
        if (!node.isArray()) {
            return node.isString() ? words(field, List.of(text(node))) : wrongType();
        }
        var words = new ArrayList<String>();
        for (var item : node) {
            if (!item.isString()) {
                return wrongType();
            }
            words.add(text(item));
        }
        return words(field, words);
    }

    private static Parsed<@Nullable Object> words(Field field, List<String> words) {
        var kept = new LinkedHashSet<String>();
        for (var word : words) {
            switch (Folding.tidy(word)) {
                case Parsed.Wrong<String>(var problem, var arguments) -> {
                    return new Parsed.Wrong<>(problem, arguments);
                }
                case Parsed.Right<String>(var text) -> {
                    if (text.length() > field.longest()) {
                        return Parsed.wrong(ValueProblem.TOO_LONG, field.longest());
                    }
                    if (!field.options().isEmpty() && !field.options().contains(text)) {
                        return Parsed.wrong(FieldProblem.OPTION_UNKNOWN, text);
                    }
                    if (!text.isEmpty()) {
                        kept.add(text);
                    }
                }
            }
        }
        return kept.size() > MOST_CHOICES
                ? Parsed.wrong(FieldProblem.TOO_MANY, MOST_CHOICES)
                : kept.isEmpty() ? NOTHING : Parsed.right(List.copyOf(kept));
    }

    private Parsed<@Nullable Object> money(Field field, JsonNode node) {
        if (!node.isObject()) {
            return node.isNumber() || node.isString() ? parse(field, text(node)) : wrongType();
        }
        var amount = node.path("amount");
        if (!amount.isNumber() && !amount.isString()) {
            return wrongType();
        }
        return amount(field, text(amount), node.path("currency").asString("CNY"));
    }

    private static Parsed<@Nullable Object> moneyText(Field field, String text) {
        var parts = text.strip().split("\\s+(?=[A-Z]{3}$)", 2);
        return amount(field, parts[0], parts.length == 2 ? parts[1] : "CNY");
    }

    private static Parsed<@Nullable Object> amount(Field field, String amount, String currency) {
        if (!CURRENCIES.contains(currency)) {
            return Parsed.wrong(FieldProblem.CURRENCY_UNKNOWN, currency);
        }
        var parsed = within(field, NumberText.decimal(amount), Function.identity());
        if (parsed instanceof Parsed.Right<BigDecimal>(var value)
                && value.stripTrailingZeros().scale() > 2) {
            return Parsed.wrong(FieldProblem.MONEY_TOO_FINE, amount);
        }
        return any(parsed.map(value -> new Money(value.setScale(2), currency)));
    }

    private static <T> Parsed<T> within(
            Field field, Parsed<T> parsed, Function<T, BigDecimal> number) {
        if (!(parsed instanceof Parsed.Right<T>(var value))) {
            return parsed;
        }
        var amount = number.apply(value);
        if (amount.abs().compareTo(LARGEST) > 0) {
            return Parsed.wrong(ValueProblem.NUMBER_TOO_LARGE);
        }
        return field.least() != null && amount.compareTo(BigDecimal.valueOf(field.least())) < 0
                ? Parsed.wrong(FieldProblem.TOO_SMALL, field.least())
                : parsed;
    }

    private static Parsed<@Nullable Object> id(String text) {
        try {
            return Parsed.right(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Parsed.wrong(FieldProblem.ID_FORM, text);
        }
    }

    private static Parsed<@Nullable Object> wrongType() {
        return Parsed.wrong(FieldProblem.WRONG_TYPE);
    }

    private static String text(JsonNode node) {
        return node.isNumber() ? node.decimalValue().toPlainString() : node.asString("");
    }

    @SuppressWarnings("unchecked")
    private static <T> Parsed<@Nullable Object> any(Parsed<T> parsed) {
        return (Parsed<@Nullable Object>) (Parsed<?>) parsed;
    }
}
