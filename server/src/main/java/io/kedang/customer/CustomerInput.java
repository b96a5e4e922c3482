package io.kedang.customer;

import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.Problem;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldInput;
import io.kedang.kernel.text.CreditCode;
import io.kedang.kernel.text.BankAccount;
import io.kedang.kernel.text.IdNumber;
import io.kedang.kernel.text.Masks;
import io.kedang.kernel.text.Postcode;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Reads what comes from outside into values in their normal form, for page, API and import alike,
/// and collects everything that is wrong instead of the first fault only.
@Component
public class CustomerInput {
    /// Members of an answer that a client may send back unread.
    private static final Set<String> OF_THE_ANSWER =
            Set.of("id", "kind", "fileNumber", "version", "createdAt", "updatedAt", "grade");

    private final Directory directory;
    private final FieldInput input;

    CustomerInput(Directory directory, FieldInput input) {
        this.directory = directory;
        this.input = input;
    }

    /// The values of a JSON object by field, null where a member is null. Refuses with all errors.
    public Map<Field, @Nullable Object> read(CustomerKind kind, ObjectNode body) {
        var values = new LinkedHashMap<Field, @Nullable Object>();
        var errors = new ArrayList<FieldError>();
        flatten("", body)
                .forEach(
                        (key, node) -> {
                            var field = CustomerFields.find(key);
                            if (field.isEmpty()) {
                                if (!OF_THE_ANSWER.contains(key)) {
                                    errors.add(
                                            FieldError.of(key, CustomerProblem.FIELD_UNKNOWN, key));
                                }
                            } else if (!field.get().written()) {
                                if (!OF_THE_ANSWER.contains(key)) {
                                    errors.add(
                                            FieldError.of(key, CustomerProblem.FIELD_NOT_WRITTEN));
                                }
                            } else {
                                take(kind, field.get(), node, values, errors);
                            }
                        });
        refuse(errors);
        return values;
    }

    private void take(
            CustomerKind kind,
            Field field,
            JsonNode node,
            Map<Field, @Nullable Object> values,
            List<FieldError> errors) {
        if (!field.of(kind.name())) {
            if (!node.isNull()) {
                errors.add(FieldError.of(field.key(), CustomerProblem.FIELD_OF_OTHER_KIND));
            }
            return;
        }
        if (field.sensitive() && node.isString() && Masks.looksMasked(node.asString())) {
            errors.add(FieldError.of(field.key(), CustomerProblem.MASKED_VALUE));
            return;
        }
        switch (normal(field, input.read(field, node))) {
            case Parsed.Right(var value) -> {
                values.put(field, value);
                if (value == null && field.required()) {
                    errors.add(FieldError.of(field.key(), CustomerProblem.FIELD_REQUIRED));
                }
            }
            case Parsed.Wrong(var problem, var arguments) ->
                    errors.add(new FieldError(field.key(), problem, arguments));
        }
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
            case "owner" -> known(field, (UUID) value, CustomerProblem.OWNER_UNKNOWN);
            case "department" -> known(field, (UUID) value, CustomerProblem.DEPARTMENT_UNKNOWN);
            default -> parsed;
        };
    }

    private static Parsed<@Nullable Object> idNumber(String text) {
        return IdNumber.parse(text).map(IdNumber::text);
    }

    private Parsed<@Nullable Object> known(Field field, UUID id, Problem problem) {
        boolean exists =
                field.key().equals("owner")
                        ? directory.findUser(id).filter(User::active).isPresent()
                        : directory.findDepartment(id).isPresent();
        return exists ? Parsed.right(id) : Parsed.wrong(problem, id);
    }

    static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Refusal.of(RequestProblem.INVALID, errors);
        }
    }

    /// Nested members under dotted keys, unless the object is the value of a field itself, as money is.
    private static Map<String, JsonNode> flatten(String prefix, ObjectNode object) {
        var flat = new LinkedHashMap<String, JsonNode>();
        object.properties()
                .forEach(
                        member -> {
                            var key = prefix + member.getKey();
                            if (member.getValue() instanceof ObjectNode inner
                                    && CustomerFields.find(key).isEmpty()
                                    && CustomerFields.nests(key)) {
                                flat.putAll(flatten(key + ".", inner));
                            } else {
                                flat.put(key, member.getValue());
                            }
                        });
        return flat;
    }
}
