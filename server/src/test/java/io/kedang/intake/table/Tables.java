package io.kedang.intake.table;

import io.kedang.intake.table.row.TableFile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.assertj.core.api.Assertions;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Short ways to write a file and read it as a table.
public final class Tables {
    private Tables() {}

    /// Everything that a reader delivers.
    public record Read(TableShape shape, List<Row> rows, TableReader reader) {
        public List<List<String>> cells() {
            return rows.stream().map(Row::cells).toList();
        }

        public List<TableProblem> problems(int row) {
            return rows.get(row).flaws().stream().map(flaw -> flaw.problem()).toList();
        }
    }

    public static Read read(Path file, TableOptions options) throws IOException {
        var rows = new ArrayList<Row>();
        try (var reader = TableSource.open(TableFile.at(file), options)) {
            for (var row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
            return new Read(reader.shape(), rows, reader);
        }
    }

    public static Read read(Path file) throws IOException {
        return read(file, TableOptions.DETECT);
    }

    public static Read text(String content) throws IOException {
        return text(content, TableOptions.DETECT);
    }

    public static Read text(String content, TableOptions options) throws IOException {
        return bytes(content.getBytes(StandardCharsets.UTF_8), options);
    }

    public static Read text(String content, Charset charset) throws IOException {
        return bytes(content.getBytes(charset), TableOptions.DETECT);
    }

    public static Read bytes(byte[] content, TableOptions options) throws IOException {
        var file = Files.createTempFile("table", ".any");
        try {
            Files.write(file, content);
            return read(file, options);
        } finally {
            Files.delete(file);
        }
    }

    public static TableProblem refusal(Path file) {
        return refusal(file, TableOptions.DETECT);
    }

    public static TableProblem refusal(Path file, TableOptions options) {
        var thrown = Assertions.catchThrowable(() -> read(file, options));
        Assertions.assertThat(thrown).isInstanceOf(Refusal.class);
        return (TableProblem) ((Refusal) thrown).problem();
    }
}
