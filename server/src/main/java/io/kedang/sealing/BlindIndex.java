package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;

/// Keyed tokens by which a sealed value is found again: equal values of one kind have equal
/// tokens, and without the key nobody can try values. Kinds have keys of their own (HMAC-SHA-256,
/// HKDF).
///
/// Tokens of all kinds may share one column: exact ones are negative, ambiguous ones are not and
/// carry the mark of their kind, so that none of one sort is taken for the other.
public final class BlindIndex {
    private static final int AMBIGUOUS_BITS = 16;

    private final NamedKeys keys;
    private final Map<String, Mac> kinds = new ConcurrentHashMap<>();

    public BlindIndex(NamedKeys keys) {
        this.keys = keys;
    }

    /// An exact token: 63 bits of the MAC. `value` must be in its normal form.
    public long token(String kind, String value) {
        return mac(kind, value) | Long.MIN_VALUE;
    }

    /// A token that about one value in 65,536 shares on purpose; so a hit must be compared in
    /// clear.
    public long ambiguousToken(String kind, String value) {
        long mark = (mac(kind, "") << AMBIGUOUS_BITS) & Long.MAX_VALUE;
        return mark | (mac(kind, value) >>> (Long.SIZE - AMBIGUOUS_BITS));
    }

    /// Stored beside derived tokens; another version means that they have to be derived anew.
    public int version() {
        return keys.version(NamedKeys.Name.BLIND_INDEX);
    }

    private long mac(String kind, String value) {
        var keyed =
                kinds.computeIfAbsent(
                        kind, name -> keys.mac(NamedKeys.Name.BLIND_INDEX, "kind " + name));
        try {
            var mac = (Mac) keyed.clone();
            return ByteBuffer.wrap(mac.doFinal(value.getBytes(UTF_8))).getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's HMAC cannot be cloned", e);
        }
    }
}
