package io.kedang.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Speaks HTTP to the house as whoever brings these headers.
record Http(int port, Map<String, String> identity) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// @param path behind `/api/v1`, with its query
    record Request(String method, String path, Map<String, String> headers, String body) {
        static Request get(String path) {
            return new Request("GET", path, Map.of(), "");
        }

        static Request post(String path, String json) {
            return new Request("POST", path, Map.of("Content-Type", "application/json"), json);
        }

        static Request put(String path, String json) {
            return new Request("PUT", path, Map.of("Content-Type", "application/json"), json);
        }

        static Request patch(String path, int version, String json) {
            var type = "application/merge-patch+json";
            var headers = Map.of("Content-Type", type, "If-Match", "\"" + version + "\"");
            return new Request("PATCH", path, headers, json);
        }

        /// Everything that the caller said, and so knows already.
        String text() {
            return path + " " + headers + " " + body;
        }
    }

    static Http bearer(int port, String token) {
        return new Http(port, Map.of("Authorization", "Bearer " + token));
    }

    Answer get(String path) {
        return send(Request.get(path));
    }

    Answer send(Request request) {
        var all = new HashMap<>(identity);
        all.putAll(request.headers());
        all.put("Accept-Language", "zh-CN");
        var http =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/v1" + request.path()))
                        .timeout(Duration.ofMinutes(1))
                        .method(
                                request.method(),
                                request.body().isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(request.body()));
        all.forEach(http::header);
        try {
            var answer = CLIENT.send(http.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
