package io.kedang.database;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether there is room to start. A disk that fills up later is PostgreSQL's to report: it refuses
/// the write and goes on reading.
final class DiskSpace {
    /// Programs (60 MB), a new cluster (40 MB), and room for some log files of changes (16 MB
    /// each).
    private static final long NEEDED = 200L << 20;

    private DiskSpace() {}

    static void require(Path folder) {
        require(folder, NEEDED);
    }

    static void require(Path folder, long needed) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw new Refusal(
                        DatabaseProblem.DISK_FULL, folder.toString(), free >> 20, needed >> 20);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
