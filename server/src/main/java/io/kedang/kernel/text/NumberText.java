package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// An exact number as people write it: `1234.5`, `1,234.50`, `１２３`, `500万`, `1.2亿`,
/// `¥3,000元`. Estimates (约五百万, 500多万), numbers in words, percentages and what a spreadsheet
/// has shortened to `1.2E+10` are refused.
public final class NumberText {
    private static final int LONGEST = 60;
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?:¥|RMB|CNY)? ?([+-]?) ?(?:¥"
                            + " ?)?(\\d{1,3}(?:,\\d{3})+|\\d+|(?=\\.\\d))(\\.\\d+)? ?(万亿|亿|万)?"
                            + " ?(?:元|圆|人民币)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern VAGUE =
            Pattern.compile(".*(?:约|大概|左右|上下|以上|以下|以内|多|余|近|几|不足|超过|[~±<>≥≤≈+]).*");

    private NumberText() {}

    public static Parsed<BigDecimal> decimal(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.NUMBER_FORM);
        }
        if (narrow.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        if (narrow.length() > LONGEST) {
            return Parsed.wrong(
                    Typed.isDigits(narrow)
                            ? ValueProblem.NUMBER_TOO_LARGE
                            : ValueProblem.NUMBER_FORM);
        }
        var parts = NUMBER.matcher(narrow);
        if (!parts.matches()) {
            return Parsed.wrong(
                    VAGUE.matcher(narrow).matches() && !narrow.matches("(?i).*\\dE\\+?\\d+")
                            ? ValueProblem.NUMBER_VAGUE
                            : ValueProblem.NUMBER_FORM);
        }
        var whole = parts.group(2).replace(",", "");
        var fraction = parts.group(3) == null ? "" : parts.group(3);
        var number = new BigDecimal(parts.group(1) + (whole.isEmpty() ? "0" : whole) + fraction);
        return Parsed.right(plain(number.scaleByPowerOfTen(power(parts.group(4)))));
    }

    public static Parsed<Long> whole(String typed) {
        return switch (decimal(typed)) {
            case Parsed.Wrong<BigDecimal>(var problem, var arguments) ->
                    new Parsed.Wrong<>(problem, arguments);
            case Parsed.Right<BigDecimal>(var number) -> whole(number);
        };
    }

    /// Refuses a number below zero; hands on everything else.
    public static <N extends Number> Parsed<N> notNegative(Parsed<N> parsed) {
        return parsed instanceof Parsed.Right<N>(var number)
                        && new BigDecimal(number.toString()).signum() < 0
                ? Parsed.wrong(ValueProblem.NUMBER_NEGATIVE)
                : parsed;
    }

    private static Parsed<Long> whole(BigDecimal number) {
        if (number.stripTrailingZeros().scale() > 0) {
            return Parsed.wrong(ValueProblem.NUMBER_NOT_WHOLE);
        }
        return number.precision() - number.scale() > 18
                ? Parsed.wrong(ValueProblem.NUMBER_TOO_LARGE)
                : Parsed.right(number.longValueExact());
    }

    private static int power(@org.jspecify.annotations.Nullable String unit) {
        return switch (unit) {
            case "万" -> 4;
            case "亿" -> 8;
            case "万亿" -> 12;
            case null, default -> 0;
        };
    }

    /// Without a negative scale, whose text would be `5E+6`.
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
