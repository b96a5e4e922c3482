package io.kedang.house;

import io.kedang.house.RawHttp.Request;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Spoils requests: one thing or two in a request that is right otherwise, so that the mistake is
/// met as deep as it can be.
final class WrongRequests {
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> ODD_BYTES =
            List.of(
                    "%ff",
                    "%c0%af",
                    "%ed%a0%80",
                    "%00",
                    "%",
                    "%zz",
                    "%25%30",
                    "%0d%0a",
                    "\u00e4",
                    "%e5%85",
                    "[",
                    "|");

    private static final List<String> HEADERS =
            List.of(
                    "If-Match: *",
                    "If-Match: \"\"",
                    "If-Match: \"-1\"",
                    "If-Match: \"99999999999\"",
                    "If-Match: W/\"x\"",
                    "If-Match: \"1\", \"2\"",
                    "If-Match: \u00ff",
                    "If-None-Match: \"1\"",
                    "If-None-Match: x\"",
                    "Kedang-Reason: \u00e4\u00ff\u00fe",
                    "Kedang-Reason: %ff%zz",
                    "Kedang-Reason: ",
                    "Kedang-Reason: " + "r".repeat(501),
                    "Kedang-Act-As: %zz",
                    "Accept: application/xml",
                    "Accept: x",
                    "Accept: */*;q=x",
                    "Accept: text/csv, image/png",
                    "Range: bytes=5-1",
                    "Range: bytes=0-0,1-1,2-2",
                    "Expect: 200-ok",
                    "Cookie: kedang_session=\u00ff; =; a",
                    "Cookie: XSRF-TOKEN=x",
                    "Last-Event-ID: x",
                    "Last-Event-ID: -1",
                    "Last-Event-ID: 99999999999999999999",
                    "X-Forwarded-For: x",
                    "X-Forwarded-Host: \"",
                    "X-Forwarded-Port: -1",
                    "Forwarded: for=\"[",
                    "Origin: null",
                    "X-HTTP-Method-Override: DELETE",
                    "Content-Encoding: gzip",
                    "Transfer-Encoding: x",
                    "Idempotency-Key: " + "k".repeat(3_000),
                    "If-Modified-Since: yesterday",
                    "Date: x",
                    "Upgrade: websocket");

