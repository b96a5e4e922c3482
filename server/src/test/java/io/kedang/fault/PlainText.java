package io.kedang.fault;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Searches files for texts as bytes, in every encoding in which a Chinese system may have written
/// them.
public final class PlainText {
    private static final List<Charset> ENCODINGS =
            List.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16BE,
                    StandardCharsets.UTF_16LE,
                    Charset.forName("GB18030"));

    /// By the first two bytes.
    @SuppressWarnings("unchecked")
    private final List<byte[]>[] beginnings = new List[1 << 16];

    private final Map<byte[], String> texts = new HashMap<>();
    private long bytes;

    public PlainText(Collection<String> wanted) {
        for (var text : wanted) {
            for (var encoding : ENCODINGS) {
                var pattern = text.getBytes(encoding);
                texts.put(pattern, text);
                int pair = (pattern[0] & 0xFF) << 8 | pattern[1] & 0xFF;
                if (beginnings[pair] == null) {
                    beginnings[pair] = new ArrayList<>();
                }
                beginnings[pair].add(pattern);
            }
        }
    }

    /// How much was read so far.
    public long bytes() {
        return bytes;
    }

    /// `text in file` for each that is there; folders named in `without` are passed over.
    public Set<String> search(Path root, Path... without) throws IOException {
        var found = new LinkedHashSet<String>();
        var passed = List.of(without);
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return passed.contains(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile() && attributes.size() > 1) {
                            read(file, found);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        return found;
    }

    /// The texts that stand in this one.
    public Set<String> search(String text) {
        var found = new LinkedHashSet<String>();
        texts.values().stream().filter(text::contains).forEach(found::add);
        return found;
    }

    private void read(Path file, Set<String> found) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < 2) {
                return;
            }
            bytes += size;
            var content = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            content.order(ByteOrder.BIG_ENDIAN);
            for (int at = 0; at + 1 < size; at++) {
                var patterns = beginnings[content.getChar(at)];
                if (patterns != null) {
                    for (var pattern : patterns) {
                        if (stands(pattern, content, at)) {
                            found.add(texts.get(pattern) + " in " + file);
                        }
                    }
                }
            }
        } catch (NoSuchFileException e) {
            // gone meanwhile: it holds nothing
        }
    }

    private static boolean stands(byte[] pattern, MappedByteBuffer content, int at) {
        if (at + pattern.length > content.limit()) {
            return false;
        }
        for (int i = 2; i < pattern.length; i++) {
            if (content.get(at + i) != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
