package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.StreamingAead;

import io.kedang.sealing.suite.CryptoSuite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;

/// Seals whole files, of any size, with the data key of whom or what they are about.
///
///     "kdf1"   suite (1)   zero (1)   key version (2)   pieces of 64 KiB (CryptoSuite#streaming)
///
/// A file opens only for the same subject in the same context. Of a file that was changed, cut, or
/// mixed with another one no byte is given out that is not genuine. Memory holds one piece.
public final class SealedFiles {
    private static final byte[] MAGIC = "kdf1".getBytes(US_ASCII);
    private static final int PREFACE = 8;
    private static final int PIECE = 1 << 16;

    /// Of an empty file, in any suite: header of the pieces, tag.
    private static final int SHORTEST = 40;

    private final KeyStore keys;

    public SealedFiles(KeyStore keys) {
        this.keys = keys;
    }

    /// Seals what is written to it. The file is whole once that is closed, which closes `to` too.
    ///
    /// Throws [SealBroken] when the subject has no key yet ([KeyStore#newKey]) or was erased.
    public OutputStream sealing(UUID subject, String context, OutputStream to) throws IOException {
        var key = keys.get(subject);
        var suite = keys.suite();
        to.write(
                ByteBuffer.allocate(PREFACE)
                        .put(MAGIC)
                        .put(suite.number())
                        .put((byte) 0)
                        .putShort((short) key.version())
                        .array());
        try {
            return key.streaming(suite, PIECE, PREFACE)
                    .newEncryptingStream(
                            to, FieldCipher.bound(suite, subject, context, key.version()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a file does not encrypt", e);
        }
    }

    /// The clear content, read where it is asked for; closing it closes `from` too.
    ///
    /// Throws [SealBroken], also while it is read, when `from` is not what [#sealing] made for this
    /// subject and context.
    public SeekableByteChannel open(UUID subject, String context, SeekableByteChannel from)
            throws IOException {
        var preface = preface(from);
        boolean isCut = from.size() < PREFACE + SHORTEST;
        var key = keys.get(subject);
        if (isCut
                || !isSealed(preface)
                || preface[5] != 0
                || ByteBuffer.wrap(preface).getShort(6) != key.version()) {
            throw altered(subject, context);
        }
        var suite = CryptoSuite.find(preface[4]).orElseThrow(() -> altered(subject, context));
        try {
            var bound = FieldCipher.bound(suite, subject, context, key.version());
            return new ClearChannel(
                    key.streaming(suite, PIECE, PREFACE).newSeekableDecryptingChannel(from, bound),
                    () -> altered(subject, context));
        } catch (GeneralSecurityException | IOException e) {
            // Nothing is read yet: the size is one that no sealed file has.
            throw altered(subject, context);
        }
    }

    /// A cipher under a new key that stands nowhere: for what is on the disk only as long as
    /// somebody works with it.
    public StreamingAead passing() {
        return keys.suite().streaming(MasterKey.random(32), PIECE, 0);
    }

    /// Whether a file begins as sealed ones do.
    public static boolean isSealed(SeekableByteChannel file) throws IOException {
        return isSealed(preface(file));
    }

    private static boolean isSealed(byte[] preface) {
        return preface.length == PREFACE && Arrays.equals(preface, 0, 4, MAGIC, 0, 4);
    }

    private static byte[] preface(SeekableByteChannel from) throws IOException {
        from.position(0);
        var preface = ByteBuffer.allocate(PREFACE);
        while (preface.hasRemaining() && from.read(preface) >= 0) {
            // until it is whole or the file ends
        }
        from.position(0);
        return Arrays.copyOf(preface.array(), preface.position());
    }

    private static SealBroken altered(UUID subject, String context) {
        return new SealBroken(SealBroken.Reason.ALTERED, context + " of subject " + subject);
    }
}
