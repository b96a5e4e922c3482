package io.kedang.classification;

import io.kedang.customer.CustomerId;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;

/// What is known of one customer that his class is computed from.
///
/// @param sales of the latest year, or the registered capital where no sales are known
/// @param orders in the last twelve months
/// @param ordersEver since the relation began
/// @param lastOrderOn null when he never ordered
/// @param fileNumber the lower, the longer known
record AbcFacts(
        CustomerId customer,
        @Nullable String grade,
        boolean manual,
        @Nullable String province,
        @Nullable BigDecimal sales,
        @Nullable String standing,
        @Nullable String creditRating,
        @Nullable String lifecycle,
        int orders,
        int ordersEver,
        @Nullable LocalDate lastOrderOn,
        String fileNumber) {
    /// Who comes first among those with the same score: who has ordered more often, then more
    /// recently, then who has been known longer. No two customers are equal by it.
    static final Comparator<AbcFacts> AMONG_EQUALS =
            Comparator.comparingInt(AbcFacts::ordersEver)
                    .reversed()
                    .thenComparing(
                            AbcFacts::lastOrderOn, Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(AbcFacts::fileNumber);
}
