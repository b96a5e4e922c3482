package io.kedang.customer.record;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.kedang.kernel.Actor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// One accepted change of a record. The number of changes is what a controlled document calls
/// 修改处数.
public record Revision(
        UUID subject,
        int number,
        @Nullable UUID changedBy,
        String changedByName,
        Instant learnedAt,
        Instant enteredAt,
        String source,
        Actor.Channel channel,
        int confidence,
        @Nullable String reason,
        List<FieldChange> changes) {

    /// By whoever acts now.
    ///
    /// @param number the version that the change makes
    public static Revision of(
            UUID subject, int number, Instant now, Origin origin, List<FieldChange> changes) {
        return by(Actor.current(), subject, number, now, origin, changes);
    }

    /// The record goes to the recycle bin, or comes back.
    ///
    /// @param number the version that the move makes
    public static Revision moved(
            UUID subject, int number, Instant now, Origin origin, boolean goes) {
        return of(
                subject,
                number,
                now,
                origin,
                List.of(new FieldChange("voided", !goes, goes, false)));
    }

    /// A change on behalf of `actor`, for work on several threads.
    public static Revision by(
            Actor actor,
            UUID subject,
            int number,
            Instant now,
            Origin origin,
            List<FieldChange> changes) {
        var learned = origin.learnedAt() == null ? now : origin.learnedAt();
        return new Revision(
                subject,
                number,
                actor.user(),
                actor.name(),
                learned.truncatedTo(ChronoUnit.MICROS),
                now,
                origin.source(),
                origin.channel(),
                origin.confidence(),
                origin.reason(),
                changes);
    }

    /// The same revision with what it did to one field.
    public Revision only(String field) {
        return only(change -> change.field().equals(field));
    }

    public Revision only(Predicate<FieldChange> kept) {
        return new Revision(
                subject,
                number,
                changedBy,
                changedByName,
                learnedAt,
                enteredAt,
                source,
                channel,
                confidence,
                reason,
                changes.stream().filter(kept).toList());
    }

    /// @param before JSON form of the value, or the ciphertext where `sealed`
    /// @param customer whom a change of a position is about; null for changes of the record itself
    public record FieldChange(
            String field,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object before,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object after,
            boolean sealed,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID customer) {

        public FieldChange(
                String field, @Nullable Object before, @Nullable Object after, boolean sealed) {
            this(field, before, after, sealed, null);
        }
    }
}
