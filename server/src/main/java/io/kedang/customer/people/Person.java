package io.kedang.customer.people;

import io.kedang.access.policy.FieldSight;
import io.kedang.customer.record.Content;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A person as he stands in the database. He is his own data subject.
///
/// @param sight what the policies let the one see who read him: what some file that he is in shows
public record Person(
        PersonId id,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant voidedAt,
        @Nullable String voidReason,
        Content content,
        FieldSight sight) {

    public String name() {
        return (String) content.clear().getOrDefault(PersonFields.NAME.key(), "");
    }

    /// The person after one more change.
    Person changed(Content newContent, Instant now) {
        return new Person(id, version + 1, createdAt, now, voidedAt, voidReason, newContent, sight);
    }

    /// The person after he went to the recycle bin, or came back.
    Person moved(@Nullable Instant voided, @Nullable String reason, Instant now) {
        return new Person(id, version + 1, createdAt, now, voided, reason, content, sight);
    }
}
