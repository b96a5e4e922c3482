package io.kedang.kernel.sql;

import java.io.InputStream;

/// Rows in one of the forms that PostgreSQL's COPY reads.
public sealed interface CopyRows permits CopyText, CopyBinary {
    boolean isEmpty();

    InputStream bytes();
}
