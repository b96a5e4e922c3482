package io.kedang.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What PostgreSQL writes about its server: the pid in the first line, the state in the eighth.
record PidFile(long pid, boolean ready) {
    static Optional<PidFile> read(Path file) {
        return lines(file)
                .filter(lines -> !lines.isEmpty() && lines.getFirst().strip().matches("\\d+"))
                .map(
                        lines ->
                                new PidFile(
                                        Long.parseLong(lines.getFirst().strip()),
                                        lines.size() > 7 && lines.get(7).strip().equals("ready")));
    }

    /// The pid in the file is alive but another program's, so a new server would refuse to start. A
    /// server takes the pid of its parent for left over; deleting the file instead would also take
    /// away the proof that no process of the old server still uses the shared memory.
    static void disarm(Path file) {
        lines(file)
                .ifPresent(
                        old -> {
                            var lines = new ArrayList<>(old);
                            lines.set(0, Long.toString(ProcessHandle.current().pid()));
                            try {
                                Files.write(file, lines);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private static Optional<List<String>> lines(Path file) {
        try {
            return Optional.of(Files.readAllLines(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
