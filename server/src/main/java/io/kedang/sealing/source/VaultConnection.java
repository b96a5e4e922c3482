package io.kedang.sealing.source;

import io.kedang.kernel.outgoing.OutgoingHttp;
import io.kedang.kernel.outgoing.Reach;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Speaks to a Vault server: token, namespace, JSON.
final class VaultConnection {
    private static final int OK = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String address;
    private final @Nullable String namespace;
    private final Token token;
    private final OutgoingHttp http;

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

    /// @param certificates file with those that Vault is believed by; null for the usual ones
    VaultConnection(
            String address, @Nullable String namespace, Token token, @Nullable Path certificates)
            throws IOException {
        var believed = certificates == null ? null : Files.readString(certificates);
        http = OutgoingHttp.of(Reach.OPERATOR, believed);
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
        return send("GET", path, null);
    }

    Answer post(String path, Map<String, ?> body) throws IOException {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    /// What to tell of a failure: an exception without a message has only its name.
    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new HashMap<String, List<String>>();
        headers.put("X-Vault-Token", List.of(token.read()));
        headers.put("X-Vault-Request", List.of("true"));
        if (namespace != null) {
            headers.put("X-Vault-Namespace", List.of(namespace));
        }
        return headers;
    }

    private Answer send(String method, String path, @Nullable String json) throws IOException {
        try {
            var url = URI.create(address + "/v1/" + path).toURL();
            var response = http.send(method, url, headers(), json);
            var text = response.body();
            var body = text.isBlank() ? JSON.missingNode() : JSON.readTree(text);
            return new Answer(address, response.status(), body);
        } catch (JacksonException e) {
            throw new IOException("what answers is not Vault", e);
        }
    }
}
