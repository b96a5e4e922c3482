package io.kedang.matrix;

import io.kedang.house.Operation;
import io.kedang.kernel.NewId;
import io.kedang.matrix.Http.Request;
import io.kedang.matrix.Matrix.About;
import io.kedang.matrix.Matrix.Entry;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes the request of an entry about a file: its path with the ids that belong there, its body,
/// and the version where the contract wants one.
final class Requests {
    private static final String ROOT = "/api/v1";
    private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/\\{([A-Za-z]+)}");
    private static final Pattern WORD = Pattern.compile("\\{([A-Za-z.]+)}");

    /// What a path calls by another name than the words of a file.
    private static final Map<String, String> SUBJECTS =
            Map.ofEntries(
                    Map.entry("customers", "customer"),
                    Map.entry("people", "person"),
                    Map.entry("orders", "order"),
                    Map.entry("revisions", "revision"),
                    Map.entry("fields", "field"),
                    Map.entry("users", "user"),
                    Map.entry("roles", "role"),
                    Map.entry("departments", "department"),
                    Map.entry("policies", "policy"),
                    Map.entry("tokens", "token"),
                    Map.entry("sessions", "session"),
                    Map.entry("sign-in", "connection"),
                    Map.entry("sign-in-connections", "connection"),
                    Map.entry("accounts", "user"),
                    Map.entry("imports", "import"),
                    Map.entry("jobs", "job"),
                    Map.entry("rows", "row"),
                    Map.entry("regions", "region"),
                    Map.entry("handovers", "handover"),
                    Map.entry("bulk", "bulk"),
                    Map.entry("suites", "suite"),
                    Map.entry("views", "view"),
                    Map.entry("access-requests", "request"),
                    Map.entry("export-requests", "request"));

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final JsonNode contract;
    private final World world;

    Requests(JsonNode contract, World world) {
        this.contract = contract;
        this.world = world;
        for (var operation : Operation.all(contract)) {
            operations.put(call(operation), operation);
        }
    }

    /// All operations of the contract, as the matrix writes them.
    Map<String, Operation> operations() {
        return operations;
    }

    private static String call(Operation operation) {
        return operation.method() + " " + operation.path().substring(ROOT.length());
    }

    /// @param words of the file that it is about
    Request of(Entry entry, Map<String, String> words) {
        var all = new HashMap<>(world.words());
        all.putAll(words);
        all.put("fresh", NewId.next().toString());
        var headers = new HashMap<String, String>();
        var operation = operations.get(entry.call());
        var type = entry.type().isEmpty() ? operation.mediaType() : entry.type();
        if (!type.isEmpty()) {
            headers.put("Content-Type", type);
        }
        if (operation.parameters().stream().anyMatch(each -> each.name().equals("If-Match"))) {
            headers.put("If-Match", "\"" + version(entry, all) + "\"");
        }
        return new Request(
                entry.method(),
                path(entry, all) + filled(entry.query(), all),
                headers,
                filled(entry.body(), all));
    }

    /// The members that a body has by the contract; none where the contract leaves it open.
    Set<String> members(Entry entry) {
        var schema = operations.get(entry.call()).schema();
        var resolved =
                schema.has("$ref")
                        ? contract.at(schema.at("/$ref").asString().substring(1))
                        : schema;
        return Set.copyOf(resolved.at("/properties").propertyNames());
    }

    private int version(Entry entry, Map<String, String> words) {
        boolean ofPerson = entry.about() == About.PERSON || entry.path().endsWith("/position");
        return ofPerson
                ? world.version("person", words.get("person"))
                : entry.about() == About.FILE
                        ? world.version("customer", words.get("customer"))
                        : 1;
    }

    private static String path(Entry entry, Map<String, String> words) {
        var matcher = VARIABLE.matcher(entry.path());
        var path = new StringBuilder();
        while (matcher.find()) {
            boolean fresh = entry.fresh() && matcher.end() == entry.path().length();
            var value = words.get(fresh ? "fresh" : SUBJECTS.get(matcher.group(1)));
            matcher.appendReplacement(path, matcher.group(1) + "/" + value);
        }
        return matcher.appendTail(path).toString();
    }

    private static String filled(String body, Map<String, String> words) {
        var matcher = WORD.matcher(body);
        var text = new StringBuilder();
        while (matcher.find()) {
            var value = words.get(matcher.group(1));
            if (value == null) {
                throw new IllegalStateException("no word " + matcher.group() + " in " + body);
            }
            matcher.appendReplacement(text, value);
        }
        return matcher.appendTail(text).toString();
    }
}
