package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.TestClient;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Imports files over HTTP as the page does.
record ImportClient(TestClient api) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofMinutes(10);

    /// Those of somebody who may import, of a new name.
    static ImportClient of(TestCompany company) {
        return new ImportClient(
                company.client(company.user("ding", "director", "客户服务部", Scope.ALL)));
    }

    Answer bring(String name, byte[] content, String kind) {
        var boundary = "kedang" + UUID.randomUUID();
        var path = "/imports" + (kind == null ? "" : "?kind=" + kind);
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + api.port() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + api.token())
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(multipart(boundary, name, content)))
                        .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] multipart(String boundary, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, name);
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /// Brings a text file and answers its id.
    UUID bring(String name, String text) {
        var answer = bring(name, text.getBytes(StandardCharsets.UTF_8), null);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return UUID.fromString(answer.text("/id"));
    }

    Answer patch(UUID id, String json) {
        return api.send(
                "PATCH",
                "/imports/" + id,
                json,
                java.util.Map.of("Content-Type", "application/json"));
    }

    /// Brings `count` firms that nobody has used before, and answers the number of the first.
    int firms(int count) {
        int first = TestRows.unused(count);
        work(bring("firms.csv", TestRows.csv(TestRows.firms(first, count))), "run");
        return first;
    }

    /// Starts `check`, `run` or `undo` and waits until it has ended.
    Answer work(UUID id, String what) {
        var started = start(id, what);
        return ended(UUID.fromString(started.text("/job")));
    }

    Answer start(UUID id, String what) {
        var started = api.post("/imports/" + id + "/" + what, "");
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        return started;
    }

    Answer ended(UUID job) {
        await().atMost(SOON)
                .until(
                        () ->
                                List.of("DONE", "FAILED", "CANCELLED")
                                        .contains(api.get("/jobs/" + job).text("/state")));
        return api.get("/jobs/" + job);
    }

    Answer get(UUID id) {
        return api.get("/imports/" + id);
    }

    /// new, updated, skipped, wrong, suspected.
    List<Integer> counts(UUID id) {
        return counts(get(id).body().at("/counts"));
    }

    static List<Integer> counts(JsonNode counts) {
        return List.of(
                counts.at("/new").asInt(),
                counts.at("/updated").asInt(),
                counts.at("/skipped").asInt(),
                counts.at("/wrong").asInt(),
                counts.at("/suspected").asInt());
    }

    JsonNode rows(UUID id, String outcomes) {
        return api.get("/imports/" + id + "/rows?size=200&outcome=" + outcomes).body().at("/items");
    }
}
