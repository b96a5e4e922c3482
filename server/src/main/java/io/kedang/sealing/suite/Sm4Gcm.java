package io.kedang.sealing.suite;

import com.google.crypto.tink.Aead;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

/// SM4 in Galois/counter mode: nonce (12), ciphertext, tag (16), as AES-GCM is laid out elsewhere.
final class Sm4Gcm implements Aead {
    static final int KEY = 16;
    static final int NONCE = 12;
    static final int TAG = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyParameter key;

    Sm4Gcm(byte[] key) {
        this.key = new KeyParameter(key);
    }

    @Override
    public byte[] encrypt(byte[] clear, byte[] bound) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = new byte[NONCE + clear.length + TAG];
        System.arraycopy(nonce, 0, sealed, 0, NONCE);
        seal(nonce, bound, clear, clear.length, sealed, NONCE);
        return sealed;
    }

    @Override
    public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
        if (sealed.length < NONCE + TAG) {
            throw new GeneralSecurityException("too short");
        }
        var nonce = Arrays.copyOf(sealed, NONCE);
        return open(nonce, bound, Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    /// Writes ciphertext and tag of the first `length` bytes into `into`, from `at` on. A nonce
    /// must never come twice.
    void seal(byte[] nonce, byte[] bound, byte[] clear, int length, byte[] into, int at) {
        try {
            run(true, nonce, bound, clear, length, into, at);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("SM4-GCM does not encrypt", e);
        }
    }

    byte[] open(byte[] nonce, byte[] bound, byte[] sealed) throws GeneralSecurityException {
        var clear = new byte[sealed.length - TAG];
        try {
            run(false, nonce, bound, sealed, sealed.length, clear, 0);
            return clear;
        } catch (InvalidCipherTextException e) {
            throw new GeneralSecurityException("the tag is wrong", e);
        }
    }

    private void run(
            boolean seals, byte[] nonce, byte[] bound, byte[] from, int length, byte[] into, int at)
            throws InvalidCipherTextException {
        var gcm = GCMBlockCipher.newInstance(new SM4Engine());
        gcm.init(seals, new AEADParameters(key, TAG * Byte.SIZE, nonce, bound));
        int done = gcm.processBytes(from, 0, length, into, at);
        gcm.doFinal(into, at + done);
    }
}
