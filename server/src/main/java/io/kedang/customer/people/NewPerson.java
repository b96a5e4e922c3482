package io.kedang.customer.people;

import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// A person to be entered at a customer together with many others.
///
/// @param id one that nobody has yet
/// @param values of the person and of the position, in their normal form ([PersonInput#normal]);
/// the name at least. Without `position.since` it is unknown since when he is there
public record NewPerson(
        PersonId id, CustomerId customer, Map<Field, @Nullable Object> values, Origin origin) {}
