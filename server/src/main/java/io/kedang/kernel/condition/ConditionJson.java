package io.kedang.kernel.condition;

import io.kedang.kernel.Problem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Conditions from and to JSON. Reading refuses every member, operator and shape that it does not
/// know, and whatever is too deep or too large; fields and types are the catalogue's matter.
public final class ConditionJson {
    static final int MAX_DEPTH = 10;
    static final int MAX_NODES = 200;
    static final int MAX_TEXT = 1_000;
    static final int MAX_LIST = 1_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(4 * MAX_DEPTH)
                                                    .maxDocumentLength(1_000_000)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private int nodes;

    private ConditionJson() {}

    public static Condition read(String json) {
        try {
            return read(MAPPER.readTree(json));
        } catch (JacksonException e) {
            throw new Refusal(ConditionProblem.UNREADABLE, e.getOriginalMessage());
        }
    }

    public static Condition read(JsonNode json) {
        return new ConditionJson().condition(json, "", 1);
    }

    public static String write(Condition condition) {
        return MAPPER.writeValueAsString(condition);
    }

    private Condition condition(JsonNode json, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw refusal(ConditionProblem.TOO_DEEP, path, MAX_DEPTH);
        }
        if (++nodes > MAX_NODES) {
            throw refusal(ConditionProblem.TOO_LARGE, path, MAX_NODES);
        }
        if (json.has("and")) {
            members(json, path, "and");
            return new Condition.And(list(json.get("and"), path + "/and", depth));
        }
        if (json.has("or")) {
            members(json, path, "or");
            if (json.get("or").isEmpty()) {
                throw wrongShape(path + "/or");
            }
            return new Condition.Or(list(json.get("or"), path + "/or", depth));
        }
        if (json.has("not")) {
            members(json, path, "not");
            return new Condition.Not(condition(json.get("not"), path + "/not", depth + 1));
        }
        if (json.has("related")) {
            return related(json, path, depth);
        }
        members(json, path, "field", "op", "value");
        var operator = operator(json, path);
        return new Condition.Compare(
                text(json, "field", path), operator, values(json, operator, path));
    }

    private Condition related(JsonNode json, String path, int depth) {
        members(json, path, "related", "where", "aggregate", "of", "op", "value");
        var where = json.get("where");
        var word = text(json, "aggregate", path);
        var aggregate =
                Aggregate.find(word)
                        .orElseThrow(() -> refusal(ConditionProblem.UNKNOWN_AGGREGATE, path, word));
        var of = json.has("of") ? text(json, "of", path) : null;
        if ((aggregate == Aggregate.COUNT) != (of == null)) {
            throw wrongShape(path);
        }
        var operator = operator(json, path);
        return new Condition.Related(
                text(json, "related", path),
                where == null ? Condition.EVERYTHING : condition(where, path + "/where", depth + 1),
                aggregate,
                of,
                operator,
                values(json, operator, path));
    }

    private List<Condition> list(JsonNode json, String path, int depth) {
        if (!json.isArray()) {
            throw wrongShape(path);
        }
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < json.size(); i++) {
            conditions.add(condition(json.get(i), path + "/" + i, depth + 1));
        }
        return conditions;
    }

    private static List<Object> values(JsonNode json, Operator operator, String path) {
        var value = json.get("value");
        boolean fits =
                switch (operator.takes()) {
                    case NOTHING -> value == null;
                    case ONE -> value != null && !value.isArray();
                    case TWO -> value != null && value.isArray() && value.size() == 2;
                    case SEVERAL -> value != null && value.isArray() && !value.isEmpty();
                };
        if (!fits) {
            throw refusal(ConditionProblem.WRONG_NUMBER_OF_VALUES, path, operator.word());
        }
        if (value == null) {
            return List.of();
        }
        if (value.size() > MAX_LIST) {
            throw refusal(ConditionProblem.LIST_TOO_LONG, path, MAX_LIST);
        }
        return value.isArray()
                ? value.valueStream().map(each -> scalar(each, path)).toList()
                : List.of(scalar(value, path));
    }

    private static Object scalar(JsonNode json, String path) {
        if (json.isString()) {
            var text = json.stringValue();
            if (text.length() > MAX_TEXT) {
                throw refusal(ConditionProblem.TEXT_TOO_LONG, path, MAX_TEXT);
            }
            return text;
        }
        if (json.isNumber()) {
            return json.decimalValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        throw wrongShape(path + "/value");
    }

    private static Operator operator(JsonNode json, String path) {
        var word = text(json, "op", path);
        return Operator.find(word)
                .orElseThrow(() -> refusal(ConditionProblem.UNKNOWN_OPERATOR, path, word));
    }

    private static String text(JsonNode json, String member, String path) {
        var value = json.get(member);
        if (value == null || !value.isString() || value.stringValue().length() > MAX_TEXT) {
            throw wrongShape(path + "/" + member);
        }
        return value.stringValue();
    }

    private static void members(JsonNode json, String path, String... known) {
        if (!json.isObject() || !Set.of(known).containsAll(json.propertyNames())) {
            throw wrongShape(path);
        }
    }

    private static Refusal wrongShape(String path) {
        return refusal(ConditionProblem.WRONG_SHAPE, path, path.isEmpty() ? "/" : path);
    }

    static Refusal refusal(Problem problem, String path, @Nullable Object... arguments) {
        return new Refusal(problem, arguments).with("path", path);
    }

    private static ObjectNode json(Condition condition) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (condition) {
            case Condition.And(var all) ->
                    all.forEach(each -> json.withArray("and").add(json(each)));
            case Condition.Or(var any) -> any.forEach(each -> json.withArray("or").add(json(each)));
            case Condition.Not(var negated) -> json.set("not", json(negated));
            case Condition.Compare(var field, var operator, var values) -> {
                json.put("field", field);
                put(json, operator, values);
            }
            case Condition.Related related -> {
                json.put("related", related.related());
                if (!related.where().equals(Condition.EVERYTHING)) {
                    json.set("where", json(related.where()));
                }
                json.put("aggregate", related.aggregate().word());
                if (related.of() != null) {
                    json.put("of", related.of());
                }
                put(json, related.operator(), related.values());
            }
        }
        return json;
    }

    private static void put(ObjectNode json, Operator operator, List<Object> values) {
        json.put("op", operator.word());
        switch (operator.takes()) {
            case NOTHING -> {}
            case ONE -> json.putPOJO("value", values.getFirst());
            case TWO, SEVERAL -> values.forEach(json.withArray("value")::addPOJO);
        }
    }

    static final class Reading extends ValueDeserializer<Condition> {
        @Override
        public Condition deserialize(JsonParser parser, DeserializationContext context) {
            return read(context.readTree(parser));
        }
    }

    static final class Writing extends ValueSerializer<Condition> {
        @Override
        public void serialize(Condition condition, JsonGenerator to, SerializationContext context) {
            context.writeTree(to, json(condition));
        }
    }
}
