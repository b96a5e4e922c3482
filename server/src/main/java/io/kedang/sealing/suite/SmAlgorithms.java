package io.kedang.sealing.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;

import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/// Bouncy Castle. Keys of SM4 are derived (HKDF with SM3), because secrets of the house are twice
/// as long. SM2 signs with the identity that the standard names for whoever has none,
/// `1234567812345678`.
final class SmAlgorithms implements Algorithms {
    private static final String CURVE = "sm2p256v1";
    private static final String SIGNATURE = "SM3withSM2";

    /// Not among the providers of the JVM: nothing else is to find it there.
    private static final class Castle {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }

    static byte[] derive(byte[] secret, byte[] salt, byte[] use, int length) {
        var derived = new byte[length];
        var derivation = new HKDFBytesGenerator(new SM3Digest());
        derivation.init(new HKDFParameters(secret, salt, use));
        derivation.generateBytes(derived, 0, length);
        return derived;
    }

    @Override
    public Aead aead(byte[] key) {
        return new Sm4Gcm(derive(key, new byte[0], "SM4-GCM".getBytes(UTF_8), Sm4Gcm.KEY));
    }

    @Override
    public StreamingAead streaming(byte[] key, int piece, int offset) {
        return new Sm4Streaming(key, piece, offset);
    }

    @Override
    public KeyedMac mac(byte[] secret, String use) {
        var key = new KeyParameter(derive(secret, new byte[0], use.getBytes(UTF_8), 32));
        return message -> mac(key, message);
    }

    static byte[] mac(KeyParameter key, byte[] message) {
        var mac = new HMac(new SM3Digest());
        mac.init(key);
        mac.update(message, 0, message.length);
        var result = new byte[mac.getMacSize()];
        mac.doFinal(result, 0);
        return result;
    }

    @Override
    public KeyPair newPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", Castle.PROVIDER);
        generator.initialize(new ECGenParameterSpec(CURVE));
        return generator.generateKeyPair();
    }

    @Override
    public KeyFactory keyFactory() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", Castle.PROVIDER);
    }

    @Override
    public byte[] sign(PrivateKey key, byte[] text) throws GeneralSecurityException {
        var signature = Signature.getInstance(SIGNATURE, Castle.PROVIDER);
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    @Override
    public boolean isSigned(PublicKey key, byte[] text, byte[] signature)
            throws GeneralSecurityException {
        var check = Signature.getInstance(SIGNATURE, Castle.PROVIDER);
        check.initVerify(key);
        check.update(text);
        return check.verify(signature);
    }
}
