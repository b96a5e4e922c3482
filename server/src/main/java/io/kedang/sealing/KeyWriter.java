package io.kedang.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The one thread that writes to the key store. It serves all that wait with one wait for the
/// disk, and a cancelled request cannot interrupt it amid a write.
final class KeyWriter implements AutoCloseable {
    private final KeyCopies copies;
    private final KeyTable table;
    private final MasterKey master;
    private final InstantSource clock;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("keys").daemon().factory());

    KeyWriter(KeyCopies copies, KeyTable table, MasterKey master, InstantSource clock) {
        this.copies = copies;
        this.table = table;
        this.master = master;
        this.clock = clock;
    }

    private record Request(Collection<UUID> subjects, CompletableFuture<Void> done) {}

    void newKeys(Collection<UUID> subjects) {
        var request = new Request(subjects, new CompletableFuture<>());
        waiting.add(request);
        thread.execute(this::serveWaiting);
        await(request.done);
    }

    void erase(Collection<UUID> subjects) {
        perform(
                () -> {
                    eraseNow(subjects);
                    return true;
                });
    }

    /// Runs `work` while nothing is written.
    <T> T perform(Supplier<T> work) {
        return await(CompletableFuture.supplyAsync(work, thread));
    }

    @Override
    public void close() {
        thread.close();
    }

    /// Does not give up when the waiting thread is interrupted: the work is done all the same.
    private static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException fault) {
                throw new UncheckedIOException(fault.getMessage(), fault.getCause());
            }
            if (e.getCause() instanceof SealBroken broken) {
                throw new SealBroken(broken);
            }
            throw e;
        }
    }

    private void serveWaiting() {
        var served = new ArrayList<Request>();
        var missing = new LinkedHashSet<UUID>();
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            var gone = next.subjects.stream().filter(table::isErased).findFirst();
            if (gone.isPresent()) {
                var where = "subject " + gone.get();
                next.done.completeExceptionally(new SealBroken(SealBroken.Reason.ERASED, where));
            } else {
                next.subjects.stream().filter(each -> table.find(each) < 0).forEach(missing::add);
                served.add(next);
            }
        }
        try {
            append(List.copyOf(missing));
            served.forEach(request -> request.done.complete(null));
        } catch (IOException e) {
            var fault = new UncheckedIOException("No new data key could be stored", e);
            served.forEach(request -> request.done.completeExceptionally(fault));
        } catch (RuntimeException | Error e) {
            served.forEach(request -> request.done.completeExceptionally(e));
            throw e;
        }
    }

    private void append(List<UUID> subjects) throws IOException {
        if (!subjects.isEmpty()) {
            copies.refuseAfterFailure();
        }
        int done = 0;
        while (done < subjects.size()) {
            int number = table.size() / Segment.RECORDS;
            if (number == copies.segments().size()) {
                copies.addSegment(Segment.first(number, master));
            }
            int room = Segment.RECORDS - table.size() % Segment.RECORDS;
            var piece = subjects.subList(done, Math.min(subjects.size(), done + room));
            appendTo(copies.segments().get(number), piece);
            done += piece.size();
        }
    }

    /// The table learns of the keys when the disk has them, so that nobody seals with a lost one.
    private void appendTo(Segment segment, List<UUID> subjects) throws IOException {
        var keys = MasterKey.random(32 * subjects.size());
        var records = ByteBuffer.allocate(KeyRecord.SIZE * subjects.size());
        for (int i = 0; i < subjects.size(); i++) {
            var key = Arrays.copyOfRange(keys, 32 * i, 32 * (i + 1));
            KeyRecord.putNew(records, subjects.get(i), key, segment.key());
        }
        copies.append(segment.number(), records.flip(), KeyRecord.offset(table.size()));
        table.lock.writeLock().lock();
        try {
            subjects.forEach(table::add);
        } finally {
            table.lock.writeLock().unlock();
        }
    }

    private void eraseNow(Collection<UUID> subjects) {
        try {
            copies.refuseAfterFailure();
            var fresh = new LinkedHashSet<>(subjects);
            fresh.removeIf(table::isErased);
            copies.appendErased(Tombstones.encode(fresh, clock.instant()));
            table.lock.writeLock().lock();
            try {
                table.erase(fresh);
            } finally {
                table.lock.writeLock().unlock();
            }
            eraseAgain(subjects);
        } catch (IOException e) {
            throw new UncheckedIOException("The erasure is not finished; repeat it", e);
        }
    }

    /// Finishes erasures that a fault interrupted, or that a backup of the store undid.
    void eraseAgain(Collection<UUID> erased) throws IOException {
        var unfinished = new ArrayList<UUID>();
        for (var subject : erased) {
            int number = table.find(subject);
            if (number >= 0) {
                var record = copies.read(number);
                if (record == null || !KeyRecord.isErased(record, 0)) {
                    unfinished.add(subject);
                }
            }
        }
        rewriteSegmentsOf(unfinished);
    }

    /// Writes the first segment anew whose key the newest master key has not wrapped, under a new
    /// segment key.
    ///
    /// @return how many such segments are left
    int renewOne() {
        return perform(
                () -> {
                    try {
                        copies.refuseAfterFailure();
                        var old = former();
                        if (!old.isEmpty()) {
                            rewrite(old.getFirst());
                        }
                        return Math.max(0, old.size() - 1);
                    } catch (IOException e) {
                        throw new UncheckedIOException("A segment could not be written anew", e);
                    }
                });
    }

    List<Segment> former() {
        return copies.segments().stream()
                .filter(segment -> !master.isWrappedByNewest(segment.wrapped()))
                .toList();
    }

    private void rewriteSegmentsOf(Collection<UUID> subjects) throws IOException {
        for (int number : table.segmentsOf(subjects)) {
            rewrite(copies.segments().get(number));
        }
    }

    private void rewrite(Segment old) throws IOException {
        var fresh = old.next(master);
        int first = old.number() * Segment.RECORDS;
        int end = Math.min(first + Segment.RECORDS, table.size());
        var records = ByteBuffer.allocate((end - first) * KeyRecord.SIZE);
        for (int number = first; number < end; number++) {
            putAgain(records, number, old, fresh);
        }
        copies.writeGeneration(fresh, records.array());
        table.lock.writeLock().lock();
        try {
            copies.exchange(fresh);
        } finally {
            table.lock.writeLock().unlock();
        }
        copies.destroy(old);
    }

    private void putAgain(ByteBuffer into, int number, Segment old, Segment fresh)
            throws IOException {
        var subject = table.subject(number);
        int at = into.position();
        if (table.isErased(subject)) {
            KeyRecord.putErased(into, subject);
            return;
        }
        var record = copies.read(number);
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
}
