package io.kedang.lab;

import io.kedang.access.signin.OperatorKey;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The API of a server of this machine, as one of its users.
public record Api(int port, String key, String user) {
    /// Answers are read on the thread that receives them: what is measured is the server.
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Runnable::run)
                    .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The same as somebody else.
    public Api as(String username) {
        return new Api(port, key, username);
    }

    public record Answer(int status, JsonNode body, String text) {
        public boolean succeeded() {
            return status < 300;
        }

        public String at(String pointer) {
            return body.at(pointer).asString("");
        }

        /// The answer where nothing else is expected.
        public Answer orFail() {
            if (!succeeded()) {
                throw new IllegalStateException(status + " " + text);
            }
            return this;
        }
    }

    public Answer get(String path) throws IOException {
        return send("GET", path, BodyPublishers.noBody(), "application/json", "");
    }

    public Answer put(String path, String json) throws IOException {
        return send("PUT", path, BodyPublishers.ofString(json), "application/json", "");
    }

    public Answer post(String path, String json) throws IOException {
        return send("POST", path, BodyPublishers.ofString(json), "application/json", "");
    }

    public Answer patch(String path, int version, String json) throws IOException {
        return send(
                "PATCH",
                path,
                BodyPublishers.ofString(json),
                "application/merge-patch+json",
                "\"" + version + "\"");
    }

    /// Brings a file to be imported.
    public Answer bring(String name, byte[] content) throws IOException {
        var body = new ByteArrayOutputStream();
        var head =
                "--kedang\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n";
        body.writeBytes(head.formatted(name).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--kedang--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                "POST",
                "/imports?kind=CUSTOMERS",
                BodyPublishers.ofByteArray(body.toByteArray()),
                "multipart/form-data; boundary=kedang",
                "");
    }

    private Answer send(String method, String path, BodyPublisher body, String type, String ifMatch)
            throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                        .method(method, body)
                        .timeout(PATIENCE)
                        .header("Authorization", OperatorKey.SCHEME + key)
                        .header(OperatorKey.ACT_AS, user)
                        .header("Accept-Language", "zh-CN")
                        .header("Content-Type", type);
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            var json =
                    text.startsWith("{") || text.startsWith("[")
                            ? JSON.readTree(text)
                            : JSON.missingNode();
            return new Answer(response.statusCode(), json, text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
