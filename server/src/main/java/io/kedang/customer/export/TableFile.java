package io.kedang.customer.export;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/// A table that is written row by row and never held as a whole.
public sealed interface TableFile extends AutoCloseable permits CsvFile, XlsxFile {
    /// @param cells texts, numbers, or null for nothing; no text of them is ever run as a formula
    void row(List<@Nullable Object> cells) throws IOException;

    /// Completes the file; the stream below stays open.
    @Override
    void close() throws IOException;
}
