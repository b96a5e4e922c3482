package io.kedang.customer;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.sealing.FieldCipher;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.UUID;

/// Decides which values of a file are sealed, and seals and opens them with the key of the file's
/// data subject. What it opens must be masked or entered in the audit by whoever asks.
@Component
class CustomerSeal {
    private static final String TABLE = "customer|";

    private final FieldCipher cipher;

    CustomerSeal(FieldCipher cipher) {
        this.cipher = cipher;
    }

    static boolean isSealed(CustomerKind kind, Field field, Object value) {
        return switch (field.secrecy()) {
            case CLEAR -> false;
            case SEALED -> true;
            case SEALED_FOR_PERSONS -> kind == CustomerKind.PERSON;
            case SEALED_IF_MOBILE ->
                    kind == CustomerKind.PERSON
                            || field.type() == FieldType.PHONE
                                    && PhoneNumber.isPersonalMobile((String) value);
        };
    }

    String seal(CustomerId customer, Field field, Object value) {
        return cipher.seal(customer.value(), TABLE + field.key(), text(value));
    }

    Object open(CustomerId customer, Field field, String sealed) {
        return open(customer.value(), field, sealed);
    }

    /// The value of the field in clear, whether it is sealed or not.
    @Nullable Object open(Customer customer, Field field) {
        var sealed = customer.sealed().get(field.key());
        return sealed == null
                ? customer.clear(field.key())
                : open(customer.id().value(), field, sealed);
    }

    private Object open(UUID subject, Field field, String sealed) {
        var text = cipher.unseal(subject, TABLE + field.key(), sealed);
        var value = FieldJson.read(field, text);
        return java.util.Objects.requireNonNull(value);
    }

    private static String text(Object value) {
        return String.valueOf(FieldJson.write(value));
    }
}
