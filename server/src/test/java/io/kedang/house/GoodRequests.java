package io.kedang.house;

import io.kedang.TestClient;
import io.kedang.kernel.NewId;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Requests that are right, on records that exist: what [WrongRequests] then spoils.
final class GoodRequests {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Conditions, orders, and column lists that the lists take.
    private static final Map<String, List<String>> QUERIES =
            Map.of(
                    "filter",
                    List.of(
                            "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"公司\"}",
                            "{\"not\":{\"field\":\"grade\",\"op\":\"eq\",\"value\":\"A\"}}",
                            "{\"or\":[{\"field\":\"createdAt\",\"op\":\"withinLast\",\"value\":\"P30D\"}]}"),
                    "sort",
                    List.of("-updatedAt", "name", "-createdAt"),
                    "columns",
                    List.of("name,grade", "fileNumber"),
                    "q",
                    List.of("公司", "gs", "张", "8613"),
                    "outcome",
                    List.of("NEW", "WRONG"),
                    "kind",
                    List.of("CUSTOMERS", "PEOPLE"),
                    "of",
                    List.of("customer", "person"),
                    "code",
                    List.of("500000", "110101"),
                    "field",
                    List.of("name", "mobile"),
                    "count",
                    List.of("exact", "none"));

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// The only policy that is tried: it grants what everybody has. Others would blind the company.
    private static final JsonNode POLICY =
            MAPPER.readTree(
                    """
                    {"name":"多余策略","enabled":false,"effect":"ALLOW","actions":["FIND"],
                     "level":"ANNOUNCED","relation":"OWNER"}
                    """);

    private static final JsonNode RETENTION =
            MAPPER.readTree("{\"months\":{\"READING\":40},\"hold\":\"测试\",\"archive\":false}");

    private final JsonNode contract;
    private final JsonNode customerFields;
    private final JsonNode personFields;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();

    GoodRequests(JsonNode contract, TestClient reader) {
        this.contract = contract;
        customerFields = reader.get("/fields?of=customer").body().at("/fields");
        personFields = reader.get("/fields?of=person").body().at("/fields");
    }

    void know(String kind, Object id) {
        ids.computeIfAbsent(kind, _ -> new ArrayList<>()).add(id.toString());
    }

    /// All records but the users, who sign in once.
    void forget() {
        ids.keySet().retainAll(List.of("users"));
    }

    /// Remembers what later requests need: versions of records, places where pages ended.
    void learn(Operation operation, RawHttp.Answer answer) {
        if (!answer.header("content-type").startsWith("application/json")) {
            return;
        }
        var body = MAPPER.readTree(answer.text());
        if (body.at("/version").isInt()) {
            versions.put(body.at("/id").asString(""), body.at("/version").asString());
        }
        if (body.at("/next").isString()) {
            cursors.put(operation.path(), body.at("/next").asString());
        }
    }

    String pathValue(Operation operation, String name, Random random) {
        if (QUERIES.containsKey(name)) {
            return Junk.pick(random, QUERIES.get(name));
        }
        if (name.equals("suite")) {
            return "FEISHU";
        }
        if (name.equals("number") || name.equals("row")) {
            return Integer.toString(random.nextInt(1, 3));
        }
        boolean fresh = operation.method().equals("PUT") && random.nextInt(3) == 0;
        return fresh ? NewId.next().toString() : id(kindOf(operation.path(), name), random);
    }

    private static String kindOf(String path, String name) {
        var before = path.substring(0, path.indexOf("/{" + name + "}"));
        return before.substring(before.lastIndexOf('/') + 1);
    }

    private String id(String kind, Random random) {
        var known = ids.get(kind);
        return known == null ? NewId.next().toString() : Junk.pick(random, known);
    }

    String queryValue(Operation operation, Operation.Parameter parameter, Random random) {
        if (parameter.name().equals("after") && cursors.containsKey(operation.path())) {
            return cursors.get(operation.path());
        }
        boolean free = !parameter.schema().has("enum");
        return free && QUERIES.containsKey(parameter.name())
                ? Junk.pick(random, QUERIES.get(parameter.name()))
                : value(parameter.name(), parameter.schema(), random, 0).asString("");
    }

