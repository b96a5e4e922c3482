package io.kedang.bulk;

import io.kedang.customer.CustomerQuery;
import io.kedang.kernel.condition.Condition;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What shall become of which files.
record BulkBody(@NotNull @Valid BulkChange change, @NotNull @Valid Files files) {

    /// Either some files, or all of a list.
    ///
    /// @param ids the files; without them all that the words and the filter find
    record Files(
            @Nullable @Size(max = 10_000) List<@NotNull UUID> ids,
            @Nullable @Size(max = 200) String q,
            @Nullable Condition filter) {

        /// By an order that no change disturbs.
        CustomerQuery query(int size, @Nullable String after) {
            return new CustomerQuery(
                    Objects.requireNonNullElse(q, ""),
                    Objects.requireNonNullElse(filter, Condition.EVERYTHING),
                    "createdAt",
                    size,
                    after,
                    false,
                    List.of());
        }
    }
}
