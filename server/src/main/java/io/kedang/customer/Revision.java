package io.kedang.customer;

import io.kedang.kernel.Actor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One accepted change of a file. The number of changes is what a controlled document calls 修改处数.
public record Revision(
        CustomerId customer,
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

    /// The same revision with what it did to one field.
    Revision only(String field) {
        return new Revision(
                customer,
                number,
                changedBy,
                changedByName,
                learnedAt,
                enteredAt,
                source,
                channel,
                confidence,
                reason,
                changes.stream().filter(change -> change.field().equals(field)).toList());
    }

    /// @param before JSON form of the value, or the ciphertext where `sealed`
    public record FieldChange(
            String field, @Nullable Object before, @Nullable Object after, boolean sealed) {}
}
