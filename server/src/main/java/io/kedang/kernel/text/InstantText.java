package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/// A point in time: a date as in [DateText], then `16:30`, `16:30:05`, `下午4:30`, `16时30分` with
/// `T` or a blank between, and an offset (`Z`, `+08:00`) or none. A date alone is its first moment.
public final class InstantText {
    private static final Pattern TIME =
            Pattern.compile(
                    "T? ?(上午|下午|晚上|[AP]M )? ?(\\d{1,2})[:时点] ?(?:(\\d{1,2})(?:[:分] ?(?:(\\d{1,2})"
                            + "(?:[.,](\\d{1,9}))?秒?)?)?)? ?([AP]M)? ?(Z|[+-]\\d{2}:?\\d{2})?",
                    Pattern.CASE_INSENSITIVE);

    private record Time(LocalTime time, @Nullable ZoneOffset offset) {}

    private InstantText() {}

    /// @param zone where a time without an offset counts. An hour that daylight saving skips is
    ///     moved on by its length; of a doubled one the first is meant.
    public static Parsed<Instant> parse(String typed, ZoneId zone) {
        return switch (DateText.split(typed)) {
            case Parsed.Wrong<DateText.Split>(var problem, var arguments) ->
                    new Parsed.Wrong<>(problem, arguments);
            case Parsed.Right<DateText.Split>(var split) -> {
                var time = time(split.time());
                yield time == null
                        ? Parsed.wrong(ValueProblem.TIME_FORM)
                        : Parsed.right(at(split.date(), time, zone));
            }
        };
    }

    static boolean isTime(String text) {
        return time(text) != null;
    }

    private static Instant at(LocalDate date, Time time, ZoneId zone) {
        var local = date.atTime(time.time());
        return time.offset() == null
                ? local.atZone(zone).toInstant()
                : local.toInstant(time.offset());
    }

    private static @Nullable Time time(String text) {
        if (text.isEmpty()) {
            return new Time(LocalTime.MIDNIGHT, null);
        }
        var parts = TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int hour = Integer.parseInt(parts.group(2));
        var half = half(parts.group(1) == null ? parts.group(6) : parts.group(1));
        int minute = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        int second = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
        if (half != null && (hour == 0 && half == Half.SECOND || hour > 12)) {
            return null;
        }
        if (half != null) {
            hour = hour % 12 + (half == Half.SECOND ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        var offset = parts.group(7);
        if (offset != null && !offset.matches("(?i)Z|[+-](?:0\\d|1[0-7]):?[0-5]\\d|[+-]18:?00")) {
            return null;
        }
        return new Time(
                LocalTime.of(hour, minute, second, nanos(parts.group(5))),
                offset == null ? null : offset(offset));
    }

    private enum Half {
        FIRST,
        SECOND
    }

    private static @Nullable Half half(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return switch (word.strip()) {
            case "上午", "AM", "am", "Am", "aM" -> Half.FIRST;
            default -> Half.SECOND;
        };
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static ZoneOffset offset(String text) {
        return text.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}
