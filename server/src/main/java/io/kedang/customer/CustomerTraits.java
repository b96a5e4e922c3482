package io.kedang.customer;

import io.kedang.kernel.field.Field;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// By what a file is recognised: nothing of it is sensitive in clear.
///
/// @param nameMatch what two spellings of one name have in common
/// @param mobile keyed token of the personal mobile
public record CustomerTraits(
        @Nullable String externalNumber,
        @Nullable String creditCode,
        @Nullable Long mobile,
        @Nullable String nameMatch) {

    /// @param values in their normal form
    public static CustomerTraits of(
            CustomerKind kind, Map<Field, ? extends @Nullable Object> values, PhoneTokens tokens) {
        var name = (String) values.get(CustomerFields.get("name"));
        return new CustomerTraits(
                (String) values.get(CustomerFields.get("externalNumber")),
                (String) values.get(CustomerFields.get("creditCode")),
                mobile(kind, values, tokens),
                name == null ? null : Derived.nameMatch(kind, name));
    }

    private static @Nullable Long mobile(
            CustomerKind kind, Map<Field, ? extends @Nullable Object> values, PhoneTokens tokens) {
        var field = CustomerFields.get("mobile");
        var number = (String) values.get(field);
        if (number == null || !CustomerSeal.isSealed(kind, field, number)) {
            return null;
        }
        return tokens.whole(field.key(), number);
    }
}
