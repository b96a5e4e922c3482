package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CsvWriterTest {
    @TempDir private Path folder;

    @Test
    void quotesStandOnlyWhereTheyAreNeeded() throws IOException {
        var file = folder.resolve("out.csv");
        try (var writer = CsvWriter.create(file)) {
            writer.row(List.of("a", "b,c", "d\"e", "f\ng", "", " h"));
            writer.row(List.of(""));
            writer.commit();
        }
        assertThat(file).hasContent("a,\"b,c\",\"d\"\"e\",\"f\ng\",,\" h\"\r\n\"\"\r\n");
    }

    @Test
    void withoutACommitTheOldFileStaysAndNothingElseRemains() throws IOException {
        var file = folder.resolve("out.csv");
        Files.writeString(file, "old");
        try (var writer = CsvWriter.create(file)) {
            writer.row(List.of("new"));
        }
        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
