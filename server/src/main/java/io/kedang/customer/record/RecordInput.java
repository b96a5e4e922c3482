package io.kedang.customer.record;

import io.kedang.kernel.FieldError;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.RequestProblem;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldInput;
import io.kedang.kernel.text.Masks;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Reads what comes from outside into values in their normal form, and collects everything that is
/// wrong instead of the first fault only.
public final class RecordInput {
    private final FieldInput input;
    private final Supplier<Map<String, Field>> fields;
    private final Set<String> ofTheAnswer;
    private final Rules rules;

    /// Rules of single fields that their type alone does not hold.
    @FunctionalInterface
    public interface Rules {
        Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed);
    }

    /// @param fields those that the record has at the moment, by key
    /// @param ofTheAnswer members of an answer that a client may send back unread
    public RecordInput(
            FieldInput input,
            Supplier<Map<String, Field>> fields,
            Set<String> ofTheAnswer,
            Rules rules) {
        this.input = input;
        this.fields = fields;
        this.ofTheAnswer = ofTheAnswer;
        this.rules = rules;
    }

    /// The values of a JSON object by field, null where a member is null. Refuses with all errors.
    ///
    /// @param kind of the record, for fields that only some kinds have
    public Map<Field, @Nullable Object> read(String kind, ObjectNode body) {
        var values = new LinkedHashMap<Field, @Nullable Object>();
        var errors = new ArrayList<FieldError>();
        var known = fields.get();
        flatten("", body, known)
                .forEach(
                        (key, node) -> {
                            var field = known.get(key);
                            if (field != null && field.written()) {
                                take(kind, field, node, values, errors);
                            } else if (!ofTheAnswer.contains(key)) {
                                errors.add(
                                        field == null
                                                ? FieldError.of(
                                                        key, RecordProblem.FIELD_UNKNOWN, key)
                                                : FieldError.of(
                                                        key, RecordProblem.FIELD_NOT_WRITTEN));
                            }
                        });
        refuse(errors);
        return values;
    }

    private void take(
            String kind,
            Field field,
            JsonNode node,
            Map<Field, @Nullable Object> values,
            List<FieldError> errors) {
        if (!field.of(kind)) {
            if (!node.isNull()) {
                errors.add(FieldError.of(field.key(), RecordProblem.FIELD_OF_OTHER_KIND));
            }
            return;
        }
        if (field.sensitive() && node.isString() && Masks.looksMasked(node.asString())) {
            errors.add(FieldError.of(field.key(), RecordProblem.MASKED_VALUE));
            return;
        }
        switch (rules.normal(field, input.read(field, node))) {
            case Parsed.Right(var value) -> {
                values.put(field, value);
                if (value == null && field.required()) {
                    errors.add(FieldError.of(field.key(), RecordProblem.FIELD_REQUIRED));
                }
            }
            case Parsed.Wrong(var problem, var arguments) ->
                    errors.add(new FieldError(field.key(), problem, arguments));
        }
    }

    public static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Refusal.of(RequestProblem.INVALID, errors);
        }
    }

    /// Refuses when one of the fields that every record must have is empty.
    ///
    /// @param values of a new record
    public static void refuseIncomplete(
            String kind, Collection<Field> fields, Map<Field, @Nullable Object> values) {
        refuse(
                fields.stream()
                        .filter(field -> field.required() && field.of(kind))
                        .filter(field -> values.get(field) == null)
                        .map(field -> FieldError.of(field.key(), RecordProblem.FIELD_REQUIRED))
                        .toList());
    }

    /// Nested members under dotted keys, unless the object is the value of a field itself, as
    /// money is.
    private static Map<String, JsonNode> flatten(
            String prefix, ObjectNode object, Map<String, Field> known) {
        var flat = new LinkedHashMap<String, JsonNode>();
        object.properties()
                .forEach(
                        member -> {
                            var key = prefix + member.getKey();
                            if (member.getValue() instanceof ObjectNode inner
                                    && !known.containsKey(key)
                                    && nests(key, known)) {
                                flat.putAll(flatten(key + ".", inner, known));
                            } else {
                                flat.put(key, member.getValue());
                            }
                        });
        return flat;
    }

    /// Whether fields stand below this key, as below `address`.
    private static boolean nests(String key, Map<String, Field> known) {
        return known.keySet().stream().anyMatch(field -> field.startsWith(key + "."));
    }
}
