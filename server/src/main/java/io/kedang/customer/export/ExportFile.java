package io.kedang.customer.export;

import io.kedang.customer.outgoing.OutgoingFile;

import org.springframework.http.MediaType;

import java.nio.channels.SeekableByteChannel;

/// A finished export, at its beginning. Whoever closes the content leaves nothing on the disk.
public record ExportFile(
        String name, OutgoingFile leaving, MediaType type, int rows, SeekableByteChannel content) {}
