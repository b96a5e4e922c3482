package io.kedang.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The data keys of all subjects, in files outside the database cluster, so that no copy of the
/// database carries them and erasing one key erases what it sealed in every backup.
///
/// A key is on the disk, in every copy, before [#newKeys] returns; take keys before the transaction
/// that uses them commits. A key that nobody came to use is harmless.
///
/// Locks, in this order: `writing` (one appends or erases), `forcing` (one waits for the disk, the
/// others with him), `state` (readers against the publication of new records and files).
public final class KeyStore implements AutoCloseable {
    static final String FOLDER = "subjects";
    private static final int OPEN_KEYS = 20_000;

    private final MasterKey master;
    private final InstantSource clock;
    private final KeyCopies copies;
    private final KeyIndex index = new KeyIndex();
    private final KeyIndex erased = new KeyIndex();
    private final Cache<UUID, DataKey> opened =
            Caffeine.newBuilder().maximumSize(OPEN_KEYS).build();
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock forcing = new ReentrantLock();
    private final ReentrantReadWriteLock state = new ReentrantReadWriteLock();
    private volatile int written;
    private volatile int durable;

    private KeyStore(List<Path> folders, MasterKey master, InstantSource clock) throws IOException {
        this.master = master;
        this.clock = clock;
        copies = KeyCopies.open(folders, master, index::add);
        written = index.size();
        durable = written;
        copies.erased().forEach(erased::add);
    }

    /// Opens the store in `folder`, with a synchronous copy in `mirror` when that is given. Refuses
    // when
    /// another program has it open or when parts are missing; finishes what a crash interrupted.
    public static KeyStore open(
            Path folder, @Nullable Path mirror, MasterKey master, InstantSource clock) {
        try {
            var folders = new ArrayList<>(List.of(folder.resolve(FOLDER)));
            if (mirror != null) {
                folders.add(mirror);
            }
            var store = new KeyStore(folders, master, clock);
            store.eraseAgain();
            return store;
        } catch (IOException e) {
            throw new KeysRefused("The key folder " + folder + " cannot be used: " + e, e);
        }
    }

    public void newKey(UUID subject) {
        newKeys(List.of(subject));
    }