    private static final List<String> MEDIA_TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "application/",
                    "/",
                    ";",
                    "x",
                    "application/json; charset=x",
                    "application/json; charset=UTF-16",
                    "application/json;;",
                    "application/json; charset=\"",
                    "multipart/form-data",
                    "multipart/form-data; boundary=",
                    "multipart/mixed; boundary=b",
                    "application/merge-patch+json; charset=ISO-8859-1",
                    "text/event-stream",
                    "*/*",
                    "application/*",
                    "application/cbor");

    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "PUT",
                    "POST",
                    "PATCH",
                    "DELETE",
                    "HEAD",
                    "OPTIONS",
                    "TRACE",
                    "PROPFIND",
                    "get",
                    "CONNECT");

    private final GoodRequests good;

    WrongRequests(GoodRequests good) {
        this.good = good;
    }

    /// A request in the making.
    private static final class Draft {
        final Operation operation;
        final Random random;
        final Map<String, String> path = new LinkedHashMap<>();
        final List<String> query = new ArrayList<>();
        final List<String> headers = new ArrayList<>();
        String method;
        String mediaType;
        String suffix = "";
        JsonNode json;
        byte[] body = new byte[0];

        Draft(Operation operation, Random random) {
            this.operation = operation;
            this.random = random;
            method = operation.method();
            mediaType = operation.mediaType();
        }

        boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }
    }

    /// @param mistakes how many; the request is right with none
    Request request(
            Operation operation, String language, String token, int mistakes, Random random) {
        var draft = draft(operation, random);
        for (int i = 0; i < mistakes; i++) {
            spoil(draft);
        }
        if (draft.json != null) {
            draft.body = ASCII.writeValueAsBytes(draft.json);
        }
        for (int i = 0; i < mistakes && draft.body.length > 0 && draft.chance(4); i++) {
            draft.body = WrongBodies.spoil(draft.body, draft.random);
        }
        var target = target(draft);
        var lines = new ArrayList<>(draft.headers);
        if (operation.parameters().stream().anyMatch(each -> each.name().equals("If-Match"))
                && lines.stream().noneMatch(line -> line.startsWith("If-Match"))
                && (mistakes == 0 || !draft.chance(8))) {
            lines.add("If-Match: \"" + good.version(target) + "\"");
        }
        if (!draft.mediaType.isEmpty()) {
            lines.add("Content-Type: " + draft.mediaType);
        }
        lines.add("Accept-Language: " + language);
        lines.add("Authorization: Bearer " + token);
        return new Request(draft.method, target, lines, draft.body);
    }

    private Draft draft(Operation operation, Random random) {
        var draft = new Draft(operation, random);
        for (var parameter : operation.parameters()) {
            switch (parameter.in()) {
                case "path" ->
                        draft.path.put(
                                parameter.name(),
                                encode(good.pathValue(operation, parameter.name(), random)));
                case "query" -> {
                    if (draft.chance(2)) {
                        var value = good.queryValue(operation, parameter, random);
                        draft.query.add(parameter.name() + "=" + encode(value));
                    }
                }
                default -> {}
            }
        }
        if (operation.takesJson()) {
            draft.json = good.body(operation, random);
        } else if (operation.mediaType().startsWith("multipart")) {
            draft.mediaType = "multipart/form-data; boundary=b";
            draft.body = WrongBodies.upload(random);
        } else if (operation.toString().equals("PUT /api/v1/regions")) {
            draft.mediaType = "text/csv";
            draft.body = "110000,北京市\n".getBytes(StandardCharsets.UTF_8);
        }
        return draft;
    }

    private void spoil(Draft draft) {
        switch (draft.random.nextInt(10)) {
            case 0 -> spoilPath(draft);
            case 1, 2 -> spoilQuery(draft);
            case 3 -> draft.headers.add(Junk.pick(draft.random, HEADERS));
            case 4 -> draft.mediaType = Junk.pick(draft.random, MEDIA_TYPES);
            case 5 -> {
                if (draft.chance(3)) {
                    draft.method = Junk.pick(draft.random, METHODS);
                } else {
                    spoilQuery(draft);
                }
            }
            default -> {
                if (draft.json == null) {
                    spoilQuery(draft);
                } else {
                    draft.json = WrongBodies.spoil(draft.json, draft.random);
                }
            }
        }
    }

    private static void spoilPath(Draft draft) {
        if (draft.path.isEmpty() || draft.chance(8)) {
            draft.suffix =
                    Junk.pick(
                            draft.random,
                            List.of("/", "/x", ";a=b", ".json", "//", "/..", "/%2e%2e", "%2f"));
            return;
        }
        var name = Junk.pick(draft.random, List.copyOf(draft.path.keySet()));
        draft.path.put(name, junkText(draft.random));
    }

    private static void spoilQuery(Draft draft) {
        var known =
                draft.operation.parameters().stream()
                        .filter(each -> each.in().equals("query"))
                        .map(Operation.Parameter::name)
                        .toList();
        if (known.isEmpty() || draft.chance(8)) {
            draft.query.add(
                    Junk.pick(draft.random, List.of("x", "size", "page", "_method"))
                            + "="
                            + junkText(draft.random));
            return;
        }
        var name = Junk.pick(draft.random, known);
        if (!draft.chance(4)) {
            draft.query.removeIf(each -> each.startsWith(name + "="));
        }
        draft.query.add(name + "=" + junkFor(name, draft));
    }

    private static String junkFor(String name, Draft draft) {
        if (name.equals("filter") && !draft.chance(4)) {
            return encode(Junk.condition(draft.random));
        }
        if (name.equals("after") && draft.chance(2)) {
            return cursor(draft.random);
        }
        return junkText(draft.random);
    }

    /// A place of a page that nobody gave out.
    private static String cursor(Random random) {
        var json = ASCII.createObjectNode();
        json.put(
                "sort",
                Junk.pick(random, List.of("-updatedAt", "name", "-createdAt", "employees")));
        json.set("value", Junk.json(random));
        json.put(
                "id",
                random.nextBoolean() ? "01990000-0000-7000-8000-000000000000" : Junk.text(random));
        var bytes = ASCII.writeValueAsBytes(json);
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, 3_000)));
    }

    private static String junkText(Random random) {
        if (random.nextInt(4) == 0) {
            return "x" + Junk.pick(random, ODD_BYTES);
        }
        var text = encode(Junk.text(random));
        return text.length() > 6_000 ? text.substring(0, 5_999) : text;
    }

    private static String target(Draft draft) {
        var path = draft.operation.path();
        for (var each : draft.path.entrySet()) {
            path = path.replace("{" + each.getKey() + "}", each.getValue());
        }
        return path
                + draft.suffix
                + (draft.query.isEmpty() ? "" : "?" + String.join("&", draft.query));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
