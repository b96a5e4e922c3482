package io.kedang.intake.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Writes RFC 4180: UTF-8, comma, CRLF, quotes only where they are needed. The file appears under
/// its name when it is complete ([#commit()]), never half written.
public final class CsvWriter implements AutoCloseable {
    private static final String LINE_END = "\r\n";

    private final Path file;
    private final Path unfinished;
    private final Writer out;

    private CsvWriter(Path file, Path unfinished) throws IOException {
        this.file = file;
        this.unfinished = unfinished;
        this.out = new BufferedWriter(Files.newBufferedWriter(unfinished, UTF_8), 1 << 16);
    }

    /// Replaces `file` when it is there.
    public static CsvWriter create(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("not a file: " + file);
        }
        var unfinished = Files.createTempFile(folder, "." + file.getFileName(), ".part");
        return new CsvWriter(file, unfinished);
    }

    public void row(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            cell(cells.get(i), cells.size() == 1);
        }
        out.write(LINE_END);
    }

    /// A row of one empty cell would be a blank line, so that cell is quoted.
    private void cell(String text, boolean only) throws IOException {
        if (!needsQuotes(text) && !(only && text.isBlank())) {
            out.write(text);
            return;
        }
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                out.write('"');
            }
            out.write(c);
        }
        out.write('"');
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ');
    }

    /// Puts the complete file in its place.
    public void commit() throws IOException {
        out.close();
        Files.move(
                unfinished,
                file,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /// Without [#commit()] before, nothing remains.
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
