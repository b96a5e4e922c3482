package io.kedang.sealing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writing so that a crash at any moment leaves the old or the new content, never half of one.
public final class DurableFile {
    public static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private DurableFile() {}

    /// Puts `content` in the place of `file`, readable by its owner only. What the file held
    /// before is overwritten once the new content is safe.
    public static void replace(Path file, byte[] content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(fresh, options, OWNER_ONLY)) {
            write(channel, ByteBuffer.wrap(content), 0);
            channel.force(true);
        }
        if (Files.exists(file)) {
            try (var former = FileChannel.open(file, StandardOpenOption.WRITE)) {
                move(fresh, file);
                overwrite(former);
            }
        } else {
            move(fresh, file);
        }
    }

    /// For ciphers, which close what they write to; the channel stays open, to be waited for.
    public static OutputStream keepingOpen(FileChannel channel) {
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() {}
        };
    }

    /// Appends and returns when the bytes are on the disk.
    public static void append(Path file, byte[] content) throws IOException {
        boolean isNew = !Files.exists(file);
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, OWNER_ONLY)) {
            long end = channel.size();
            try {
                write(channel, ByteBuffer.wrap(content), end);
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        }
        if (isNew) {
            forceFolder(file);
        }
    }

    /// A channel may take fewer bytes than it was given, on a full disk without an error.
    static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /// Readable by its owner only; nothing where it is already there.
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, OWNER_ONLY_FOLDER);
            forceFolder(folder);
        }
    }

    /// Overwrites and deletes. On flash memory the overwriting is a courtesy, not a promise.
    public static void destroy(Path file) throws IOException {
        if (Files.exists(file)) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                overwrite(channel);
            }
            Files.delete(file);
            forceFolder(file);
        }
    }

    /// Makes the creation, renaming or deletion of `entry` durable.
    public static void forceFolder(Path entry) throws IOException {
        try (var folder =
                FileChannel.open(entry.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(to);
    }

    /// Zeros over all that was there.
    public static void overwrite(FileChannel channel) throws IOException {
        var zeros = ByteBuffer.allocate(64 * 1024);
        long size = channel.size();
        for (long at = 0; at < size; at += zeros.capacity()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
            write(channel, zeros, at);
        }
        channel.force(true);
    }
}
