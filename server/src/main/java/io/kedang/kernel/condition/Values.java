package io.kedang.kernel.condition;

import io.kedang.kernel.IsoTime;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;

/// Reads the scalars of a condition as values of a field. Each method answers null for a value that
/// is none of its kind.
final class Values {
    private static final int WHOLE_DIGITS = 18;
    private static final int FRACTION_DIGITS = 10;
    private static final Period LONGEST = Period.ofYears(200);

    private Values() {}

    /// Also a text that is a number: amounts reach programs as text.
    static @Nullable BigDecimal decimal(Object raw) {
        try {
            var number = raw instanceof BigDecimal is ? is : new BigDecimal((String) raw);
            boolean fits =
                    number.scale() <= FRACTION_DIGITS
                            && number.precision() - (long) number.scale() <= WHOLE_DIGITS;
            return fits ? number : null;
        } catch (ClassCastException | NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Long whole(Object raw) {
        try {
            var number = decimal(raw);
            return number == null ? null : number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(Object raw) {
        try {
            return IsoTime.date(raw.toString());
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Instant instant(Object raw) {
        try {
            return IsoTime.instant(raw.toString());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// A period of days and longer, at least a day and at most 200 years.
    static @Nullable Period period(Object raw) {
        try {
            var period = Period.parse(raw.toString());
            boolean forward =
                    period.getYears() >= 0
                            && period.getMonths() >= 0
                            && period.getDays() >= 0
                            && !period.isZero();
            var start = LocalDate.EPOCH;
            return forward && !start.plus(period).isAfter(start.plus(LONGEST)) ? period : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /// One user or department; `own` for the word that stands for the reader's.
    static @Nullable List<UUID> ids(Object raw, String word, List<UUID> own) {
        if (raw.equals(word)) {
            return own;
        }
        try {
            var id = UUID.fromString(raw.toString());
            return id.toString().equalsIgnoreCase(raw.toString()) ? List.of(id) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Databases store neither U+0000 nor half a surrogate pair.
    static @Nullable String text(Object raw) {
        return raw instanceof String text
                        && !text.isBlank()
                        && text.indexOf(0) < 0
                        && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)
                ? text
                : null;
    }
}
