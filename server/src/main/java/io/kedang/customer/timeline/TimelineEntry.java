package io.kedang.customer.timeline;

import io.kedang.customer.record.RevisionView;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Something that happened to a customer, as the reader may see it.
///
/// @param at when; where only the day is known, its last moment in the company's zone
/// @param day where only that is known
/// @param by who did it or entered it
/// @param subject the file, person, order or visit
/// @param name of the subject; null for the file itself and for what has none
/// @param revision what was changed; null where something took place
/// @param thing what took place; null where something was changed
public record TimelineEntry(
        TimelineKind kind,
        Instant at,
        @Nullable LocalDate day,
        RevisionView.Person by,
        UUID subject,
        @Nullable String name,
        @Nullable RevisionView revision,
        @Nullable Object thing) {

    /// A change of the subject.
    public static TimelineEntry changed(
            TimelineKind kind, UUID subject, @Nullable String name, RevisionView revision) {
        return new TimelineEntry(
                kind, revision.enteredAt(), null, revision.by(), subject, name, revision, null);
    }

    /// What took place on a day of which nobody knows the hour. It stands above what was changed on
    /// that day.
    public static TimelineEntry onDay(
            TimelineKind kind,
            LocalDate day,
            ZoneId zone,
            RevisionView.Person by,
            UUID subject,
            @Nullable String name,
            Object thing) {
        var last = day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        return new TimelineEntry(kind, last, day, by, subject, name, null, thing);
    }
}
