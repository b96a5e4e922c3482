package io.kedang.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;

/// Dates and instants in ISO 8601, as programs send them: of the years 1 to 9999, which every
/// database can store. Throws [DateTimeException] for anything else.
public final class IsoTime {
    private IsoTime() {}

    public static LocalDate date(String text) {
        return inRange(LocalDate.parse(text));
    }

    /// With its offset; to the microsecond, which is as fine as the databases store.
    public static Instant instant(String text) {
        return inRange(OffsetDateTime.parse(text)).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static <T extends Temporal> T inRange(T time) {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw new DateTimeException("year " + year);
        }
        return time;
    }
}
