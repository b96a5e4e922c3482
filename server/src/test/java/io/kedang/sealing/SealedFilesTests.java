package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.sealing.suite.CryptoSuite;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

class SealedFilesTests {
    private static final String CONTEXT = "import|file";
    private static final int PIECE = 1 << 16;

    @TempDir Path keys;
    private final Random random = new Random(3);
    private final UUID li = UUID.randomUUID();
    private final UUID wang = UUID.randomUUID();
    private KeyStore store;
    private SealedFiles files;

    @BeforeEach
    void open() {
        store = KeyFolders.open(keys);
        store.newKeys(List.of(li, wang));
        files = new SealedFiles(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] seal(byte[] clear) throws IOException {
        var sealed = new ByteArrayOutputStream();
        try (var out = files.sealing(li, CONTEXT, sealed)) {
            out.write(clear);
        }
        return sealed.toByteArray();
    }

    private byte[] open(UUID subject, String context, byte[] sealed) throws IOException {
        var channel = new SeekableInMemoryByteChannel(sealed);
        try (var in = Channels.newInputStream(files.open(subject, context, channel))) {
            return in.readAllBytes();
        }
    }

    @Test
    void filesOfEveryLengthComeBackAndNameTheirSuite() throws IOException {
        for (int length : new int[] {0, 1, PIECE - 100, PIECE - 48, PIECE - 47, PIECE, 5 * PIECE}) {
            var clear = bytes(length);
            var sealed = seal(clear);
            assertThat(open(li, CONTEXT, sealed)).as("%d bytes", length).isEqualTo(clear);
            assertThat(CryptoSuite.find(sealed[4])).contains(TestKeys.suite());
        }
    }

    @Test
    void aStretchInTheMiddleIsReadAlone() throws IOException {
        var clear = bytes(7 * PIECE + 5);
        var sealed = seal(clear);
        sealed[3 * PIECE + 77] ^= 1;
        try (var in = files.open(li, CONTEXT, new SeekableInMemoryByteChannel(sealed))) {
            assertThat(in.size()).isEqualTo(clear.length);
            var part = ByteBuffer.allocate(1000);
            in.position(5L * PIECE);
            while (part.hasRemaining() && in.read(part) >= 0) {
                // until it is full
            }
            assertThat(part.array())
                    .isEqualTo(Arrays.copyOfRange(clear, 5 * PIECE, 5 * PIECE + 1000));
            in.position(3L * PIECE);
            assertThatThrownBy(() -> in.read(part.clear())).isInstanceOf(SealBroken.class);
        }
    }

    @Test
    void aFileOpensOnlyForItsSubjectAndContext() throws IOException {
        var sealed = seal(bytes(500));
        assertBroken(wang, CONTEXT, sealed);
        assertBroken(li, "import|other", sealed);
        assertBroken(UUID.randomUUID(), CONTEXT, sealed);
    }

    @Test
    void noBeginningPassesForTheWholeAndNoBitIsChangedUnnoticed() throws IOException {
        var sealed = seal(bytes(300));
        for (int length = 0; length < sealed.length; length++) {
            assertBroken(li, CONTEXT, Arrays.copyOf(sealed, length));
        }
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            var changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertBroken(li, CONTEXT, changed);
        }
        var large = seal(bytes(3 * PIECE));
        for (int cut : new int[] {PIECE, 2 * PIECE, 3 * PIECE, 3 * PIECE - 1, PIECE + 1}) {
            assertBroken(li, CONTEXT, Arrays.copyOf(large, cut));
        }
    }

    private void assertBroken(UUID subject, String context, byte[] sealed) {
        assertThatThrownBy(() -> open(subject, context, sealed)).isInstanceOf(SealBroken.class);
    }

    @Test
    void anErasedKeyClosesTheFileForGood() throws IOException {
        var sealed = seal(bytes(500));
        store.erase(List.of(li));
        assertThatThrownBy(() -> open(li, CONTEXT, sealed))
                .isInstanceOfSatisfying(
                        SealBroken.class,
                        broken -> assertThat(broken.reason()).isEqualTo(SealBroken.Reason.ERASED));
    }

    /// Far more than this JVM would hold twice.
    @Test
    void memoryDoesNotGrowWithTheFile(@TempDir Path folder) throws IOException {
        var file = folder.resolve("large");
        int pieces = TestKeys.suite() == CryptoSuite.SM ? 400 : 4_000;
        var clear = bytes(PIECE);
        long before = used();
        try (var out = files.sealing(li, CONTEXT, Files.newOutputStream(file))) {
            for (int i = 0; i < pieces; i++) {
                out.write(clear);
            }
        }
        try (var in =
                Channels.newInputStream(
                        files.open(li, CONTEXT, FileChannel.open(file, StandardOpenOption.READ)))) {
            assertThat(in.transferTo(OutputStream.nullOutputStream()))
                    .isEqualTo((long) pieces * PIECE);
        }
        assertThat(used() - before).isLessThan(16L << 20);
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
