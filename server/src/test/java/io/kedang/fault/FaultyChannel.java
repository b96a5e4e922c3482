package io.kedang.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// A real file channel with the faults of a [FaultyDisk] in between.
final class FaultyChannel extends FileChannel {
    private final FaultyDisk disk;
    private final Path name;
    private final FileChannel real;

    FaultyChannel(FaultyDisk disk, Path name, FileChannel real) {
        this.disk = disk;
        this.name = name;
        this.real = real;
    }

    private interface Write {
        int take(ByteBuffer bytes) throws IOException;
    }

    private int write(ByteBuffer bytes, Write write) throws IOException {
        int allowed = disk.changeByWriting(bytes.remaining());
        if (allowed == bytes.remaining()) {
            return write.take(bytes);
        }
        int taken = write.take(bytes.slice(bytes.position(), allowed));
        if (disk.fault() != FaultyDisk.Fault.SHORT_WRITE) {
            throw new IOException("fault " + disk.fault() + " at call " + disk.calls());
        }
        bytes.position(bytes.position() + taken);
        return taken;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return write(bytes, real::write);
    }

    @Override
    public int write(ByteBuffer bytes, long at) throws IOException {
        return write(bytes, part -> real.write(part, at));
    }

    @Override
    public long write(ByteBuffer[] bytes, int from, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.change(name);
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
        disk.change(name);
        disk.forced(name);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return real.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int from, int count) throws IOException {
        return real.read(into, from, count);
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return real.read(into, at);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(at, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) throws IOException {
        return real.lock(at, size, shared);
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) throws IOException {
        return real.tryLock(at, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
