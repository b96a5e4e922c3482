package io.kedang.classification;

import io.kedang.customer.CustomerId;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/// What is known of one customer that his class is computed from.
///
/// @param sales of the latest year, or the registered capital where no sales are known
/// @param orders in the last twelve months
record AbcFacts(
        CustomerId customer,
        @Nullable String grade,
        boolean manual,
        @Nullable String province,
        @Nullable BigDecimal sales,
        @Nullable String standing,
        @Nullable String creditRating,
        @Nullable String lifecycle,
        int orders) {}
