package io.kedang.customer.record;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.text.Masks;

/// What a reader sees of a sensitive value, on every surface alike.
public final class FieldMask {
    private FieldMask() {}

    public static String of(Field field, Object value) {
        var text = String.valueOf(FieldJson.write(value));
        return switch (field.key()) {
            case "idNumber" -> Masks.idNumber(text);
            case "bankAccount" -> Masks.bankAccount(text);
            case "birthDate" -> Masks.birthDate(text);
            case "address", "address.street" -> Masks.address(text);
            default ->
                    switch (field.type()) {
                        case PHONE -> Masks.phone(text);
                        case EMAIL -> Masks.email(text);
                        default -> Masks.HIDDEN;
                    };
        };
    }
}
