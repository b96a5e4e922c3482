package io.kedang.sealing.suite;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// What is opened to be read.
public interface ReadOnlyChannel extends SeekableByteChannel {
    @Override
    default int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    default SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
