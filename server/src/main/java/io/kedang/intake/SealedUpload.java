package io.kedang.intake;

import com.google.crypto.tink.StreamingAead;

import io.kedang.sealing.DurableFile;

import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.UUID;

/// One uploaded file for the time of its request, sealed by a key that is in memory alone.
final class SealedUpload implements MultipartFile {
    private static final byte[] BOUND = {};

    private final Path file;
    private final StreamingAead cipher;
    private final String field;
    private final @Nullable String fileName;
    private final @Nullable String type;
    private final long size;

    private SealedUpload(Path file, StreamingAead cipher, FileItemStream part, long size) {
        this.file = file;
        this.cipher = cipher;
        this.field = part.getFieldName();
        this.fileName = part.getName();
        this.type = part.getContentType();
        this.size = size;
    }

    static SealedUpload take(
            Path folder, StreamingAead cipher, FileItemStream part, InputStream content)
            throws IOException {
        var file = folder.resolve(UUID.randomUUID().toString());
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, DurableFile.OWNER_ONLY);
                var out = cipher.newEncryptingStream(DurableFile.keepingOpen(channel), BOUND)) {
            long size = content.transferTo(out);
            return new SealedUpload(file, cipher, part, size);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an upload does not encrypt", e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        try {
            return cipher.newDecryptingStream(Files.newInputStream(file), BOUND);
        } catch (GeneralSecurityException e) {
            throw new IOException("an upload does not open", e);
        }
    }

    @Override
    public byte[] getBytes() throws IOException {
        try (var content = getInputStream()) {
            return content.readAllBytes();
        }
    }

    @Override
    public void transferTo(File to) throws IOException {
        try (var content = getInputStream()) {
            Files.copy(content, to.toPath());
        }
    }

    @Override
    public String getName() {
        return field;
    }

    @Override
    public @Nullable String getOriginalFilename() {
        return fileName;
    }

    @Override
    public @Nullable String getContentType() {
        return type;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public long getSize() {
        return size;
    }
}
