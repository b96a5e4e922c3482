package io.kedang.customer.export;

import com.google.crypto.tink.StreamingAead;

import io.kedang.sealing.DurableFile;
import io.kedang.sealing.SealedFiles;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;

/// A file on its way out: on the disk only until it is sent, sealed by a key that is in memory
/// alone.
public final class PassingFile implements Closeable {
    private static final byte[] BOUND = {};
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final StreamingAead cipher;

    private PassingFile(FileChannel file, StreamingAead cipher) {
        this.file = file;
        this.cipher = cipher;
    }

    /// Only this user of the machine may read it, and it is gone when it is closed, or the machine
    /// goes down.
    public static PassingFile create(SealedFiles sealed) throws IOException {
        var file =
                FileChannel.open(
                        Files.createTempFile("kedang-export", null),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        return new PassingFile(file, sealed.passing());
    }

    /// Takes the content, once. The file is whole when that is closed.
    public OutputStream writing() throws IOException {
        try {
            var sealing = cipher.newEncryptingStream(DurableFile.keepingOpen(file), BOUND);
            return new BufferedOutputStream(sealing, BUFFER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a file does not encrypt", e);
        }
    }

    /// The clear content, at its beginning. Closing it closes the file.
    public SeekableByteChannel reading() throws IOException {
        file.position(0);
        try {
            return cipher.newSeekableDecryptingChannel(file, BOUND);
        } catch (GeneralSecurityException e) {
            throw new IOException("a file does not open", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
