package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.sealing.suite.KeyedMac;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One version of the key of the blind indexes. Each kind of value has a key of its own, derived
/// from it.
final class IndexKey {
    private static final int AMBIGUOUS_BITS = 16;

    private final NamedKeys keys;
    private final int version;
    private final Map<String, KeyedMac> kinds = new ConcurrentHashMap<>();

    IndexKey(NamedKeys keys, int version) {
        this.keys = keys;
        this.version = version;
    }

    int version() {
        return version;
    }

    /// An exact token: 63 bits of the MAC.
    long token(String kind, String value) {
        return mac(kind, value) | Long.MIN_VALUE;
    }

    /// A token that about one value in 65,536 shares.
    long ambiguousToken(String kind, String value) {
        long mark = (mac(kind, "") << AMBIGUOUS_BITS) & Long.MAX_VALUE;
        return mark | (mac(kind, value) >>> (Long.SIZE - AMBIGUOUS_BITS));
    }

    private long mac(String kind, String value) {
        var keyed =
                kinds.computeIfAbsent(
                        kind,
                        name -> keys.mac(NamedKeys.Name.BLIND_INDEX, version, "kind " + name));
        return ByteBuffer.wrap(keyed.of(value.getBytes(UTF_8))).getLong();
    }
}
