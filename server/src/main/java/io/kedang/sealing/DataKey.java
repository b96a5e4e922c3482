package io.kedang.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;

import io.kedang.sealing.suite.CryptoSuite;

import java.util.EnumMap;
import java.util.Map;

/// The open data key of one subject. It can only be used, never be looked at.
final class DataKey {
    private final int version;
    private final byte[] key;
    private final Map<CryptoSuite, Aead> ciphers = new EnumMap<>(CryptoSuite.class);

    DataKey(int version, byte[] key) {
        this.version = version;
        this.key = key;
    }

    int version() {
        return version;
    }

    synchronized Aead aead(CryptoSuite suite) {
        return ciphers.computeIfAbsent(suite, one -> one.aead(key));
    }

    StreamingAead streaming(CryptoSuite suite, int piece, int offset) {
        return suite.streaming(key, piece, offset);
    }

    @Override
    public String toString() {
        return "DataKey[version=" + version + "]";
    }
}
