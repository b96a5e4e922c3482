package io.kedang.sealing.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;

/// Tink and the JDK.
final class StandardAlgorithms implements Algorithms {
    private static final String HMAC = "HmacSHA256";
    private static final String SIGNATURE = "Ed25519";
    private static final int KEY = 32;

    @Override
    public Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    @Override
    public StreamingAead streaming(byte[] key, int piece, int offset)
            throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(key, "HmacSha256", KEY, piece, offset);
    }

    @Override
    public KeyedMac mac(byte[] secret, String use) {
        try {
            var derived =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveKey(
                                    HMAC,
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(secret)
                                            .thenExpand(use.getBytes(UTF_8), KEY));
            var keyed = Mac.getInstance(HMAC);
            keyed.init(derived);
            return message -> copy(keyed).doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot derive keys", e);
        }
    }

    /// Quicker than a new one.
    private static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's HMAC cannot be cloned", e);
        }
    }

    @Override
    public KeyPair newPair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(SIGNATURE).generateKeyPair();
    }

    @Override
    public KeyFactory keyFactory() throws GeneralSecurityException {
        return KeyFactory.getInstance(SIGNATURE);
    }

    @Override
    public byte[] sign(PrivateKey key, byte[] text) throws GeneralSecurityException {
        var signature = Signature.getInstance(SIGNATURE);
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    @Override
    public boolean isSigned(PublicKey key, byte[] text, byte[] signature)
            throws GeneralSecurityException {
        var check = Signature.getInstance(SIGNATURE);
        check.initVerify(key);
        check.update(text);
        return check.verify(signature);
    }
}
