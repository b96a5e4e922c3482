package io.kedang.sealing.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/// The pieces of one file, which have a key of their own:
///
///     header      its length (1), salt (16), begin of all nonces (7)
///     piece       ciphertext, tag (16); all but the last as long as the house agreed
///
/// The key is derived from the data key, the salt, and what the file is bound to. The nonce of a
/// piece is the begin, its number (4), and 1 for the last piece, else 0 (STREAM, Hoang et al.
/// 2015; the layout is that of Tink's AES-GCM-HKDF streaming).
final class Sm4Pieces {
    static final int HEADER = 24;
    static final int TAG = Sm4Gcm.TAG;

    private static final int SALT = 16;
    private static final int BEGIN = 7;
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] USE = "SM4-GCM pieces ".getBytes(US_ASCII);

    private final Sm4Gcm cipher;
    private final byte[] header;

    private Sm4Pieces(byte[] secret, byte[] bound, byte[] header) {
        var salt = new byte[SALT];
        ByteBuffer.wrap(header).get(1, salt);
        var use = ByteBuffer.allocate(USE.length + bound.length).put(USE).put(bound).array();
        this.cipher = new Sm4Gcm(SmAlgorithms.derive(secret, salt, use, Sm4Gcm.KEY));
        this.header = header;
    }

    /// Of a file that is about to be written.
    static Sm4Pieces begin(byte[] secret, byte[] bound) {
        var header = new byte[HEADER];
        new SecureRandom().nextBytes(header);
        header[0] = HEADER;
        return new Sm4Pieces(secret, bound, header);
    }

    /// Of a file that begins so.
    static Sm4Pieces read(byte[] secret, byte[] bound, byte[] header)
            throws GeneralSecurityException {
        if (header.length != HEADER || header[0] != HEADER) {
            throw new GeneralSecurityException("no header");
        }
        return new Sm4Pieces(secret, bound, header);
    }

    byte[] header() {
        return header.clone();
    }

    /// The first `length` bytes, sealed.
    byte[] seal(int number, boolean last, byte[] clear, int length) {
        var sealed = new byte[length + TAG];
        cipher.seal(nonce(number, last), NOTHING, clear, length, sealed, 0);
        return sealed;
    }

    byte[] open(int number, boolean last, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < TAG) {
            throw new GeneralSecurityException("cut off");
        }
        return cipher.open(nonce(number, last), NOTHING, sealed);
    }

    private byte[] nonce(int number, boolean last) {
        return ByteBuffer.allocate(Sm4Gcm.NONCE)
                .put(header, 1 + SALT, BEGIN)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
