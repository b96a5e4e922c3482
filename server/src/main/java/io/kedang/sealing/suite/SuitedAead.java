package io.kedang.sealing.suite;

import com.google.crypto.tink.Aead;

import java.security.GeneralSecurityException;

/// A key that wraps keys: it seals by one suite and opens what any of them sealed, which a tag
/// tells for certain.
public final class SuitedAead implements Aead {
    private final byte[] key;
    private final CryptoSuite suite;
    private final Aead own;

    /// @param key 256 bits
    public SuitedAead(byte[] key, CryptoSuite suite) {
        this.key = key.clone();
        this.suite = suite;
        this.own = suite.aead(key);
    }

    /// The same key, sealing by another suite.
    public SuitedAead by(CryptoSuite other) {
        return other == suite ? this : new SuitedAead(key, other);
    }

    @Override
    public byte[] encrypt(byte[] clear, byte[] bound) throws GeneralSecurityException {
        return own.encrypt(clear, bound);
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
        try {
            return own.decrypt(sealed, bound);
        } catch (GeneralSecurityException e) {
            var other = suite == CryptoSuite.SM ? CryptoSuite.STANDARD : CryptoSuite.SM;
            return other.aead(key).decrypt(sealed, bound);
        }
    }

    @Override
    public String toString() {
        return "SuitedAead[" + suite + "]";
    }
}
