package io.kedang.intake;

import io.kedang.intake.table.row.TableFile;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.DurableFile;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.SealedFiles;

import jakarta.annotation.PostConstruct;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Keeps the files that are imported, inside the data folder, as long as they are needed: sealed by
/// the key of their import, which goes when it expires. They are only ever read.
@Component
class Spool {
    /// What one file may weigh.
    static final long LARGEST = 600L << 20;

    private static final int BUFFER = 1 << 16;
    private static final String CONTEXT = "import|file";
    private static final String UNFINISHED = ".new";

    private final Path folder;
    private final SealedFiles sealed;
    private final KeyStore keys;

    Spool(@Value("${kedang.data}") Path data, SealedFiles sealed, KeyStore keys) {
        this.folder = data.resolve("spool").resolve("imports");
        this.sealed = sealed;
        this.keys = keys;
    }

    /// Stores the whole file, durably, or nothing. The import has a key before.
    ///
    /// @return its size in bytes
    long keep(ImportId id, InputStream content) {
        try {
            return write(id, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long write(ImportId id, InputStream content) throws IOException {
        createFolders();
        var unfinished = folder.resolve(id.value() + UNFINISHED);
        long size;
        var options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(unfinished, options, DurableFile.OWNER_ONLY)) {
            try (var out = sealed.sealing(id.value(), CONTEXT, DurableFile.keepingOpen(channel))) {
                size = copy(content, out);
            }
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, path(id), StandardCopyOption.ATOMIC_MOVE);
        return size;
    }

    private static long copy(InputStream content, OutputStream out) throws IOException {
        var bytes = new byte[BUFFER];
        long size = 0;
        for (int count = content.read(bytes); count >= 0; count = content.read(bytes)) {
            size += count;
            if (size > LARGEST) {
                throw new Refusal(ImportProblem.FILE_TOO_LARGE, LARGEST >> 20);
            }
            out.write(bytes, 0, count);
        }
        return size;
    }

    /// Refuses when the file is gone.
    TableFile get(Import wanted) {
        if (!has(wanted.id())) {
            throw new Refusal(ImportProblem.FILE_GONE, wanted.fileName());
        }
        return file(wanted.id());
    }

    boolean has(ImportId id) {
        return Files.exists(path(id));
    }

    void remove(ImportId id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TableFile file(ImportId id) {
        return () -> {
            var content = FileChannel.open(path(id), StandardOpenOption.READ);
            try {
                return sealed.open(id.value(), CONTEXT, content);
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        };
    }

    /// Seals what an earlier release left in clear, and removes what a crash left half written,
    /// before anything of it is read.
    @PostConstruct
    void sealFormer() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        var clear = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (file.toString().endsWith(UNFINISHED)) {
                    DurableFile.destroy(file);
                } else if (!isSealed(file)) {
                    clear.add(file);
                }
            }
        }
        for (var file : clear) {
            sealFormer(file, UUID.fromString(name(file)));
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    private static boolean isSealed(Path file) throws IOException {
        try (var content = FileChannel.open(file, StandardOpenOption.READ)) {
            return SealedFiles.isSealed(content);
        }
    }

    /// A file whose import came to nothing, or has expired, has no key.
    private void sealFormer(Path file, UUID id) throws IOException {
        if (!keys.has(id)) {
            DurableFile.destroy(file);
            return;
        }
        try (var former =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (var content = Files.newInputStream(file)) {
                write(new ImportId(id), content);
            }
            DurableFile.overwrite(former);
        }
    }

    private Path path(ImportId id) {
        return folder.resolve(id.value().toString());
    }

    private void createFolders() throws IOException {
        DurableFile.createFolder(Objects.requireNonNull(folder.getParent()));
        DurableFile.createFolder(folder);
    }
}
