package io.kedang.customer.record;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A revision as a reader gets it.
public record RevisionView(
        int number,
        Person by,
        Instant learnedAt,
        Instant enteredAt,
        String source,
        String channel,
        int confidence,
        @Nullable String reason,
        List<Change> changes) {

    /// @param before as it is shown to the reader, and `after`
    /// @param customer whom a change of a position is about; null for changes of the record itself
    public record Change(
            String field,
            @Nullable Object before,
            @Nullable Object after,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID customer) {}

    public record Person(@Nullable UUID id, String name) {}

    /// @param next where the next page starts, null on the last one
    public record Page(List<RevisionView> items, @Nullable Integer next) {
        /// A page of at most `size`; fewer are the last ones.
        public static Page of(List<RevisionView> items, int size) {
            return new Page(items, items.size() < size ? null : items.getLast().number());
        }
    }
}
