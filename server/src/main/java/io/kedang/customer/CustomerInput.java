package io.kedang.customer;

import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.customer.record.RecordInput;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldInput;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.text.BankAccount;
import io.kedang.kernel.text.CreditCode;
import io.kedang.kernel.text.IdNumber;
import io.kedang.kernel.text.Postcode;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Reads what comes from outside into the values of a file, for page, API and import alike.
@Component
public class CustomerInput {
    private static final Set<String> OF_THE_ANSWER =
            Set.of(
                    "id",
                    "kind",
                    "fileNumber",
                    "version",
                    "createdAt",
                    "updatedAt",
                    "grade",
                    "closed");

    private final Directory directory;
    private final RecordInput input;
    private final AddressNames addresses;

    CustomerInput(
            Directory directory, FieldInput input, AddressNames addresses, FileFields fields) {
        this.directory = directory;
        this.addresses = addresses;
        this.input = new RecordInput(input, fields::inUse, OF_THE_ANSWER, this::normal);
    }

    /// The values of a JSON object by field, null where a member is null. Refuses with all errors.
    public Map<Field, @Nullable Object> read(CustomerKind kind, ObjectNode body) {
        var values = input.read(kind.name(), body);
        RecordInput.refuse(together(values).stream().toList());
        return values;
    }

    /// Rules of values that came in together; writes some of them in their normal form.
    public Optional<FieldError> together(Map<Field, ? super String> values) {
        return addresses.tidy(values);
    }

    /// Rules of single fields that their type alone does not hold.
    public Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed) {
        if (!(parsed instanceof Parsed.Right(var value)) || value == null) {
            return parsed;
        }
        return switch (field.key()) {
            case "creditCode" -> CreditCode.parse((String) value).map(CreditCode::text);
            case "idNumber" -> idNumber((String) value);
            case "bankAccount" -> BankAccount.parse((String) value).map(BankAccount::text);
            case "address.postcode" -> Postcode.parse((String) value, "CN").map(text -> text);
            default ->
                    switch (field.type()) {
                        case USER, DEPARTMENT -> known(field, (UUID) value);
                        default -> parsed;
                    };
        };
    }

    private static Parsed<@Nullable Object> idNumber(String text) {
        return IdNumber.parse(text).map(IdNumber::text);
    }

    private Parsed<@Nullable Object> known(Field field, UUID id) {
        boolean user = field.type() == FieldType.USER;
        boolean exists =
                user
                        ? directory.findUser(id).filter(User::active).isPresent()
                        : directory.findDepartment(id).isPresent();
        return exists
                ? Parsed.right(id)
                : Parsed.wrong(
                        user ? CustomerProblem.OWNER_UNKNOWN : CustomerProblem.DEPARTMENT_UNKNOWN,
                        id);
    }
}
