package io.kedang.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kedang.sealing.suite.CryptoSuite;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;

/// One encrypted copy of the key store:
///
///     "kedang keys 1\n"   canary   fingerprint   wrapped key   each with its length before it (2)
///     name (2 + n), length (4), content …; ends with an empty name     streaming AEAD, 1 MB pieces
///
/// The number in the first line is that of the suite.
///
/// What stands in clear opens nothing: a sample of the master key, a hash, a key that it wraps.
final class KeyCopyFile {
    private static final String MAGIC = "kedang keys %d\n";
    private static final int MAGIC_LENGTH = 14;
    private static final String PURPOSE = "copy of the key store";
    private static final int KEY = 32;
    private static final int PIECE = 1 << 20;
    private static final int MOST_HEAD = 1 << 14;
    private static final int MOST_ENTRY = 1 << 28;

    private KeyCopyFile() {}

    /// @param canary what `master.canary` held
    /// @param fingerprint of what was copied
    record Head(
            CryptoSuite suite, byte[] canary, byte[] fingerprint, byte[] wrapped, byte[] encoded) {}

    /// Gives the parts of the store to whoever copies them.
    interface Parts {
        void to(Sink sink) throws IOException;
    }

    /// Takes one part.
    interface Sink {
        void put(String name, byte[] content) throws IOException, GeneralSecurityException;
    }

    /// The file is there, whole and on the disk, or it is not.
    static void write(Path file, byte[] canary, byte[] fingerprint, MasterKey master, Parts parts)
            throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var key = MasterKey.random(KEY);
        var suite = master.suite();
        var head = encode(suite, canary, fingerprint, master.wrap(PURPOSE, key));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(fresh, options, DurableFile.OWNER_ONLY)) {
            var output = DurableFile.keepingOpen(channel);
            output.write(head);
            var sealed =
                    new DataOutputStream(
                            suite.streaming(key, PIECE, 0).newEncryptingStream(output, head));
            parts.to(
                    (name, content) -> {
                        sealed.writeUTF(name);
                        sealed.writeInt(content.length);
                        sealed.write(content);
                    });
            sealed.writeUTF("");
            sealed.close();
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stream does not encrypt", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFile.forceFolder(file);
    }

    static Head head(Path file) throws IOException, GeneralSecurityException {
        try (var input = new DataInputStream(Files.newInputStream(file))) {
            return head(input);
        }
    }

    /// Hands all parts to `sink`, each of which is genuine; a copy that was cut off or changed
    /// throws before its end.
    static void read(Path file, MasterKey master, Sink sink)
            throws IOException, GeneralSecurityException {
        try (var input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var head = head(input);
            var key = master.unwrap(PURPOSE, head.wrapped());
            var cipher = head.suite().streaming(key, PIECE, 0);
            var clear = new DataInputStream(cipher.newDecryptingStream(input, head.encoded()));
            for (var name = clear.readUTF(); !name.isEmpty(); name = clear.readUTF()) {
                int length = clear.readInt();
                if (length < 0 || length > MOST_ENTRY) {
                    throw new GeneralSecurityException("a part has no length");
                }
                sink.put(name, clear.readNBytes(length));
            }
            if (clear.read() >= 0) {
                throw new GeneralSecurityException("there is something behind the end");
            }
        } catch (EOFException e) {
            throw new GeneralSecurityException("it is cut off", e);
        } catch (IOException e) {
            if (e.getCause() instanceof GeneralSecurityException) {
                throw new GeneralSecurityException("it was changed or cut off", e);
            }
            throw e;
        }
    }

    private static Head head(DataInputStream input) throws IOException, GeneralSecurityException {
        try {
            var suite = suite(input.readNBytes(MAGIC_LENGTH));
            var canary = field(input);
            var fingerprint = field(input);
            var wrapped = field(input);
            return new Head(
                    suite,
                    canary,
                    fingerprint,
                    wrapped,
                    encode(suite, canary, fingerprint, wrapped));
        } catch (EOFException e) {
            throw new GeneralSecurityException("it is cut off", e);
        }
    }

    private static CryptoSuite suite(byte[] magic) throws GeneralSecurityException {
        for (var suite : CryptoSuite.values()) {
            if (Arrays.equals(magic(suite), magic)) {
                return suite;
            }
        }
        throw new GeneralSecurityException("it is no copy of a key store");
    }

    private static byte[] magic(CryptoSuite suite) {
        return MAGIC.formatted(suite.number()).getBytes(US_ASCII);
    }

    private static byte[] field(DataInputStream input)
            throws IOException, GeneralSecurityException {
        int length = input.readUnsignedShort();
        if (length > MOST_HEAD) {
            throw new GeneralSecurityException("its head is damaged");
        }
        var bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static byte[] encode(CryptoSuite suite, byte[]... fields) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(magic(suite));
        for (var field : fields) {
            bytes.write(field.length >> Byte.SIZE);
            bytes.write(field.length);
            bytes.writeBytes(field);
        }
        return bytes.toByteArray();
    }
}
