package io.kedang.intake.table.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The one text of a value of a workbook, the same in all formats: numbers plain and in the 15
/// digits that spreadsheet programs show, dates as 2026-07-01, moments as 2026-07-01 14:05:00.
final class CellText {
    private static final MathContext SHOWN = new MathContext(15);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final double LAST_SERIAL = 2_958_466;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /// From here on a floating-point number no longer holds every digit.
    private static final double EXACT = 1e15;

    private CellText() {}

    /// @param digitsLost whether the number was too long for the workbook: its last digits are not
    ///     those that somebody typed
    record Number(String text, boolean digitsLost) {}

    static Number number(double value, CellFormat format, boolean from1904) {
        if (!Double.isFinite(value)) {
            return new Number("", false);
        }
        if (format.kind() != CellFormat.Kind.NUMBER) {
            return new Number(temporal(value, format.kind(), from1904), false);
        }
        boolean lost = Math.abs(value) >= EXACT && value == Math.rint(value);
        return new Number(zeros(plain(new BigDecimal(value)), format.zeros()), lost);
    }

    /// A number as a file spells it: whole numbers keep all their digits, which other programs than
    /// spreadsheets do write.
    static Number number(String raw, CellFormat format, boolean from1904) {
        double value = Double.parseDouble(raw);
        boolean whole = raw.length() < 40 && raw.chars().allMatch(c -> c >= '0' && c <= '9');
        if (whole && format.kind() == CellFormat.Kind.NUMBER) {
            return new Number(zeros(new BigDecimal(raw).toPlainString(), format.zeros()), false);
        }
        if (format.kind() == CellFormat.Kind.NUMBER
                && raw.length() < 40
                && Double.isFinite(value)) {
            boolean lost = Math.abs(value) >= EXACT && value == Math.rint(value);
            return new Number(zeros(plain(new BigDecimal(raw)), format.zeros()), lost);
        }
        return number(value, format, from1904);
    }

    private static String plain(BigDecimal value) {
        var shown = value.round(SHOWN);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    private static String zeros(String digits, int least) {
        boolean whole = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return whole && digits.length() < least
                ? "0".repeat(least - digits.length()) + digits
                : digits;
    }

    private static String temporal(double serial, CellFormat.Kind kind, boolean from1904) {
        if (kind == CellFormat.Kind.ELAPSED) {
            return clock(Math.round(serial * DAY));
        }
        if (serial < 0 || serial >= LAST_SERIAL) {
            return plain(new BigDecimal(serial));
        }
        long days = (long) Math.floor(serial);
        long millis = Math.round((serial - days) * DAY);
        if (millis == DAY) {
            days++;
            millis = 0;
        }
        if (kind == CellFormat.Kind.TIME || days == 0 && !from1904 && millis > 0) {
            return clock(millis);
        }
        var date = date(days, from1904);
        return kind == CellFormat.Kind.DATE
                ? date.toString()
                : moment(date.atStartOfDay().plus(Duration.ofMillis(millis)));
    }

    /// Spreadsheets know a 29 February 1900; the days before it are one off.
    private static LocalDate date(long days, boolean from1904) {
        if (from1904) {
            return EPOCH_1904.plusDays(days);
        }
        return EPOCH_1900.plusDays(days < 60 ? days + 1 : days);
    }

    static String moment(LocalDateTime moment) {
        return MOMENT.format(moment);
    }

    private static String clock(long millis) {
        long seconds = Math.abs(millis) / 1000;
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                millis < 0 ? "-" : "",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60);
    }

    static String clock(Duration duration) {
        return clock(duration.toMillis());
    }

    /// A date or moment in ISO 8601 as files spell it; anything else stays as it is.
    static String iso(String raw) {
        try {
            if (raw.length() <= 10) {
                return LocalDate.parse(raw).toString();
            }
            var plain = raw.endsWith("Z") ? raw.substring(0, raw.length() - 1) : raw;
            var moment = LocalDateTime.parse(plain);
            return moment.toLocalTime().toSecondOfDay() == 0
                    ? moment.toLocalDate().toString()
                    : moment(moment);
        } catch (java.time.format.DateTimeParseException e) {
            return raw;
        }
    }
}
