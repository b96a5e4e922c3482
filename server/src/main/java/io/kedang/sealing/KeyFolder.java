package io.kedang.sealing;

import io.kedang.kernel.Refusal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// One copy of the key store on disk: `segments`, a file a segment, `erased`, and a lock that
/// keeps a second program out. Knows where bytes lie, not what they mean.
final class KeyFolder implements Closeable {
    static final String LIST = "segments";
    static final String ERASED = "erased";
    private static final String SUFFIX = ".keys";

    private final Path folder;
    private final FileChannel lock;
    private final List<KeyFile> files = new CopyOnWriteArrayList<>();

    KeyFolder(Path folder) throws IOException {
        this.folder = folder;
        DurableFile.createFolder(folder);
        lock =
                FileChannel.open(
                        folder.resolve("lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        DurableFile.OWNER_ONLY);
        if (!locked()) {
            lock.close();
            throw new Refusal(SealingProblem.KEYS_IN_USE, folder.toString());
        }
    }

    private boolean locked() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return folder;
    }

    Optional<byte[]> readList() throws IOException {
        return readIfThere(folder.resolve(LIST));
    }

    void writeList(byte[] list) throws IOException {
        DurableFile.replace(folder.resolve(LIST), list);
    }

    byte[] readErased() throws IOException {
        return readIfThere(folder.resolve(ERASED)).orElseGet(() -> new byte[0]);
    }

    void appendErased(byte[] tombstones) throws IOException {
        DurableFile.append(folder.resolve(ERASED), tombstones);
    }

    void writeErased(byte[] tombstones) throws IOException {
        DurableFile.replace(folder.resolve(ERASED), tombstones);
    }

    /// Everything of a segment's file; empty when there is none.
    Optional<byte[]> readAll(Segment segment) throws IOException {
        return readIfThere(file(segment));
    }

    void writeAll(Segment segment, byte[] records) throws IOException {
        DurableFile.replace(file(segment), records);
    }

    /// Opens the file of the next segment in order.
    void open(Segment segment) throws IOException {
        files.add(new KeyFile(file(segment)));
    }

    /// The segment's new generation takes the place of the one that is open.
    void exchange(Segment fresh) throws IOException {
        var former = files.set(fresh.number(), new KeyFile(file(fresh)));
        former.close();
    }

    void destroy(Segment segment) throws IOException {
        DurableFile.destroy(file(segment));
    }

    void read(int segment, ByteBuffer into, long at) throws IOException {
        files.get(segment).read(into, at);
    }

    void write(int segment, ByteBuffer records, long at) throws IOException {
        files.get(segment).write(records, at);
    }

    void truncate(int segment, long size) throws IOException {
        files.get(segment).truncate(size);
    }

    void force(int segment) throws IOException {
        files.get(segment).force();
    }

    /// What a crash amid an erasure or a new segment left: other generations of the segments
    /// listed, unfinished replacements, empty files. Refuses over records of a segment that nobody
    /// lists.
    void sweep(List<Segment> listed) throws IOException {
        for (var file : segmentFiles()) {
            var name = file.getFileName().toString();
            var number = name.substring(0, 6);
            boolean current = listed.stream().anyMatch(one -> one.fileName().equals(name));
            boolean known =
                    listed.stream().anyMatch(one -> one.fileName().startsWith(number + "-"));
            if (!current && !known && Files.size(file) > 0) {
                throw new Refusal(SealingProblem.SEGMENT_UNKNOWN, file.toString());
            }
            if (!current) {
                DurableFile.destroy(file);
            }
        }
        try (var all = Files.newDirectoryStream(folder, "*.new")) {
            for (var file : all) {
                DurableFile.destroy(file);
            }
        }
    }

    boolean hasRecords() throws IOException {
        for (var file : segmentFiles()) {
            if (Files.size(file) > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            file.close();
        }
        lock.close();
    }

    private List<Path> segmentFiles() throws IOException {
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, "??????-??????" + SUFFIX)) {
            all.forEach(found::add);
        }
        return found;
    }

    private Path file(Segment segment) {
        return folder.resolve(segment.fileName());
    }

    private static Optional<byte[]> readIfThere(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