    /// Sees to it that each subject has a key that survives a crash; those that have one keep it.
    // One
    /// wait for the disk for all of them, and for all threads that come meanwhile.
    ///
    /// Refuses subjects that were erased: an erased id never comes back.
    public void newKeys(Collection<UUID> subjects) {
        int upTo = 0;
        writing.lock();
        try {
            copies.refuseAfterFailure();
            var missing = new LinkedHashSet<UUID>();
            for (var subject : subjects) {
                if (erased.find(subject) >= 0) {
                    throw new SealBroken(SealBroken.Reason.ERASED, "subject " + subject);
                }
                int number = index.find(subject);
                if (number < 0) {
                    missing.add(subject);
                }
                upTo = Math.max(upTo, number + 1);
            }
            if (!missing.isEmpty()) {
                append(List.copyOf(missing));
                upTo = index.size();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No new data key could be stored", e);
        } finally {
            writing.unlock();
        }
        awaitDurable(upTo);
    }

    /// Whether the subject has a key that was not erased.
    public boolean has(UUID subject) {
        state.readLock().lock();
        try {
            return erased.find(subject) < 0 && index.find(subject) >= 0;
        } finally {
            state.readLock().unlock();
        }
    }

    public boolean isErased(UUID subject) {
        state.readLock().lock();
        try {
            return erased.find(subject) >= 0;
        } finally {
            state.readLock().unlock();
        }
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

    /// Destroys the keys of these subjects for good; unknown ones are noted too, in case a backup
    /// brings them. When it returns, no file of the store holds their keys, not even wrapped.
    public void erase(Collection<UUID> subjects) {
        writing.lock();
        try {
            copies.refuseAfterFailure();
            var fresh = new LinkedHashSet<UUID>();
            for (var subject : subjects) {
                if (erased.find(subject) < 0) {
                    fresh.add(subject);
                }
            }
            awaitDurable(index.size());
            copies.appendErased(Tombstones.encode(fresh, clock.instant()));
            state.writeLock().lock();
            try {
                fresh.forEach(erased::add);
            } finally {
                state.writeLock().unlock();
            }
            opened.invalidateAll(fresh);
            rewriteSegmentsOf(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The erasure is noted but not finished; it is finished at the next start", e);
        } finally {
            writing.unlock();
        }
    }

    /// Reads and opens every key in every copy.
    public KeyReport verify() {
        var verification = new KeyVerification(index, erased);
        try {
            for (int i = 0; i < copies.segments().size(); i++) {
                writing.lock();
                try {
                    for (var copy : copies.all()) {
                        verification.read(copies.segments().get(i), copy);
                    }
                } finally {
                    writing.unlock();
                }
            }
            return verification.report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        writing.lock();
        state.writeLock().lock();
        try {
            opened.invalidateAll();
            copies.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            state.writeLock().unlock();
            writing.unlock();
        }
    }

    @Override
    public String toString() {
        return "KeyStore[" + written + " keys]";
    }

    private DataKey read(UUID subject) {
        state.readLock().lock();
        try {
            var where = "subject " + subject;
            if (erased.find(subject) >= 0) {
                throw new SealBroken(SealBroken.Reason.ERASED, where);
            }
            int number = index.find(subject);
            if (number < 0) {
                throw new SealBroken(SealBroken.Reason.NO_KEY, where);
            }
            if (number >= durable) {
                awaitDurable(number + 1);
            }
            var segment = copies.segments().get(number / Segment.RECORDS);
            var record = copies.read(segment.number(), offset(number));
            if (record == null) {
                throw new SealBroken(SealBroken.Reason.DAMAGED_KEY, where);
            }
            return KeyRecord.open(record, 0, segment.key());
        } catch (GeneralSecurityException e) {
            throw new SealBroken(SealBroken.Reason.DAMAGED_KEY, "subject " + subject);
        } catch (IOException e) {
            throw new UncheckedIOException("The key of " + subject + " cannot be read", e);
        } finally {
            state.readLock().unlock();
        }
    }

    private void append(List<UUID> subjects) throws IOException {
        int done = 0;
        while (done < subjects.size()) {
            int number = index.size() / Segment.RECORDS;
            if (number == copies.segments().size()) {
                copies.addSegment(Segment.first(number, master));
            }
            int room = Segment.RECORDS - index.size() % Segment.RECORDS;
            var piece = subjects.subList(done, Math.min(subjects.size(), done + room));
            appendToSegment(copies.segments().get(number), piece);
            done += piece.size();
        }
    }

    private void appendToSegment(Segment segment, List<UUID> subjects) throws IOException {
        var keys = MasterKey.random(32 * subjects.size());
        var records = ByteBuffer.allocate(KeyRecord.SIZE * subjects.size());
        for (int i = 0; i < subjects.size(); i++) {
            var key = Arrays.copyOfRange(keys, 32 * i, 32 * (i + 1));
            KeyRecord.putNew(records, subjects.get(i), key, segment.key());
        }
        copies.append(segment.number(), records.flip(), offset(index.size()));
        state.writeLock().lock();
        try {
            subjects.forEach(index::add);
            written = index.size();
        } finally {
            state.writeLock().unlock();
        }
    }

    private void awaitDurable(int upTo) {
        if (durable >= upTo) {
            return;
        }
        forcing.lock();
        try {
            if (durable < upTo) {
                copies.refuseAfterFailure();
                int target = written;
                for (int i = durable / Segment.RECORDS; i <= (target - 1) / Segment.RECORDS; i++) {
                    copies.force(i);
                }
                durable = target;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("New data keys did not reach the disk", e);
        } finally {
            forcing.unlock();
        }
    }

    /// An erasure that a crash or a full disk interrupted, or that a backup of the store undid.
    private void eraseAgain() throws IOException {
        var unfinished = new ArrayList<UUID>();
        for (var subject : copies.erased()) {
            int number = index.find(subject);
            if (number >= 0) {
                var record = copies.read(number / Segment.RECORDS, offset(number));
                if (record == null || !KeyRecord.isErased(record, 0)) {
                    unfinished.add(subject);
                }
            }
        }
        rewriteSegmentsOf(unfinished);
    }

    private void rewriteSegmentsOf(Collection<UUID> subjects) throws IOException {
        var numbers = new TreeSet<Integer>();
        for (var subject : subjects) {
            int number = index.find(subject);
            if (number >= 0) {
                numbers.add(number / Segment.RECORDS);
            }
        }
        for (int number : numbers) {
            rewrite(copies.segments().get(number));
        }
    }

    private void rewrite(Segment old) throws IOException {
        var fresh = old.next(master);
        int first = old.number() * Segment.RECORDS;
        int end = Math.min(first + Segment.RECORDS, index.size());
        var records = ByteBuffer.allocate((end - first) * KeyRecord.SIZE);
        for (int number = first; number < end; number++) {
            putAgain(records, number, old, fresh);
        }
        copies.writeGeneration(fresh, records.array());
        state.writeLock().lock();
        try {
            copies.exchange(old, fresh);
        } finally {
            state.writeLock().unlock();
        }
    }

    private void putAgain(ByteBuffer into, int number, Segment old, Segment fresh)
            throws IOException {
        var subject = index.subject(number);
        int at = into.position();
        if (erased.find(subject) >= 0) {
            KeyRecord.putErased(into, subject);
            return;
        }
        var record = copies.read(old.number(), offset(number));
        try {
            if (record == null) {
                KeyRecord.putDamaged(into, subject);
            } else {
                KeyRecord.putRewrapped(into, record, 0, old.key(), fresh.key());
            }
        } catch (GeneralSecurityException e) {
            KeyRecord.putDamaged(into.position(at), subject);
        }
    }

    private static long offset(int number) {
        return (long) (number % Segment.RECORDS) * KeyRecord.SIZE;
    }
}
