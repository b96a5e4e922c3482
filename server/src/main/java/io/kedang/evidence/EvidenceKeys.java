package io.kedang.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Public keys by name: the first 16 bytes of the SHA-256 of the key (X.509), as hexadecimal
/// digits.
final class EvidenceKeys {
    private final Map<String, PublicKey> keys = new HashMap<>();

    /// Takes a key by its own name, whatever it is called.
    ///
    /// @param text base64 of the X.509 form, or a PEM file
    /// @return its name
    String add(String text) throws GeneralSecurityException {
        var plain = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        var encoded = Base64.getDecoder().decode(plain);
        var key = SignatureKind.read(encoded);
        var hash = MessageDigest.getInstance("SHA-256").digest(encoded);
        var name = HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
        keys.put(name, key);
        return name;
    }

    boolean knows(String name) {
        return keys.containsKey(name);
    }

    boolean isSigned(@Nullable String name, String text, String signature) {
        var key = keys.get(name);
        if (key == null) {
            return false;
        }
        try {
            var check = SignatureKind.checkOf(key);
            check.update(text.getBytes(UTF_8));
            var bytes = Base64.getDecoder().decode(signature);
            // spare bits of the last character would let a text be changed unnoticed
            return Base64.getEncoder().encodeToString(bytes).equals(signature)
                    && check.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
