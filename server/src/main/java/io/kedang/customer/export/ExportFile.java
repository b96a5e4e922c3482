package io.kedang.customer.export;

import io.kedang.customer.outgoing.OutgoingFile;

import org.springframework.http.MediaType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/// A finished export, at its beginning. Whoever closes the content leaves nothing on the disk.
public record ExportFile(
        String name, OutgoingFile leaving, MediaType type, int rows, FileChannel content) {

    /// Only this user of the machine may read it, and it is gone when it is closed, or the machine
    /// goes down.
    public static FileChannel temporary() throws IOException {
        return FileChannel.open(
                Files.createTempFile("kedang-export", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    public static OutputStream into(FileChannel content) {
        return new java.io.BufferedOutputStream(Channels.newOutputStream(content), 1 << 16);
    }
}