    /// The version that the record has by now, as far as an answer has told it.
    String version(String target) {
        return versions.entrySet().stream()
                .filter(each -> !each.getKey().isEmpty() && target.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("1");
    }

    JsonNode body(Operation operation, Random random) {
        if (operation.path().contains("/policies/")) {
            return POLICY.deepCopy();
        }
        if (operation.path().contains("/audit/retention")) {
            return RETENTION.deepCopy();
        }
        if (!operation.schema().isMissingNode() && !operation.schema().isEmpty()) {
            return value("", operation.schema(), random, 0);
        }
        var body = record(operation, random);
        if (operation.path().endsWith("/move")) {
            body.put("to", id("customers", random));
        }
        return body;
    }

    private ObjectNode record(Operation operation, Random random) {
        var path = operation.path();
        if (path.contains("/users/")) {
            return JSON.objectNode().put("displayName", "测试员").put("roleId", id("roles", random));
        }
        if (path.contains("/roles/")) {
            return JSON.objectNode().put("name", "测试角色").put("scope", "OWN");
        }
        if (path.contains("/departments/")) {
            return JSON.objectNode().put("name", "测试部" + random.nextInt(1_000_000));
        }
        boolean whole = operation.method().equals("PUT");
        if (path.endsWith("/position") || path.endsWith("/move")) {
            return fields(personFields, "position.", random, false);
        }
        var body =
                path.contains("/people/")
                        ? fields(personFields, "", random, whole)
                        : fields(customerFields, "", random, whole);
        return body;
    }

    /// Some of the fields of a record, nested as the API nests them.
    private ObjectNode fields(JsonNode fields, String prefix, Random random, boolean whole) {
        var kind = random.nextInt(3) == 0 ? "PERSON" : "ORGANISATION";
        var body = JSON.objectNode();
        for (var field : fields) {
            var key = field.at("/key").asString();
            boolean wanted = whole && field.at("/required").asBoolean() || random.nextInt(6) == 0;
            boolean fits = field.at("/kinds").isEmpty() || has(field.at("/kinds"), kind);
            if (fits && key.startsWith(prefix) && field.at("/writable").asBoolean() && wanted) {
                put(body, key.substring(prefix.length()), field, random);
            }
        }
        if (whole && fields == customerFields) {
            body.put("kind", kind);
        }
        return body;
    }

    private static boolean has(JsonNode texts, String text) {
        return texts.values().stream().anyMatch(each -> each.asString().equals(text));
    }

    private void put(ObjectNode body, String key, JsonNode field, Random random) {
        int dot = key.indexOf('.');
        if (dot > 0) {
            put(
                    body.withObject("/" + key.substring(0, dot)),
                    key.substring(dot + 1),
                    field,
                    random);
        } else {
            body.set(key, fieldValue(field, random));
        }
    }

    private JsonNode fieldValue(JsonNode field, Random random) {
        var options = field.at("/options");
        var option =
                options.isEmpty()
                        ? "A"
                        : options.get(random.nextInt(options.size())).at("/code").asString();
        return switch (field.at("/type").asString()) {
            case "CHOICE" -> JSON.stringNode(option);
            case "CHOICES" -> JSON.arrayNode().add(option);
            case "YES_NO" -> JSON.booleanNode(random.nextBoolean());
            case "WHOLE_NUMBER" -> JSON.numberNode(random.nextInt(1, 50));
            case "DECIMAL" -> JSON.numberNode(12.5);
            case "MONEY" -> JSON.objectNode().put("amount", "12.30").put("currency", "CNY");
            case "DATE" -> JSON.stringNode("2020-02-29");
            case "INSTANT" -> JSON.stringNode("2026-03-01T08:00:00Z");
            case "PHONE" -> JSON.stringNode("139%08d".formatted(random.nextInt(100_000_000)));
            case "EMAIL" -> JSON.stringNode("x" + random.nextInt(1_000_000) + "@example.com");
            case "LINK" -> JSON.stringNode("https://example.com");
            default -> JSON.stringNode(known(field.at("/key").asString(), random));
        };
    }

    private String known(String name, Random random) {
        if (QUERIES.containsKey(name)) {
            return Junk.pick(random, QUERIES.get(name));
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "owner", "userId" -> id("users", random);
            case "department", "departmentId", "parentId" -> id("departments", random);
            case "roleId" -> id("roles", random);
            case "customerId", "from", "to", "customer" -> id("customers", random);
            case "region" -> "500105";
            case "username" -> "user-" + random.nextInt(1_000_000);
            case "fields", "columns" -> "mobile";
            case "password" -> "correct horse battery";
            case "credential", "clientData", "attestation", "authenticatorData", "signature" ->
                    "AA";
            default -> "测试" + random.nextInt(1_000_000);
        };
    }

    /// A value that fits the schema.
    private JsonNode value(String name, JsonNode schema, Random random, int depth) {
        if (schema.has("$ref")) {
            return value(
                    name, contract.at(schema.at("/$ref").asString().substring(1)), random, depth);
        }
        if (schema.has("anyOf")) { // something or null
            return value(name, schema.at("/anyOf/0"), random, depth);
        }
        if (name.equals("filter")) {
            return MAPPER.readTree(Junk.pick(random, QUERIES.get("filter")));
        }
        if (schema.has("enum")) {
            return schema.at("/enum").get(random.nextInt(schema.at("/enum").size()));
        }
        return switch (type(schema.at("/type"))) {
            case "integer" ->
                    JSON.numberNode(schema.at("/minimum").asInt(0) + random.nextInt(1, 20));
            case "number" -> JSON.numberNode(random.nextInt(1, 100));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" ->
                    JSON.arrayNode().add(value(name, schema.at("/items"), random, depth + 1));
            case "string" -> JSON.stringNode(text(name, schema, random));
            default -> object(schema, random, depth);
        };
    }

    private static String type(JsonNode type) {
        return type.isArray()
                ? type.values().stream()
                        .map(JsonNode::asString)
                        .filter(each -> !each.equals("null"))
                        .findFirst()
                        .orElseThrow()
                : type.asString("object");
    }

    private String text(String name, JsonNode schema, Random random) {
        if (schema.has("pattern")) {
            return "CNY";
        }
        return switch (schema.at("/format").asString("")) {
            case "date" -> "2026-03-01";
            case "date-time" -> "2036-03-01T08:00:00Z";
            case "uuid" ->
                    known(name, random).startsWith("测试")
                            ? NewId.next().toString()
                            : known(name, random);
            default -> known(name, random);
        };
    }

    private ObjectNode object(JsonNode schema, Random random, int depth) {
        var object = JSON.objectNode();
        var required = schema.at("/required").values().stream().map(JsonNode::asString).toList();
        schema.at("/properties")
                .forEachEntry(
                        (name, property) -> {
                            if (required.contains(name) || random.nextInt(3) > 0) {
                                object.set(name, value(name, property, random, depth + 1));
                            }
                        });
        if (schema.at("/additionalProperties").has("type") && depth < 4) {
            object.set("客户名称", value("", schema.at("/additionalProperties"), random, depth + 1));
        }
        return object;
    }
}
