package io.kedang.sealing.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.SealingProblem;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A key of the transit engine of HashiCorp Vault (or OpenBao), which wraps and unwraps there and
/// never leaves it. Vault counts its versions from 1, and so do ours after [Kind#VAULT]'s base.
final class VaultTransit implements MasterSource {
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;

    /// The cipher must bind what it wraps to its purpose (associated data).
    private static final String TYPE = "aes256-gcm96";

    private final VaultConnection vault;
    private final String mount;
    private final String name;

    VaultTransit(VaultConnection vault, String mount, String name) {
        this.vault = vault;
        this.mount = mount;
        this.name = name;
    }

    @Override
    public Kind kind() {
        return Kind.VAULT;
    }

    @Override
    public String place() {
        return vault.address() + "/v1/" + path("keys");
    }

    /// Refuses when Vault cannot be reached, does not let us in, or has a key of another type under
    /// this name.
    @Override
    public SortedMap<Integer, Aead> open() {
        var versions = new TreeMap<Integer, Aead>();
        try {
            var answer = vault.get(path("keys"));
            if (answer.status() != NOT_FOUND) {
                var key = answer.data();
                if (!key.path("type").asString("").equals(TYPE)) {
                    throw new Refusal(SealingProblem.VAULT_KEY_UNFIT, place(), TYPE);
                }
                int first = Math.max(1, key.path("min_decryption_version").asInt(1));
                for (int each = first; each <= key.path("latest_version").asInt(0); each++) {
                    versions.put(kind().base + each, new Version(each));
                }
            }
            return versions;
        } catch (IOException e) {
            throw new Refusal(
                    SealingProblem.VAULT_SILENT, vault.address(), VaultConnection.reason(e));
        }
    }

    @Override
    public Optional<byte[]> reveal(int version) {
        return Optional.empty();
    }

    @Override
    public void addVersion() throws IOException {
        if (vault.get(path("keys")).status() == NOT_FOUND) {
            vault.post(path("keys"), Map.of("type", TYPE)).accept();
        } else {
            vault.post(path("keys") + "/rotate", Map.of()).accept();
        }
    }

    /// Trims the key: Vault then has these versions no more, not even for its own administrator.
    @Override
    public void destroyBefore(int version) throws IOException {
        int first = version - kind().base;
        if (first <= 1) {
            return;
        }
        var known = vault.get(path("keys")).data();
        if (known.path("min_available_version").asInt(0) < first) {
            vault.post(
                            path("keys") + "/config",
                            Map.of(
                                    "min_decryption_version", first,
                                    "min_encryption_version", first))
                    .accept();
            vault.post(path("keys") + "/trim", Map.of("min_available_version", first)).accept();
        }
    }

    private String path(String what) {
        return mount + "/" + what + "/" + name;
    }

    /// One version of the key. What it gives is Vault's own text, `vault:v1:…`.
    private final class Version implements Aead {
        private final int number;

        Version(int number) {
            this.number = number;
        }

        @Override
        public byte[] encrypt(byte[] clear, byte[] bound) throws GeneralSecurityException {
            var answer =
                    ask(
                            "encrypt",
                            Map.of(
                                    "plaintext", base64(clear),
                                    "associated_data", base64(bound),
                                    "key_version", number));
            return answer.path("ciphertext").asString().getBytes(UTF_8);
        }

        @Override
        public byte[] decrypt(byte[] wrapped, byte[] bound) throws GeneralSecurityException {
            var text = new String(wrapped, UTF_8);
            var answer =
                    ask("decrypt", Map.of("ciphertext", text, "associated_data", base64(bound)));
            return Base64.getDecoder().decode(answer.path("plaintext").asString());
        }

        private JsonNode ask(String what, Map<String, ?> body) throws GeneralSecurityException {
            try {
                var answer = vault.post(path(what), body);
                if (answer.status() == BAD_REQUEST) {
                    throw new GeneralSecurityException("Vault does not " + what);
                }
                return answer.data();
            } catch (IOException e) {
                throw new GeneralSecurityException("Vault could not be asked", e);
            }
        }

        private static String base64(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }
}
