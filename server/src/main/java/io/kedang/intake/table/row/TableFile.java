package io.kedang.intake.table.row;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes of a file that is read as a table, wherever they lie and however they are sealed. They
/// are only ever read.
@FunctionalInterface
public interface TableFile {
    /// All of it, from its beginning. Each call opens it anew.
    SeekableByteChannel open() throws IOException;

    /// The same as a stream.
    default InputStream stream() throws IOException {
        return Channels.newInputStream(open());
    }

    /// One that lies on the disk in clear.
    static TableFile at(Path file) {
        return () -> Files.newByteChannel(file);
    }
}
