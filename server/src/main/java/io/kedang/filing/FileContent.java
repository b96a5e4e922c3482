package io.kedang.filing;

import io.kedang.customer.Customer;
import io.kedang.customer.people.Contact;
import io.kedang.customer.people.PersonId;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.field.Field;
import io.kedang.trade.Order;
import io.kedang.trade.Orders;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Everything of one file that its form shows.
///
/// @param values of the customer's fields, in the form that answers have; masked or revealed
/// @param valuesOf the same of his people and their positions
/// @param first the revision that opened the file
/// @param newest the one that made it what it is
record FileContent(
        Customer customer,
        Function<Field, @Nullable Object> values,
        List<Contact> people,
        BiFunction<Contact, Field, @Nullable Object> valuesOf,
        List<Order> orders,
        List<Orders.Total> totals,
        Function<UUID, String> userNames,
        Revision first,
        Revision newest) {

    /// What a reveal answered goes before what is shown anyway.
    static Function<Field, @Nullable Object> revealed(
            Map<String, Object> revealed, Function<Field, @Nullable Object> shown) {
        return field ->
                revealed.containsKey(field.key()) ? revealed.get(field.key()) : shown.apply(field);
    }

    static BiFunction<Contact, Field, @Nullable Object> revealedOf(
            Map<PersonId, Map<String, Object>> revealed,
            BiFunction<Contact, Field, @Nullable Object> shown) {
        return (contact, field) ->
                revealed(
                                revealed.getOrDefault(contact.person().id(), Map.of()),
                                other -> shown.apply(contact, other))
                        .apply(field);
    }
}
