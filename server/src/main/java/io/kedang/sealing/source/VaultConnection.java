package io.kedang.sealing.source;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Speaks to a Vault server: token, namespace, JSON.
final class VaultConnection {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int OK = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String address;
    private final @Nullable String namespace;
    private final Token token;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(LONGEST)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// Read for every request: an agent beside us may renew it.
    interface Token {
        String read() throws IOException;

        static Token of(String text) {
            return () -> text;
        }

        static Token in(Path file) {
            return () -> Files.readString(file).strip();
        }
    }

    VaultConnection(String address, @Nullable String namespace, Token token) {
        this.address = address.replaceFirst("/+$", "");
        this.namespace = namespace;
        this.token = token;
    }

    /// @param body the whole answer, `data` with what was asked for and `errors` inside it
    record Answer(String address, int status, JsonNode body) {
        /// What was asked for; throws what Vault says when it said no.
        JsonNode data() throws IOException {
            accept();
            return body.path("data");
        }

        void accept() throws IOException {
            if (status >= OK) {
                var said = body.path("errors").path(0).asString("");
                throw new IOException("Vault answers %d %s".formatted(status, said.strip()));
            }
        }
    }

    String address() {
        return address;
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, ?> body) throws IOException {
        var json = BodyPublishers.ofString(JSON.writeValueAsString(body));
        return send(request(path).POST(json));
    }

    /// What to tell of a failure: an exception without a message has only its name.
    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                        .timeout(LONGEST)
                        .header("X-Vault-Token", token.read())
                        .header("X-Vault-Request", "true");
        return namespace == null ? request : request.header("X-Vault-Namespace", namespace);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            var body = text.isBlank() ? JSON.missingNode() : JSON.readTree(text);
            return new Answer(address, response.statusCode(), body);
        } catch (JacksonException e) {
            throw new IOException("what answers is not Vault", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
