package io.kedang.customer.duplicate;

import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.CustomerTraits;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.text.CreditCode;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.sealing.PhoneTokens;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What somebody has typed of a customer so far. What is only half typed is no trait yet.
public record Typed(
        @Nullable CustomerKind kind,
        @Nullable @Size(max = 500) String name,
        @Nullable @Size(max = 200) String externalNumber,
        @Nullable @Size(max = 100) String creditCode,
        @Nullable @Size(max = 100) String mobile,
        @Nullable @Size(max = 100) String phone,
        @Nullable @Size(max = 100) String fax,
        @Nullable @Size(max = 400) String email) {

    CustomerTraits traits(PhoneTokens tokens) {
        var values = new HashMap<Field, Object>();
        put(values, "name", name);
        put(values, "externalNumber", externalNumber);
        put(values, "creditCode", code(creditCode));
        put(values, "mobile", number(mobile));
        put(values, "phone", number(phone));
        put(values, "fax", number(fax));
        return CustomerTraits.of(kind == null ? CustomerKind.ORGANISATION : kind, values, tokens);
    }

    private static void put(Map<Field, Object> values, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(CustomerFields.find(key).orElseThrow(), value.strip());
        }
    }

    private static @Nullable String code(@Nullable String typed) {
        return typed != null && CreditCode.parse(typed) instanceof Parsed.Right(CreditCode code)
                ? code.text()
                : null;
    }

    private static @Nullable String number(@Nullable String typed) {
        return typed != null && PhoneNumber.parse(typed) instanceof Parsed.Right(PhoneNumber number)
                ? number.text()
                : null;
    }
}
