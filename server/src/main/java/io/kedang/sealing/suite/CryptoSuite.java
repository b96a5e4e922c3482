package io.kedang.sealing.suite;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.StreamingAead;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// 密码套件: the algorithms that a house uses together, chosen at its first start. Whatever is
/// sealed names its suite.
public enum CryptoSuite {
    /// AES-256-GCM, HMAC-SHA-256, Ed25519.
    STANDARD(1, new StandardAlgorithms()),
    /// 商用密码: SM4-GCM, HMAC-SM3, SM2 with SM3 (GB/T 32907, 32905, 32918).
    SM(2, new SmAlgorithms());

    private final byte number;
    private final Algorithms algorithms;

    CryptoSuite(int number, Algorithms algorithms) {
        this.number = (byte) number;
        this.algorithms = algorithms;
    }

    /// The setting `crypto.suite` that chooses it, and its name in key files.
    public static Optional<CryptoSuite> find(String code) {
        return Arrays.stream(values()).filter(suite -> suite.code().equals(code)).findFirst();
    }

    /// By the byte that sealed values and files bear.
    public static Optional<CryptoSuite> find(byte number) {
        return Arrays.stream(values()).filter(suite -> suite.number == number).findFirst();
    }

    /// The one in which such a key signs.
    public static CryptoSuite of(Key key) {
        return key.getAlgorithm().startsWith("Ed") ? STANDARD : SM;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public byte number() {
        return number;
    }

    /// @param key 256 bits
    public Aead aead(byte[] key) {
        return algorithms.aead(key);
    }

    /// For files: pieces of `piece` bytes, each of which authenticates its place and whether it is
    /// the last one, so that a file that was cut, mixed or reordered does not open. Any piece can
    /// be read without those before it.
    ///
    /// @param key 256 bits
    /// @param offset bytes of the file before what this writes
    public StreamingAead streaming(byte[] key, int piece, int offset) {
        return need(() -> algorithms.streaming(key, piece, offset));
    }

    /// Under a key of its own for `use`, derived from the secret.
    public KeyedMac mac(byte[] secret, String use) {
        return algorithms.mac(secret, use);
    }

    public KeyPair newPair() {
        return need(algorithms::newPair);
    }

    /// Reads keys of this suite.
    public KeyFactory keyFactory() {
        return need(algorithms::keyFactory);
    }

    public byte[] sign(PrivateKey key, byte[] text) {
        return need(() -> algorithms.sign(key, text));
    }

    /// False also for what has not the form of a signature.
    public boolean isSigned(PublicKey key, byte[] text, byte[] signature) {
        try {
            return algorithms.isSigned(key, text, signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private interface Work<T> {
        T run() throws GeneralSecurityException;
    }

    private static <T> T need(Work<T> work) {
        try {
            return work.run();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks an algorithm", e);
        }
    }
}
