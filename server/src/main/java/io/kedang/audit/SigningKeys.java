package io.kedang.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.suite.CryptoSuite;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that sign check points and exports, and what each is called: the first half of the
/// SHA-256 of its public half (X.509), as hexadecimal digits.
public final class SigningKeys {
    private static final int NAME_BYTES = 16;

    private final NamedKeys keys;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    public SigningKeys(NamedKeys keys) {
        this.keys = keys;
    }

    public int newest() {
        return keys.version(NamedKeys.Name.AUDIT_SIGNING);
    }

    public Iterable<Integer> versions() {
        return keys.versions(NamedKeys.Name.AUDIT_SIGNING);
    }

    private KeyPair pair(int version) {
        return keys.signingPair(NamedKeys.Name.AUDIT_SIGNING, version);
    }

    public PublicKey open(int version) {
        return pair(version).getPublic();
    }

    public String name(int version) {
        return names.computeIfAbsent(version, one -> name(open(one)));
    }

    /// The version of the key of this name; none when it is not of this house.
    public OptionalInt find(String name) {
        for (int version : versions()) {
            if (name(version).equals(name)) {
                return OptionalInt.of(version);
            }
        }
        return OptionalInt.empty();
    }

    /// The signature of these characters, as base64.
    public String sign(int version, String text) {
        var key = pair(version).getPrivate();
        return Base64.getEncoder()
                .encodeToString(CryptoSuite.of(key).sign(key, text.getBytes(UTF_8)));
    }

    boolean isSigned(int version, String text, byte[] signature) {
        var key = open(version);
        return CryptoSuite.of(key).isSigned(key, text.getBytes(UTF_8), signature);
    }

    /// What `openssl` and others read.
    public String pem(int version) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + base64(open(version))
                + "\n-----END PUBLIC KEY-----\n";
    }

    public static String base64(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    static String name(PublicKey key) {
        var hash = AuditSeal.sha256().digest(key.getEncoded());
        return HexFormat.of().formatHex(Arrays.copyOf(hash, NAME_BYTES));
    }
}
