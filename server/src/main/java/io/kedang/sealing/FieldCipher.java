package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.sealing.suite.CryptoSuite;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Seals single values with the data key of the person whom they are about.
///
/// A sealed value is base64url text of: suite (1 byte, [CryptoSuite]), key version (2), nonce (12),
/// ciphertext, tag (16). It opens only for the same subject in the same context, so that a value
/// copied to another row or field is refused like a changed one.
public final class FieldCipher {
    private static final int HEAD = 3;

    private final KeyStore keys;
    private final CryptoSuite suite;

    public FieldCipher(KeyStore keys) {
        this(keys, keys.suite());
    }

    /// @param suite that seals; it opens what any suite sealed
    FieldCipher(KeyStore keys, CryptoSuite suite) {
        this.keys = keys;
        this.suite = suite;
    }

    /// A value on its way in or out: clear text to seal, or sealed text to open.
    public record Value(UUID subject, String context, String text) {
        /// Never shows the text.
        @Override
        public String toString() {
            return "Value[" + context + "]";
        }
    }

    /// The context of a field: where its value stands.
    public static String context(String table, UUID row, String field) {
        return table + "|" + row + "|" + field;
    }

    /// Throws [SealBroken] when the subject has no key yet ([KeyStore#newKey]) or was erased.
    public String seal(UUID subject, String context, String clear) {
        return seal(keys.get(subject), subject, context, clear);
    }

    /// Throws [SealBroken] when `sealed` is not exactly what [#seal] gave for this subject and
    /// context.
    public String unseal(UUID subject, String context, String sealed) {
        return unseal(keys.get(subject), subject, context, sealed);
    }

    /// Seals many, in order. Values of one subject that stand together share the work; the keys do
    /// not push out those that pages use.
    public List<String> sealAll(List<Value> values) {
        return all(values, key -> value -> seal(key, value.subject, value.context, value.text));
    }

    /// Opens many, in order; throws [SealBroken] at the first that does not open.
    public List<String> unsealAll(List<Value> values) {
        return all(values, key -> value -> unseal(key, value.subject, value.context, value.text));
    }

    private List<String> all(List<Value> values, Function<DataKey, Function<Value, String>> work) {
        var done = new ArrayList<String>(values.size());
        UUID subject = null;
        Function<Value, String> ofSubject = null;
        for (var value : values) {
            if (ofSubject == null || !value.subject.equals(subject)) {
                subject = value.subject;
                ofSubject = work.apply(keys.getOnce(subject));
            }
            done.add(ofSubject.apply(value));
        }
        return done;
    }

    private String seal(DataKey key, UUID subject, String context, String clear) {
        var bound = bound(suite, subject, context, key.version());
        var sealed = MasterKey.seal(key.aead(suite), clear.getBytes(UTF_8), bound);
        var bytes =
                ByteBuffer.allocate(HEAD + sealed.length)
                        .put(suite.number())
                        .putShort((short) key.version())
                        .put(sealed);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static String unseal(DataKey key, UUID subject, String context, String sealed) {
        var bytes = decode(sealed);
        if (bytes == null
                || bytes.length < HEAD
                || ByteBuffer.wrap(bytes).getShort(1) != key.version()) {
            throw altered(subject, context);
        }
        var by = CryptoSuite.find(bytes[0]).orElseThrow(() -> altered(subject, context));
        try {
            var rest = Arrays.copyOfRange(bytes, HEAD, bytes.length);
            var bound = bound(by, subject, context, key.version());
            return new String(key.aead(by).decrypt(rest, bound), UTF_8);
        } catch (GeneralSecurityException e) {
            throw altered(subject, context);
        }
    }

    /// Null for anything but the one text that encodes the bytes: the last character of a base64
    /// text may have spare bits, and a flip there is a change too.
    private static byte @Nullable [] decode(String sealed) {
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed);
            var again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return again.equals(sealed) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static byte[] bound(CryptoSuite suite, UUID subject, String context, int version) {
        var text = context.getBytes(UTF_8);
        return ByteBuffer.allocate(HEAD + 16 + text.length)
                .put(suite.number())
                .putShort((short) version)
                .putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits())
                .put(text)
                .array();
    }

    private static SealBroken altered(UUID subject, String context) {
        return new SealBroken(SealBroken.Reason.ALTERED, context + " of subject " + subject);
    }
}
