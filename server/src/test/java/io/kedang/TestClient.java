package io.kedang;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Speaks HTTP to the server under test as a program would.
public record TestClient(HttpClient http, String host, int port, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public TestClient(int port, String token) {
        this(HTTP, "127.0.0.1", port, token);
    }

    /// A stranger who has the page under a name, and comes from an address of his own.
    public static TestClient byName(int port) {
        int number = ADDRESSES.incrementAndGet();
        var address = "127.1.%d.%d".formatted(number / 250, number % 250 + 1);
        var http = HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build();
        return new TestClient(http, "localhost", port, null);
    }

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        public String text(String pointer) {
            return body.at(pointer).asString(null);
        }

        public String code() {
            return text("/code");
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json, Map.of("Content-Type", "application/json"));
    }

    public Answer post(String path, String json) {
        return send("POST", path, json, Map.of("Content-Type", "application/json"));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    public Answer patch(String path, int version, String json) {
        return send(
                "PATCH",
                path,
                json,
                Map.of(
                        "Content-Type",
                        "application/merge-patch+json",
                        "If-Match",
                        "\"" + version + "\""));
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/api/v1" + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json")
                            ? JSON.readTree(response.body())
                            : JSON.missingNode();
            return new Answer(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
