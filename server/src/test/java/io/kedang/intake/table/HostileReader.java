package io.kedang.intake.table;

import io.kedang.intake.table.row.TableFile;
import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads every file of a folder; ends with 0 when each was read or refused.
public final class HostileReader {
    private HostileReader() {}

    public static void main(String[] args) throws IOException {
        try (var files = Files.list(Path.of(args[0]))) {
            for (var file : files.sorted().toList()) {
                try (var reader = TableSource.open(TableFile.at(file), TableOptions.DETECT)) {
                    while (reader.next() != null) {}
                    System.out.println("read " + file.getFileName());
                } catch (Refusal refusal) {
                    System.out.println("refused " + file.getFileName() + " " + refusal.problem());
                }
            }
        }
    }
}
