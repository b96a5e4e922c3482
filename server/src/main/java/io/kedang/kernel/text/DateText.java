package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date as people and files write it, year first: `2026-07-05`, `2026/7/5`, `2026.7.5`,
/// `2026年7月5日`, `20260705`, each with or without a time behind, which is dropped. Orders that
/// could be read in two ways (`7/5/2026`, `26-7-5`) are refused.
public final class DateText {
    static final int LONGEST = 60;
    private static final Pattern DATE =
            Pattern.compile(
                    "(\\d{4}) ?(?:([-/.]) ?(\\d{1,2}) ?\\2 ?(\\d{1,2})(?![\\d/.-])|年 ?(\\d{1,2}) ?月"
                            + " ?(\\d{1,2}) ?[日号]|(\\d{2})(\\d{2})(?![\\d/.-]))(.*)");

    /// A date and what stands behind it.
    record Split(LocalDate date, String time) {}

    private DateText() {}

    public static Parsed<LocalDate> parse(String typed) {
        return switch (split(typed)) {
            case Parsed.Wrong<Split>(var problem, var arguments) ->
                    new Parsed.Wrong<>(problem, arguments);
            case Parsed.Right<Split>(var split) ->
                    InstantText.isTime(split.time())
                            ? Parsed.right(split.date())
                            : Parsed.wrong(ValueProblem.DATE_FORM);
        };
    }

    static Parsed<Split> split(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null || narrow.length() > LONGEST) {
            return Parsed.wrong(ValueProblem.DATE_FORM);
        }
        if (narrow.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        var parts = DATE.matcher(narrow);
        if (!parts.matches() || parts.group(1).compareTo("1000") < 0) {
            return Parsed.wrong(ValueProblem.DATE_FORM);
        }
        int year = Integer.parseInt(parts.group(1));
        int month = number(parts, 3, 5, 7);
        int day = number(parts, 4, 6, 8);
        var date = date(year, month, day);
        return date == null
                ? Parsed.wrong(
                        ValueProblem.DATE_ABSENT,
                        Integer.toString(year),
                        Integer.toString(month),
                        Integer.toString(day))
                : Parsed.right(new Split(date, parts.group(9).strip()));
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher parts, int... groups) {
        for (int group : groups) {
            if (parts.group(group) != null) {
                return Integer.parseInt(parts.group(group));
            }
        }
        throw new IllegalStateException("one of the forms has matched");
    }
}
