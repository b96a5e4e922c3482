package io.kedang.house;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Values that no field expects, and some that a careless reader takes.
final class Junk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\u3000",
                    "\0",
                    "a\0b",
                    "\ud800",
                    "x\udc00y",
                    "\uffff",
                    "\u202e",
                    "\r\n",
                    "A\r\nSet-Cookie: a=b",
                    "公".repeat(300),
                    "x".repeat(5_000),
                    "\ud83d\ude00".repeat(90),
                    "e\u0301".repeat(50),
                    "2026-02-30",
                    "0000-00-00",
                    "+999999999-12-31",
                    "-0001-01-01",
                    "2026-13-01T25:61:61Z",
                    "9999-12-31T23:59:59.999999999Z",
                    "10000-01-01",
                    "-999999999-01-01",
                    "-1",
                    "-0",
                    "1e400",
                    "1E-400",
                    "NaN",
                    "Infinity",
                    "0x10",
                    "1_000",
                    "99999999999999999999",
                    "9223372036854775808",
                    "2147483648",
                    "-2147483649",
                    "1.5",
                    "１２",
                    "٣",
                    "not-a-uuid",
                    "00000000-0000-0000-0000-000000000000",
                    "1-1-1-1-1",
                    "'; drop table customer; --",
                    "%",
                    "%00",
                    "\\",
                    "\"",
                    "${jndi:ldap://x/y}",
                    "#{1/0}",
                    "{0}",
                    "{",
                    "{999}",
                    "''",
                    "<script>alert(1)</script>",
                    "../../etc/passwd",
                    "C:\\",
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "-name",
                    "--",
                    "name,",
                    ",",
                    ";",
                    ":",
                    "a:b:c",
                    "*",
                    "P30D",
                    "P999999999999D",
                    "PT",
                    "🈳",
                    "employee",
                    "customer",
                    "A",
                    "constructor",
                    "__proto__",
                    "=1+1",
                    "@SUM(A1)",
                    "Ａ",
                    "ß",
                    "ı",
                    "ﬁ",
                    "한국어",
                    "عربى",
                    "13800138000",
                    "+8613800138000",
                    "0".repeat(400),
                    "9".repeat(400),
                    "a@" + "b".repeat(300) + ".cn",
                    "http://[",
                    "::1");

    private static final List<String> FIELDS =
            List.of(
                    "name",
                    "grade",
                    "mobile",
                    "employees",
                    "createdAt",
                    "birthDate",
                    "owner",
                    "address.region");
    private static final List<String> OPERATORS =
            List.of(
                    "eq",
                    "ne",
                    "in",
                    "lt",
                    "le",
                    "gt",
                    "ge",
                    "between",
                    "contains",
                    "startsWith",
                    "missing",
                    "present",
                    "withinLast",
                    "like",
                    "and",
                    "");

    private Junk() {}

    static String text(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> Long.toString(random.nextLong());
            case 2 ->
                    random.ints(random.nextInt(1, 40), 0, 0x3000)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    static JsonNode json(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 ->
                    JSON.numberNode(
                            List.of(0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE)
                                    .get(random.nextInt(5)));
            case 3 -> JSON.numberNode(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
            case 4 ->
                    JSON.numberNode(
                            new BigDecimal(
                                    List.of(
                                                    "1.5",
                                                    "-0.0",
                                                    "1E+400",
                                                    "1E-400",
                                                    "1E+999999999",
                                                    "1E-999999999",
                                                    "123456789012345678901234567890.12345",
                                                    "99999999999999.99995")
                                            .get(random.nextInt(8))));
            case 5 -> JSON.arrayNode();
            case 6 -> JSON.objectNode();
            case 7 -> nested(random.nextInt(1, 200), random.nextBoolean());
            case 8 -> array(random);
            case 9 -> JSON.objectNode().put(text(random), text(random));
            case 10 -> JSON.stringNode("x".repeat(1 << random.nextInt(8, 21)));
            default -> JSON.stringNode(text(random));
        };
    }

    private static JsonNode nested(int depth, boolean objects) {
        JsonNode node = JSON.numberNode(1);
        for (int level = 0; level < depth; level++) {
            node = objects ? JSON.objectNode().set("and", node) : JSON.arrayNode().add(node);
        }
        return node;
    }

    private static JsonNode array(Random random) {
        var array = JSON.arrayNode();
        var element = json(random);
        for (int i = random.nextInt(1, 1_200); i > 0; i--) {
            array.add(isLarge(element) ? JSON.nullNode() : element);
        }
        return array;
    }

    private static boolean isLarge(JsonNode node) {
        return node.isContainer() || node.asString("").length() > 999;
    }

    /// Conditions whose every part may be wrong.
    static String condition(Random random) {
        var compare =
                JSON.objectNode()
                        .put("field", random.nextBoolean() ? text(random) : pick(random, FIELDS))
                        .put("op", pick(random, OPERATORS));
        if (random.nextInt(5) > 0) {
            compare.set("value", json(random));
        }
        return MAPPER.writeValueAsString(
                switch (random.nextInt(6)) {
                    case 0 -> JSON.objectNode().set("not", compare);
                    case 1 -> JSON.objectNode().set("and", array(compare, json(random)));
                    case 2 -> related(compare, random);
                    default -> compare;
                });
    }

    private static ObjectNode related(ObjectNode where, Random random) {
        var related = JSON.objectNode();
        related.put("related", pick(random, List.of("orders", "visits", "x")));
        related.put("aggregate", pick(random, List.of("count", "sum", "avg", "")));
        related.put("op", pick(random, OPERATORS));
        related.set("value", json(random));
        related.set("where", where);
        return related;
    }

    private static JsonNode array(JsonNode first, JsonNode second) {
        return JSON.arrayNode().add(first).add(second);
    }

    static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
