package io.kedang.sealing;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The copies of the key store, one or two, made equal when they are opened and written alike
/// after.
///
/// What one copy lost, the other gives back: of each segment the newest generation counts, of each
/// record the first whole one. A tail that a crash tore is cut off.
final class KeyCopies implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(KeyCopies.class);

    private final List<KeyFolder> copies = new ArrayList<>();
    private final List<Segment> segments = new CopyOnWriteArrayList<>();
    private final @Nullable Path elsewhere;
    private volatile @Nullable IOException failure;

    private KeyCopies(@Nullable Path elsewhere) {
        this.elsewhere = elsewhere;
    }

    /// Opens `folders`, the main copy first, and hands every record's subject to `reader` in order.
    ///
    /// @param elsewhere a file with the tombstones that outlives all of them, for what comes back
    /// from an older copy
    static KeyCopies open(
            List<Path> folders, @Nullable Path elsewhere, MasterKey master, Consumer<UUID> reader)
            throws IOException {
        var copies = new KeyCopies(elsewhere);
        try {
            for (var folder : folders) {
                copies.copies.add(new KeyFolder(folder));
            }
            copies.segments.addAll(copies.newestSegments(master));
            for (var segment : copies.segments) {
                copies.load(segment, reader);
            }
            copies.writeListWhereDifferent();
            for (var copy : copies.copies) {
                copy.sweep(copies.segments);
            }
            copies.equaliseErased();
            return copies;
        } catch (IOException | RuntimeException e) {
            copies.close();
            throw e;
        }
    }

    List<Segment> segments() {
        return segments;
    }

    /// Everything of a segment's file, in the first copy that has it.
    byte[] readAll(Segment segment) {
        try {
            for (var copy : copies) {
                var content = copy.readAll(segment);
                if (content.isPresent()) {
                    return content.get();
                }
            }
            throw new IOException(segment + " is in no copy");
        } catch (IOException e) {
            throw new UncheckedIOException(segment + " cannot be read", e);
        }
    }

    byte[] readErased() throws IOException {
        return copies.getFirst().readErased();
    }

    Set<UUID> erased() throws IOException {
        return Tombstones.decode(readErased());
    }

    List<KeyFolder> all() {
        return copies;
    }

    /// A segment is listed only when its file is there, so that a missing file always means a loss.
    void addSegment(Segment segment) throws IOException {
        for (var copy : copies) {
            copy.writeAll(segment, new byte[0]);
        }
        var list = new ArrayList<>(segments);
        list.add(segment);
        writeList(list);
        for (var copy : copies) {
            copy.open(segment);
        }
        segments.add(segment);
    }

    /// Writes the same bytes to all copies and waits for the disk, or leaves all as they were.
    void append(int segment, ByteBuffer records, long at) throws IOException {
        try {
            for (var copy : copies) {
                copy.write(segment, records, at);
            }
        } catch (IOException e) {
            cutBack(segment, at, e);
            throw e;
        }
        try {
            for (var copy : copies) {
                copy.force(segment);
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void cutBack(int segment, long size, IOException reason) {
        try {
            for (var copy : copies) {
                copy.truncate(segment, size);
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
            failure = reason;
        }
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /// After a failure that leaves open what the disk kept, only a restart reads the truth.
    void refuseAfterFailure() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "The key store stopped after a fault of the disk; restart the program",
                    failure);
        }
    }

    void appendErased(byte[] tombstones) throws IOException {
        for (var copy : copies) {
            copy.appendErased(tombstones);
        }
        outside(file -> DurableFile.append(file, tombstones));
    }

    private byte[] outside() {
        var noted = new AtomicReference<>(new byte[0]);
        outside(
                file -> {
                    if (Files.exists(file)) {
                        noted.set(Files.readAllBytes(file));
                    }
                });
        return Objects.requireNonNull(noted.get());
    }

    private interface Act {
        void on(Path file) throws IOException;
    }

    /// A disk that is away keeps nobody from erasing; the next start brings the file up to date.
    private void outside(Act act) {
        if (elsewhere != null) {
            try {
                act.on(elsewhere);
            } catch (IOException e) {
                log.warn("{} cannot be brought up to date: {}", elsewhere, e.toString());
            }
        }
    }

    /// The record of this number, from the first copy in which it is whole; null when it is in
    /// none.
    @Nullable ByteBuffer read(int number) throws IOException {
        for (var copy : copies) {
            var record = ByteBuffer.allocate(KeyRecord.SIZE);
            copy.read(number / Segment.RECORDS, record, KeyRecord.offset(number));
            if (KeyRecord.isWhole(record, 0)) {
                return record;
            }
        }
        return null;
    }

    /// Writes the next generation of a segment beside the old one, then lists it instead.
    void writeGeneration(Segment fresh, byte[] records) throws IOException {
        for (var copy : copies) {
            copy.writeAll(fresh, records);
        }
        var list = new ArrayList<>(segments);
        list.set(fresh.number(), fresh);
        try {
            writeList(list);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /// From here on the new generation is read and written.
    void exchange(Segment fresh) throws IOException {
        try {
            for (var copy : copies) {
                copy.exchange(fresh);
            }
            segments.set(fresh.number(), fresh);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /// When it fails, the next start sweeps.
    void destroy(Segment old) throws IOException {
        for (var copy : copies) {
            copy.destroy(old);
        }
    }

    @Override
    public void close() throws IOException {
        for (var copy : copies) {
            copy.close();
        }
    }

    private void writeList(List<Segment> list) throws IOException {
        for (var copy : copies) {
            copy.writeList(Segment.encode(list));
        }
    }

    private List<Segment> newestSegments(MasterKey master) throws IOException {
        var newest = new TreeMap<Integer, Segment>();
        boolean found = false;
        for (var copy : copies) {
            var list = copy.readList();
            if (list.isPresent()) {
                try {
                    for (var segment : Segment.decode(list.get(), master)) {
                        newest.merge(
                                segment.number(),
                                segment,
                                (a, b) -> a.generation() >= b.generation() ? a : b);
                    }
                    found = true;
                } catch (GeneralSecurityException e) {
                    log.error("The list of segments in {} is lost: {}", copy.path(), e.toString());
                }
            }
        }
        boolean gap = !newest.isEmpty() && newest.lastKey() != newest.size() - 1;
        if (gap || (!found && hasAnything())) {
            throw new Refusal(SealingProblem.SEGMENTS_LOST, copies.getFirst().path().toString());
        }
        return List.copyOf(newest.values());
    }

    private boolean hasAnything() throws IOException {
        for (var copy : copies) {
            if (copy.hasRecords() || copy.readList().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private void load(Segment segment, Consumer<UUID> reader) throws IOException {
        var contents = new ArrayList<byte[]>();
        for (var copy : copies) {
            copy.readAll(segment).ifPresent(contents::add);
        }
        if (contents.isEmpty()) {
            throw new Refusal(
                    SealingProblem.SEGMENT_MISSING,
                    segment.fileName(),
                    copies.getFirst().path().toString());
        }
        boolean isLast = segment.number() == segments.size() - 1;
        var records = merge(contents, isLast);
        for (var copy : copies) {
            var own = copy.readAll(segment);
            if (own.isEmpty() || !Arrays.equals(own.get(), records)) {
                log.warn(
                        "{} in {} had {} bytes and was put right to {}",
                        segment.fileName(),
                        copy.path(),
                        own.map(bytes -> bytes.length).orElse(0),
                        records.length);
                copy.writeAll(segment, records);
            }
            copy.open(segment);
        }
        var bytes = ByteBuffer.wrap(records);
        for (int at = 0; at < records.length; at += KeyRecord.SIZE) {
            reader.accept(KeyRecord.subject(bytes, at));
        }
    }

    /// A damaged record that is in no copy whole stays where it is, to be named by the
    /// verification; only the end of the last segment may be cut.
    private static byte[] merge(List<byte[]> contents, boolean isLast) {
        int longest = contents.stream().mapToInt(one -> one.length).max().orElse(0);
        int slots = isLast ? Math.min(longest / KeyRecord.SIZE, Segment.RECORDS) : Segment.RECORDS;
        var merged = new byte[slots * KeyRecord.SIZE];
        int end = isLast ? 0 : merged.length;
        for (int at = 0; at < merged.length; at += KeyRecord.SIZE) {
            var best = best(contents, at);
            if (best != null) {
                System.arraycopy(best, at, merged, at, KeyRecord.SIZE);
                end = Math.max(end, at + KeyRecord.SIZE);
            } else {
                var first = contents.getFirst();
                int there = Math.clamp(first.length - at, 0, KeyRecord.SIZE);
                System.arraycopy(first, Math.min(at, first.length), merged, at, there);
            }
        }
        return Arrays.copyOf(merged, end);
    }

    private static byte @Nullable [] best(List<byte[]> contents, int at) {
        for (var content : contents) {
            if (content.length >= at + KeyRecord.SIZE
                    && KeyRecord.isWhole(ByteBuffer.wrap(content), at)) {
                return content;
            }
        }
        return null;
    }

    private void writeListWhereDifferent() throws IOException {
        var list = Segment.encode(segments);
        for (var copy : copies) {
            var own = copy.readList();
            if (own.isEmpty() || !Arrays.equals(own.get(), list)) {
                copy.writeList(list);
            }
        }
    }

    private void equaliseErased() throws IOException {
        var union = new byte[0];
        for (var copy : copies) {
            union = Tombstones.union(union, copy.readErased());
        }
        var all = Tombstones.union(union, outside());
        for (var copy : copies) {
            if (!Arrays.equals(copy.readErased(), all)) {
                copy.writeErased(all);
            }
        }
        outside(
                file -> {
                    DurableFile.createFolder(Objects.requireNonNull(file.getParent()));
                    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), all)) {
                        DurableFile.replace(file, all);
                    }
                });
    }
}
