package io.kedang.sealing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// An open file that survives interrupts. Java closes a file channel under all its users when one
/// of them is interrupted, which a cancelled request may be; here the channel is opened again.
final class KeyFile implements Closeable {
    private final Path path;
    private FileChannel channel;
    private boolean closed;

    KeyFile(Path path) throws IOException {
        this.path = path;
        this.channel = open(path);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                DurableFile.OWNER_ONLY);
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return undisturbed(FileChannel::size);
    }

    /// Fills `into` from `at` on, or to the end of the file.
    void read(ByteBuffer into, long at) throws IOException {
        undisturbed(
                file -> {
                    var rest = into.duplicate();
                    int read;
                    do {
                        read = file.read(rest, at + rest.position() - into.position());
                    } while (read >= 0 && rest.hasRemaining());
                    return 0;
                });
    }

    void write(ByteBuffer bytes, long at) throws IOException {
        undisturbed(
                file -> {
                    DurableFile.write(file, bytes.duplicate(), at);
                    return 0;
                });
    }

    void truncate(long size) throws IOException {
        undisturbed(file -> file.truncate(size));
    }

    void force() throws IOException {
        undisturbed(
                file -> {
                    file.force(true);
                    return 0;
                });
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }

    private interface Work<T> {
        T on(FileChannel file) throws IOException;
    }

    private <T> T undisturbed(Work<T> work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                var current = current();
                try {
                    return work.on(current);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    reopen(current, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized FileChannel current() {
        return channel;
    }

    private synchronized void reopen(FileChannel broken, ClosedChannelException e)
            throws IOException {
        if (closed) {
            throw e;
        }
        if (channel == broken) {
            channel = open(path);
        }
    }
}
