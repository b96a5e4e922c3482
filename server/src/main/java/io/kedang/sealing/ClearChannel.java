package io.kedang.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/// The content of a sealed file. What is not genuine is told from trouble with the disk.
final class ClearChannel implements SeekableByteChannel {
    private final SeekableByteChannel opened;
    private final Supplier<SealBroken> altered;

    ClearChannel(SeekableByteChannel opened, Supplier<SealBroken> altered) {
        this.opened = opened;
        this.altered = altered;
    }

    /// Ciphers of streams report a tag that does not fit as the cause of an [IOException].
    static boolean isForged(IOException fault) {
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
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
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
