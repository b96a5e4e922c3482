package io.kedang.kernel.condition;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/// Spans of the calendar that have a name; weeks begin on Monday.
enum CalendarSpan {
    YESTERDAY("yesterday", Unit.DAY, -1),
    TODAY("today", Unit.DAY, 0),
    TOMORROW("tomorrow", Unit.DAY, 1),
    LAST_WEEK("lastWeek", Unit.WEEK, -1),
    THIS_WEEK("thisWeek", Unit.WEEK, 0),
    NEXT_WEEK("nextWeek", Unit.WEEK, 1),
    LAST_MONTH("lastMonth", Unit.MONTH, -1),
    THIS_MONTH("thisMonth", Unit.MONTH, 0),
    NEXT_MONTH("nextMonth", Unit.MONTH, 1),
    LAST_QUARTER("lastQuarter", Unit.QUARTER, -1),
    THIS_QUARTER("thisQuarter", Unit.QUARTER, 0),
    NEXT_QUARTER("nextQuarter", Unit.QUARTER, 1),
    LAST_YEAR("lastYear", Unit.YEAR, -1),
    THIS_YEAR("thisYear", Unit.YEAR, 0),
    NEXT_YEAR("nextYear", Unit.YEAR, 1);

    private enum Unit {
        DAY(Period.ofDays(1)),
        WEEK(Period.ofWeeks(1)),
        MONTH(Period.ofMonths(1)),
        QUARTER(Period.ofMonths(3)),
        YEAR(Period.ofYears(1));

        private final Period length;

        Unit(Period length) {
            this.length = length;
        }

        private LocalDate start(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }

    private final String word;
    private final Unit unit;
    private final int offset;

    CalendarSpan(String word, Unit unit, int offset) {
        this.word = word;
        this.unit = unit;
        this.offset = offset;
    }

    static Optional<CalendarSpan> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    LocalDate firstDay(LocalDate today) {
        return unit.start(today).plus(unit.length.multipliedBy(offset));
    }

    LocalDate dayAfter(LocalDate today) {
        return firstDay(today).plus(unit.length);
    }
}
