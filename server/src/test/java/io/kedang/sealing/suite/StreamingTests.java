package io.kedang.sealing.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.StreamingAead;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;

/// What somebody does to the bytes of a sealed file.
@Tag("c-l")
class StreamingTests {
    private static final int PIECE = 128;
    private static final byte[] BOUND = "file 7 of subject 9".getBytes(US_ASCII);

    private final Random random = new Random(5);
    private final byte[] key = bytes(32);

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private StreamingAead streaming(CryptoSuite suite) {
        return suite.streaming(key, PIECE, 0);
    }

    private byte[] seal(CryptoSuite suite, byte[] clear) throws Exception {
        var sealed = new ByteArrayOutputStream();
        try (var out = streaming(suite).newEncryptingStream(sealed, BOUND)) {
            int at = 0;
            while (at < clear.length) {
                int count = Math.min(1 + random.nextInt(300), clear.length - at);
                out.write(clear, at, count);
                at += count;
            }
        }
        return sealed.toByteArray();
    }

    private byte[] open(CryptoSuite suite, byte[] sealed)
            throws IOException, GeneralSecurityException {
        try (var in =
                streaming(suite).newDecryptingStream(new ByteArrayInputStream(sealed), BOUND)) {
            return in.readAllBytes();
        }
    }

    private byte[] openAt(CryptoSuite suite, byte[] sealed, long from, int count)
            throws IOException, GeneralSecurityException {
        var channel = new SeekableInMemoryByteChannel(sealed);
        try (var in = streaming(suite).newSeekableDecryptingChannel(channel, BOUND)) {
            in.position(from);
            var into = ByteBuffer.allocate(count);
            while (into.hasRemaining() && in.read(into) >= 0) {
                // until it is full or the file ends
            }
            return Arrays.copyOf(into.array(), into.position());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLengthComesBack(CryptoSuite suite) throws Exception {
        for (int length = 0; length < 4 * PIECE; length++) {
            var clear = bytes(length);
            var sealed = seal(suite, clear);
            assertThat(open(suite, sealed)).as("%d bytes", length).isEqualTo(clear);
            assertThat(openAt(suite, sealed, 0, length + 9)).isEqualTo(clear);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyStretchCanBeReadAlone(CryptoSuite suite) throws Exception {
        var clear = bytes(10 * PIECE + 17);
        var sealed = seal(suite, clear);
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(clear.length);
            int to = Math.min(clear.length, from + random.nextInt(3 * PIECE));
            assertThat(openAt(suite, sealed, from, to - from))
                    .isEqualTo(Arrays.copyOfRange(clear, from, to));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBeginningOfAFilePassesForTheWhole(CryptoSuite suite) throws Exception {
        var sealed = seal(suite, bytes(3 * PIECE + 5));
        for (int length = 0; length < sealed.length; length++) {
            assertBroken(suite, Arrays.copyOf(sealed, length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBitCanBeFlipped(CryptoSuite suite) throws Exception {
        var sealed = seal(suite, bytes(2 * PIECE + 5));
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            var changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertBroken(suite, changed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void piecesStayWhereTheyAreAndWithTheirFile(CryptoSuite suite) throws Exception {
        var one = seal(suite, bytes(5 * PIECE));
        var other = seal(suite, bytes(5 * PIECE));
        for (int piece = 1; piece < 4; piece++) {
            var swapped = one.clone();
            System.arraycopy(one, piece * PIECE, swapped, (piece + 1) * PIECE, PIECE);
            System.arraycopy(one, (piece + 1) * PIECE, swapped, piece * PIECE, PIECE);
            assertBroken(suite, swapped);
            var mixed = one.clone();
            System.arraycopy(other, piece * PIECE, mixed, piece * PIECE, PIECE);
            assertBroken(suite, mixed);
            var without = new ByteArrayOutputStream();
            without.write(one, 0, piece * PIECE);
            without.write(one, (piece + 1) * PIECE, one.length - (piece + 1) * PIECE);
            assertBroken(suite, without.toByteArray());
        }
        var more = Arrays.copyOf(one, one.length + PIECE);
        System.arraycopy(one, PIECE, more, one.length, PIECE);
        assertBroken(suite, more);
    }

    @ParameterizedTest
    @EnumSource
    void aFileOpensOnlyForWhatItIsBoundTo(CryptoSuite suite) throws Exception {
        var sealed = seal(suite, bytes(300));
        var other = "file 8 of subject 9".getBytes(US_ASCII);
        assertThatThrownBy(
                        () ->
                                streaming(suite)
                                        .newDecryptingStream(
                                                new ByteArrayInputStream(sealed), other)
                                        .readAllBytes())
                .isInstanceOf(IOException.class);
    }

    private void assertBroken(CryptoSuite suite, byte[] sealed) {
        assertThatThrownBy(() -> open(suite, sealed)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> openAt(suite, sealed, 0, sealed.length + 1))
                .isInstanceOf(IOException.class);
    }
}
