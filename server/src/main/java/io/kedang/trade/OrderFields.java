package io.kedang.trade;

import static io.kedang.kernel.field.DataClass.P1;
import static io.kedang.kernel.field.FieldType.CHOICE;
import static io.kedang.kernel.field.FieldType.DATE;
import static io.kedang.kernel.field.FieldType.DECIMAL;
import static io.kedang.kernel.field.FieldType.LONG_TEXT;
import static io.kedang.kernel.field.FieldType.TEXT;
import static io.kedang.kernel.field.FieldType.USER;
import static io.kedang.kernel.field.FieldType.WHOLE_NUMBER;
import static io.kedang.kernel.field.Secrecy.CLEAR;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What tables say of orders and their lines.
public final class OrderFields {
    /// Under which the texts have the labels of these fields.
    public static final String RECORD = "order";

    public static final Field NUMBER =
            Field.of("order", "orderNumber", TEXT, P1, CLEAR).upTo(60).asRequired();
    public static final Field ORDERED_ON = Field.of("order", "orderedOn", DATE, P1, CLEAR);
    public static final Field AMOUNT = Field.of("order", "amount", DECIMAL, P1, CLEAR);
    public static final Field CURRENCY = Field.of("order", "currency", TEXT, P1, CLEAR).upTo(10);
    public static final Field STATUS =
            Field.of("order", "status", CHOICE, P1, CLEAR)
                    .options(
                            Arrays.stream(OrderStatus.values())
                                    .map(Enum::name)
                                    .toArray(String[]::new));
    public static final Field PLACE = Field.of("order", "place", TEXT, P1, CLEAR);
    public static final Field OWNER = Field.of("order", "owner", USER, P1, CLEAR);
    public static final Field BREACH = Field.of("order", "breach", LONG_TEXT, P1, CLEAR).upTo(2000);
    public static final Field REMARK = Field.of("order", "remark", LONG_TEXT, P1, CLEAR).upTo(2000);

    public static final Field LINE_NUMBER =
            Field.of("line", "lineNumber", WHOLE_NUMBER, P1, CLEAR).notBelow(1);
    public static final Field PRODUCT_CODE =
            Field.of("line", "productCode", TEXT, P1, CLEAR).upTo(60);
    public static final Field PRODUCT_NAME =
            Field.of("line", "productName", TEXT, P1, CLEAR).upTo(300);
    public static final Field QUANTITY =
            Field.of("line", "quantity", DECIMAL, P1, CLEAR).asRequired();
    public static final Field UNIT_PRICE =
            Field.of("line", "unitPrice", DECIMAL, P1, CLEAR).asRequired();
    public static final Field LINE_AMOUNT = Field.of("line", "lineAmount", DECIMAL, P1, CLEAR);

    /// Those of an order and of its lines.
    public static final List<Field> ALL =
            List.of(
                    NUMBER,
                    ORDERED_ON,
                    AMOUNT,
                    CURRENCY,
                    STATUS,
                    PLACE,
                    OWNER,
                    BREACH,
                    REMARK,
                    LINE_NUMBER,
                    PRODUCT_CODE,
                    PRODUCT_NAME,
                    QUANTITY,
                    UNIT_PRICE,
                    LINE_AMOUNT);

    private static final int DECIMALS_OF_MONEY = 2;
    private static final int DECIMALS = 4;
    private static final long MOST_LINES = 100_000;
    private static final Map<String, String> CALLED =
            Map.of("RMB", "CNY", "人民币", "CNY", "元", "CNY", "¥", "CNY", "美元", "USD", "欧元", "EUR");
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    private OrderFields() {}

    public static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }

    /// Rules of single fields that their type alone does not hold. No digit is ever rounded away.
    public static Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed) {
        if (!(parsed instanceof Parsed.Right(var value)) || value == null) {
            return parsed;
        }
        if (is(field, CURRENCY)) {
            var code = value.toString().toUpperCase(Locale.ROOT);
            code = CALLED.getOrDefault(code, code);
            return isCurrency(code)
                    ? Parsed.right(code)
                    : Parsed.wrong(TradeProblem.CURRENCY_UNKNOWN, value);
        }
        if (is(field, LINE_NUMBER) && (Long) value > MOST_LINES) {
            return Parsed.wrong(TradeProblem.LINE_NUMBER_TOO_LARGE, MOST_LINES);
        }
        return value instanceof BigDecimal number ? exact(field, number) : parsed;
    }

    /// Whether required or not.
    private static boolean is(Field field, Field other) {
        return field.key().equals(other.key());
    }

    private static Parsed<@Nullable Object> exact(Field field, BigDecimal number) {
        boolean money = is(field, AMOUNT) || is(field, LINE_AMOUNT);
        int decimals = money ? DECIMALS_OF_MONEY : DECIMALS;
        if (number.stripTrailingZeros().scale() > decimals) {
            return Parsed.wrong(
                    money ? TradeProblem.AMOUNT_TOO_FINE : TradeProblem.NUMBER_TOO_FINE,
                    number.toPlainString());
        }
        if (!money && number.precision() - number.scale() > 14) {
            return Parsed.wrong(TradeProblem.NUMBER_TOO_LARGE, number.toPlainString());
        }
        return Parsed.right(money ? number.setScale(DECIMALS_OF_MONEY) : number);
    }
}
