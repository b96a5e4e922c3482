package io.kedang.intake.table.row;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The physical rows of one table of a file, in their order, blank ones included.
public interface RowSource extends AutoCloseable {
    /// Null at the end.
    ///
    /// @throws io.kedang.kernel.Refusal with a [TableProblem] when the file cannot be read further
    @Nullable RawRow next() throws IOException;

    @Override
    void close() throws IOException;
}
