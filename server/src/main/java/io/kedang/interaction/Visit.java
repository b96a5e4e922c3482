package io.kedang.interaction;

import io.kedang.customer.CustomerId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// 拜访: who of us saw whom of the customer, where, and what came of it.
public record Visit(
        UUID id,
        CustomerId customer,
        LocalDate visitedOn,
        @Nullable String place,
        List<String> peopleMet,
        String summary,
        @Nullable UUID recordedBy) {
    public Visit {
        peopleMet = List.copyOf(peopleMet);
    }
}
