package io.kedang.intake;

import io.kedang.kernel.Refusal;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Keeps the files that are imported, inside the data folder and for its owner's eyes only, as long
/// as they are needed. They are only ever read.
@Component
class Spool {
    /// What one file may weigh.
    static final long LARGEST = 600L << 20;

    private static final int BUFFER = 1 << 16;

    private final Path folder;

    Spool(@Value("${kedang.data}") Path data) {
        this.folder = data.resolve("spool").resolve("imports");
    }

    /// Stores the whole file, durably, or nothing.
    ///
    /// @return its size in bytes
    long keep(ImportId id, InputStream content) {
        var file = file(id);
        try {
            createPrivate(folder);
            var unfinished = folder.resolve(id.value() + ".new");
            long size;
            try (var out =
                    FileChannel.open(
                            unfinished,
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))) {
                size = copy(content, out);
                out.force(true);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(unfinished);
                throw e;
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long copy(InputStream content, FileChannel out) throws IOException {
        var bytes = new byte[BUFFER];
        long size = 0;
        for (int count = content.read(bytes); count >= 0; count = content.read(bytes)) {
            size += count;
            if (size > LARGEST) {
                throw new Refusal(ImportProblem.FILE_TOO_LARGE, LARGEST >> 20);
            }
            var buffer = java.nio.ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
        return size;
    }

    /// Refuses when the file is gone.
    Path get(Import wanted) {
        var file = file(wanted.id());
        if (!Files.exists(file)) {
            throw new Refusal(ImportProblem.FILE_GONE, wanted.fileName());
        }
        return file;
    }

    boolean has(ImportId id) {
        return Files.exists(file(id));
    }

    void remove(ImportId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(ImportId id) {
        return folder.resolve(id.value().toString());
    }

    private static void createPrivate(Path wanted) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(wanted, ownerOnly);
    }
}
