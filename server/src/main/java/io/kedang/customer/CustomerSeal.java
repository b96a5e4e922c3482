package io.kedang.customer;

import io.kedang.customer.record.RecordSeal;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.FieldCipher;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Seals and opens the values of a file with the key of the file's data subject. What it opens must
/// be masked or entered in the audit by whoever asks.
@Component
class CustomerSeal {
    private final RecordSeal seal;

    CustomerSeal(FieldCipher cipher) {
        seal = new RecordSeal(cipher, Customers.KIND);
    }

    RecordSeal ofRecord() {
        return seal;
    }

    static boolean isPrivate(CustomerKind kind) {
        return kind == CustomerKind.PERSON;
    }

    static boolean isSealed(CustomerKind kind, Field field, Object value) {
        return RecordSeal.isSealed(field, isPrivate(kind), value);
    }

    /// The value of the field in clear, whether it is sealed or not.
    @Nullable Object open(Customer customer, Field field) {
        var sealed = customer.sealed().get(field.key());
        return sealed == null
                ? customer.clear(field.key())
                : seal.open(customer.id().value(), field, sealed);
    }
}
