package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.TestClient;
import io.kedang.TestClient.Answer;
import io.kedang.kernel.NewId;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Custom fields that a test makes, and files that hold them. They are retired after it: other
/// tests share the company.
final class OwnFields {
    private final List<String> made = new ArrayList<>();
    private final TestClient administrator;
    private final TestClient director;

    OwnFields(TestClient administrator, TestClient director) {
        this.administrator = administrator;
        this.director = director;
    }

    void retireAll() {
        made.forEach(
                name -> {
                    var field = view(name);
                    var body = field.deepCopy().asObject();
                    body.put("retired", true).put("required", false);
                    for (var told : List.of("name", "key", "version", "sortable")) {
                        body.remove(told);
                    }
                    var done = change(name, field.at("/version").asInt(), body.toString());
                    assertThat(done.status()).as(done.response().body()).isEqualTo(200);
                });
    }

    String make(String type, String options, String kinds, String more) {
        var name = "f" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var done =
                administrator.put("/fields/custom/" + name, body(type, options, kinds, more, name));
        assertThat(done.status()).as(done.response().body()).isEqualTo(201);
        made.add(name);
        return name;
    }

    Answer change(String name, int version, String body) {
        return administrator.send(
                "PUT",
                "/fields/custom/" + name,
                body,
                Map.of("Content-Type", "application/json", "If-Match", "\"" + version + "\""));
    }

    static String body(String type, String options, String kinds, String more, String name) {
        var choices = new ArrayList<String>();
        for (var code : options.isEmpty() ? new String[0] : options.split(",")) {
            choices.add(
                    "{\"code\":\"%s\",\"label\":{\"zh\":\"%1$s色\"},\"retired\":%s}"
                            .formatted(code.replace("!", ""), code.endsWith("!")));
        }
        var members = new ArrayList<String>();
        members.add("\"type\":\"" + type + "\"");
        members.add("\"section\":\"file\"");
        members.add("\"label\":{\"zh\":\"字段%s\",\"en\":\"Field %1$s\"}".formatted(name));
        members.add("\"kinds\":" + (kinds.isEmpty() ? "[]" : "[\"" + kinds + "\"]"));
        members.add("\"options\":" + choices);
        members.add("\"position\":1");
        if (!more.isEmpty()) {
            members.add(more);
        }
        for (var flag : List.of("required", "listed", "searched", "sensitive", "retired")) {
            if (!more.contains(flag)) {
                members.add("\"" + flag + "\":false");
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    JsonNode view(String name) {
        for (var field : administrator.get("/fields/custom").body().at("/items")) {
            if (field.at("/name").asString().equals(name)) {
                return field;
            }
        }
        throw new AssertionError(name);
    }

    String file(String field, String value) {
        var id = NewId.next();
        var answer = create(id, field, value);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return id.toString();
    }

    Answer create(UUID id, String field, String value) {
        return director.put(
                "/customers/" + id,
                "{\"kind\":\"ORGANISATION\",\"name\":\"自定义%s\",\"custom\":{\"%s\":%s}}"
                        .formatted(id, field, value));
    }

    JsonNode shown(String file, String field) {
        return director.get("/customers/" + file).body().at("/custom/" + field);
    }

    static String condition(String field, String operator, String value) {
        return "{\"field\":\"custom.%s\",\"op\":\"%s\",\"value\":%s}"
                .formatted(field, operator, value);
    }

    List<String> found(String condition) {
        return ids(director.get("/customers?filter=" + encoded(condition)));
    }

    static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        var ids = new ArrayList<String>();
        answer.body().at("/items").forEach(item -> ids.add(item.at("/id").asString()));
        return ids;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
