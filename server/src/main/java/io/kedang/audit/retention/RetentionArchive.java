package io.kedang.audit.retention;

import io.kedang.audit.CheckpointFolder;
import io.kedang.audit.evidence.Evidence;

import org.springframework.stereotype.Component;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes what is going to be removed to files beside the check points: evidence, which is verified
/// without this house as long as there is the public key.
@Component
public class RetentionArchive {
    private final Evidence evidence;
    private final Path folder;

    public RetentionArchive(Evidence evidence, CheckpointFolder folder) {
        this.evidence = evidence;
        this.folder = folder.path().resolve("archive");
    }

    /// Returns when the file is on the disk. The same call again writes the same file.
    void write(long first, long last) {
        var file = folder.resolve("kedang-audit-%09d-%09d.jsonl".formatted(first, last));
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            var unfinished = file.resolveSibling(file.getFileName() + ".part");
            try (var out = new FileOutputStream(unfinished.toFile());
                    var buffered = new BufferedOutputStream(out)) {
                evidence.writeSeals(first, last, buffered);
                buffered.flush();
                out.getFD().sync();
            }
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The archive of the register cannot be written", e);
        }
    }
}
