package io.kedang.customer.people;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What somebody does next: the position that he begins, and the one that ends with it.
///
/// @param from where he is now; null where he holds one position only, or none
/// @param values of the new position; what a step up at the same customer doesn't name stays
public record Move(@Nullable CustomerId from, CustomerId to, Map<Field, @Nullable Object> values) {}
