package io.kedang.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.kedang.sealing.suite.CryptoSuite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The data keys of all subjects, in files outside the database cluster, so that no copy of the
/// database carries them and erasing one key erases what it sealed in every backup.
///
/// A key is on the disk, in every copy, before [#newKeys] returns; take keys before the transaction
/// that uses them commits. A key that nobody came to use is harmless.
public final class KeyStore implements AutoCloseable {
    static final String FOLDER = "subjects";
    private static final int OPEN_KEYS = 20_000;

    private final KeyTable table = new KeyTable();
    private final CryptoSuite suite;
    private final KeyCopies copies;
    private final KeyWriter writer;
    private final Cache<UUID, DataKey> opened =
            Caffeine.newBuilder().maximumSize(OPEN_KEYS).build();

    private KeyStore(
            List<Path> folders, @Nullable Path tombstones, MasterKey master, InstantSource clock)
            throws IOException {
        suite = master.suite();
        copies = KeyCopies.open(folders, tombstones, master, table::add);
        writer = new KeyWriter(copies, table, master, clock);
        try {
            var erased = copies.erased();
            table.erase(erased);
            writer.eraseAgain(erased);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Opens the store in `folder`, with a synchronous copy in `mirror` when that is given.
    /// Refuses when another program has it open or when parts are missing; finishes what a crash
    /// interrupted.
    public static KeyStore open(
            Path folder, @Nullable Path mirror, MasterKey master, InstantSource clock) {
        return open(folder, mirror, null, master, clock);
    }

    /// As the other, and notes what is erased in the file `tombstones` as well: what it names is
    /// erased again when the store comes back from an older copy.
    public static KeyStore open(
            Path folder,
            @Nullable Path mirror,
            @Nullable Path tombstones,
            MasterKey master,
            InstantSource clock) {
        try {
            var folders = new ArrayList<>(List.of(folder.resolve(FOLDER)));
            if (mirror != null) {
                folders.add(mirror);
            }
            return new KeyStore(folders, tombstones, master, clock);
        } catch (IOException e) {
            throw SealingProblem.unusable(folder, e);
        }
    }

    public void newKey(UUID subject) {
        newKeys(List.of(subject));
    }

    /// Sees to it that each subject has a key that survives a crash; those that have one keep it.
    /// One wait for the disk serves all of them, and all threads that come meanwhile.
    ///
    /// Refuses subjects that were erased ([SealBroken]): an erased id never comes back.
    public void newKeys(Collection<UUID> subjects) {
        if (!subjects.stream().allMatch(this::has)) {
            writer.newKeys(subjects);
        }
    }

    /// Whether the subject has a key that was not erased.
    public boolean has(UUID subject) {
        table.lock.readLock().lock();
        try {
            return table.find(subject) >= 0 && !table.isErased(subject);
        } finally {
            table.lock.readLock().unlock();
        }
    }

    public boolean isErased(UUID subject) {
        table.lock.readLock().lock();
        try {
            return table.isErased(subject);
        } finally {
            table.lock.readLock().unlock();
        }
    }

    /// Destroys the keys of these subjects for good; unknown ones are noted too, in case a backup
    /// brings them. When it returns, no file of the store holds their keys, not even wrapped.
    public void erase(Collection<UUID> subjects) {
        try {
            writer.erase(subjects);
        } finally {
            opened.invalidateAll(subjects);
        }
    }

    /// Puts the keys of up to 65,536 subjects under a new segment key that the newest master key
    /// wraps; meanwhile new keys wait, old ones can be read.
    ///
    /// @return how many such pieces are left
    int renewOne() {
        return writer.renewOne();
    }

    /// The one by which everything new is sealed.
    public CryptoSuite suite() {
        return suite;
    }

    /// Keys that were ever given, erased ones included.
    public int size() {
        table.lock.readLock().lock();
        try {
            return table.size();
        } finally {
            table.lock.readLock().unlock();
        }
    }

    int segments() {
        return copies.segments().size();
    }

    /// Segments whose key an older master key wraps.
    int formerSegments() {
        return writer.former().size();
    }

    /// Runs `work` while nothing is written.
    void undisturbed(Runnable work) {
        writer.perform(
                () -> {
                    work.run();
                    return true;
                });
    }

    /// Hands out all that a copy of the store is made of: each segment behind its line of the list,
    /// between which keys can be made and erased, and what was erased last.
    void copy(KeyCopyFile.Sink sink) throws IOException, GeneralSecurityException {
        for (int i = 0; i < copies.segments().size(); i++) {
            int number = i;
            var taken = writer.perform(() -> take(copies.segments().get(number)));
            sink.put(KeyFolder.LIST, Segment.encode(List.of(taken.segment())));
            sink.put(taken.segment().fileName(), taken.content());
        }
        sink.put(KeyFolder.ERASED, copies.readErased());
    }

    private record Taken(Segment segment, byte[] content) {}

    private Taken take(Segment segment) {
        return new Taken(segment, copies.readAll(segment));
    }

    /// Another one after every change of the list of segments, and after every new or erased key.
    byte[] fingerprint() {
        return writer.perform(
                () ->
                        ByteBuffer.allocate(3 * Integer.BYTES)
                                .putInt(table.size())
                                .putInt(table.erasedSize())
                                .putInt(Arrays.hashCode(Segment.encode(copies.segments())))
                                .array());
    }

    /// Reads and opens every key in every copy, a segment at a time.
    public KeyReport verify() {
        var verification = new KeyVerification(table);
        for (int i = 0; i < copies.segments().size(); i++) {
            int number = i;
            writer.perform(() -> verification.read(copies.segments().get(number), copies));
        }
        return verification.report();
    }

    /// Why no new keys can be stored until the program is started again, for the page of health.
    public Optional<String> trouble() {
        return copies.failure().map(IOException::toString);
    }

    @Override
    public void close() {
        writer.close();
        opened.invalidateAll();
        try {
            copies.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "KeyStore[" + table.size() + " keys]";
    }

    /// Throws [SealBroken] when the subject has no key, had one, or its record is damaged.
    DataKey get(UUID subject) {
        return opened.get(subject, this::read);
    }

    /// As [#get], without pushing out what pages use: for imports and exports that pass by once.
    DataKey getOnce(UUID subject) {
        var key = opened.getIfPresent(subject);
        return key == null ? read(subject) : key;
    }

    private DataKey read(UUID subject) {
        table.lock.readLock().lock();
        try {
            if (table.isErased(subject)) {
                throw broken(SealBroken.Reason.ERASED, subject);
            }
            int number = table.find(subject);
            if (number < 0) {
                throw broken(SealBroken.Reason.NO_KEY, subject);
            }
            var record = copies.read(number);
            if (record == null) {
                throw broken(SealBroken.Reason.DAMAGED_KEY, subject);
            }
            return KeyRecord.open(record, 0, copies.segments().get(number / Segment.RECORDS).key());
        } catch (GeneralSecurityException e) {
            throw broken(SealBroken.Reason.DAMAGED_KEY, subject);
        } catch (IOException e) {
            throw new UncheckedIOException("The key of " + subject + " cannot be read", e);
        } finally {
            table.lock.readLock().unlock();
        }
    }

    private static SealBroken broken(SealBroken.Reason reason, UUID subject) {
        return new SealBroken(reason, "subject " + subject);
    }
}
