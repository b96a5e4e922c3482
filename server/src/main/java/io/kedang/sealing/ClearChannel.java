package io.kedang.sealing;

import io.kedang.sealing.suite.ReadOnlyChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/// The content of a sealed file. What is not genuine is told from trouble with the disk.
final class ClearChannel implements ReadOnlyChannel {
    private final SeekableByteChannel opened;
    private final Supplier<SealBroken> altered;

    ClearChannel(SeekableByteChannel opened, Supplier<SealBroken> altered) {
        this.opened = opened;
        this.altered = altered;
    }

    /// Ciphers of streams report a tag that does not fit as the cause of an [IOException].
    private static boolean isForged(IOException fault) {
        return fault.getCause() instanceof GeneralSecurityException;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            return opened.read(into);
        } catch (IOException e) {
            if (isForged(e)) {
                throw altered.get();
            }
            throw e;
        }
    }

    @Override
    public long position() throws IOException {
        return opened.position();
    }

    @Override
    public SeekableByteChannel position(long wanted) throws IOException {
        opened.position(wanted);
        return this;
    }

    @Override
    public long size() throws IOException {
        return opened.size();
    }

    @Override
    public boolean isOpen() {
        return opened.isOpen();
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
