package io.kedang.sealing.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.kedang.transport.Issued;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The transit engine of Vault as its API documentation has it: tokens, versions, encryption with
/// associated data, the rules about versions that may no longer decrypt, trimming, sealing.
final class FakeVault implements AutoCloseable {
    static final String TOKEN = "hvs.test";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    volatile boolean sealed;

    private static final class Key {
        final String type;
        final TreeMap<Integer, byte[]> versions = new TreeMap<>();
        int minDecryption = 1;
        int minEncryption;
        int minAvailable;

        Key(String type) {
            this.type = type;
            add();
        }

        void add() {
            var fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            versions.put(versions.isEmpty() ? 1 : versions.lastKey() + 1, fresh);
        }
    }

    private static final class Refused extends RuntimeException {
        final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    FakeVault() {
        this(null);
    }

    /// @param certificate for localhost, of a Vault that is encrypted; null for one that is not
    FakeVault(@Nullable Issued certificate) {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (certificate == null) {
                server = HttpServer.create(here, 0);
            } else {
                var encrypted = HttpsServer.create(here, 0);
                encrypted.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
                server = encrypted;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/v1/transit/", this::answer);
        server.start();
    }

    String address() {
        var host = server instanceof HttpsServer ? "https://localhost:" : "http://127.0.0.1:";
        return host + server.getAddress().getPort();
    }

    void putKey(String name, String type) {
        keys.put(name, new Key(type));
    }

    int versions(String name) {
        return keys.get(name).versions.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        Object body;
        try {
            if (sealed) {
                throw new Refused(503, "Vault is sealed");
            }
            if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
                throw new Refused(403, "permission denied");
            }
            var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var request = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
            var words =
                    exchange.getRequestURI()
                            .getPath()
                            .substring("/v1/transit/".length())
                            .split("/");
            body = Map.of("data", data(exchange.getRequestMethod(), words, request));
        } catch (Refused e) {
            status = e.status;
            body =
                    Map.of(
                            "errors",
                            e.getMessage().isEmpty()
                                    ? new String[0]
                                    : new String[] {e.getMessage()});
        } catch (GeneralSecurityException e) {
            status = 400;
            body = Map.of("errors", new String[] {"cipher: message authentication failed"});
        }
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Map<String, ?> data(String method, String[] words, JsonNode request)
            throws GeneralSecurityException {
        var name = words[1];
        if (method.equals("POST") && words[0].equals("keys") && words.length == 2) {
            keys.putIfAbsent(name, new Key(request.path("type").asString("aes256-gcm96")));
            return state(keys.get(name));
        }
        var key = keys.get(name);
        if (key == null) {
            throw words[0].equals("keys")
                    ? new Refused(404, "")
                    : new Refused(400, "encryption key not found");
        }
        return switch (words[0] + (words.length == 3 ? " " + words[2] : "")) {
            case "keys" -> state(key);
            case "keys rotate" -> {
                key.add();
                yield state(key);
            }
            case "keys config" -> configured(key, request);
            case "keys trim" -> trimmed(key, request.path("min_available_version").asInt());
            case "encrypt" -> encrypted(key, request);
            case "decrypt" -> decrypted(key, request);
            default -> throw new Refused(404, "unsupported path");
        };
    }

    private static Map<String, ?> state(Key key) {
        return Map.of(
                "type", key.type,
                "latest_version", key.versions.lastKey(),
                "min_decryption_version", key.minDecryption,
                "min_encryption_version", key.minEncryption,
                "min_available_version", key.minAvailable);
    }

    private static Map<String, ?> configured(Key key, JsonNode request) {
        int newest = key.versions.lastKey();
        key.minDecryption = request.path("min_decryption_version").asInt(key.minDecryption);
        key.minEncryption = request.path("min_encryption_version").asInt(key.minEncryption);
        if (key.minDecryption > newest || key.minEncryption > newest) {
            throw new Refused(400, "cannot set min version higher than the latest");
        }
        return state(key);
    }

    private static Map<String, ?> trimmed(Key key, int first) {
        if (first > key.minDecryption || first > key.minEncryption) {
            throw new Refused(
                    400,
                    "min available version should not be greater than min decryption/encryption");
        }
        key.minAvailable = first;
        key.versions.headMap(first).clear();
        return state(key);
    }

    private static Map<String, ?> encrypted(Key key, JsonNode request)
            throws GeneralSecurityException {
        int version = request.path("key_version").asInt(key.versions.lastKey());
        if (version < key.minEncryption || !key.versions.containsKey(version)) {
            throw new Refused(400, "requested version for encryption is not allowed");
        }
        var nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        var cipher = cipher(Cipher.ENCRYPT_MODE, key.versions.get(version), nonce, request);
        var rest = cipher.doFinal(bytes(request, "plaintext"));
        var all = Arrays.copyOf(nonce, nonce.length + rest.length);
        System.arraycopy(rest, 0, all, nonce.length, rest.length);
        var text = "vault:v" + version + ":" + Base64.getEncoder().encodeToString(all);
        return Map.of("ciphertext", text, "key_version", version);
    }

    private static Map<String, ?> decrypted(Key key, JsonNode request)
            throws GeneralSecurityException {
        var words = request.path("ciphertext").asString().split(":");
        if (words.length != 3 || !words[0].equals("vault")) {
            throw new Refused(400, "invalid ciphertext: no prefix");
        }
        int version = Integer.parseInt(words[1].substring(1));
        if (version < key.minDecryption || !key.versions.containsKey(version)) {
            throw new Refused(
                    400, "ciphertext or signature version is disallowed by policy (too old)");
        }
        var all = Base64.getDecoder().decode(words[2]);
        var nonce = Arrays.copyOf(all, 12);
        var cipher = cipher(Cipher.DECRYPT_MODE, key.versions.get(version), nonce, request);
        var clear = cipher.doFinal(all, 12, all.length - 12);
        return Map.of("plaintext", Base64.getEncoder().encodeToString(clear));
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, JsonNode request)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bytes(request, "associated_data"));
        return cipher;
    }

    private static byte[] bytes(JsonNode request, String name) {
        return Base64.getDecoder().decode(request.path(name).asString(""));
    }
}
