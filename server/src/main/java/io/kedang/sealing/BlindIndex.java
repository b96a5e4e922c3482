package io.kedang.sealing;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Keyed tokens by which a sealed value is found again: equal values of one kind have equal
/// tokens, and without the key nobody can try values. Kinds have keys of their own.
///
/// Tokens of all kinds may share one column: exact ones are negative, ambiguous ones are not and
/// carry the mark of their kind, so that none of one sort is taken for the other.
///
/// While the key is rotated ([IndexRotation]) rows carry tokens of one version or the other: what
/// is stored is made with one of them, what is looked up with both. A transaction keeps the keys of
/// its first token to its end, so that no change of keys comes between what it read and what it
/// writes.
public final class BlindIndex {
    private final NamedKeys keys;
    private final ScopedValue<Moment> held = ScopedValue.newInstance();

    /// Those that somebody works with; guarded by this.
    private final Set<Moment> inUse = new HashSet<>();

    private volatile Moment current;

    /// After a crash amid a rotation nobody is left who reads by the older key alone.
    public BlindIndex(NamedKeys keys) {
        this.keys = keys;
        var read = keys.versions(NamedKeys.Name.BLIND_INDEX).stream().map(this::key).toList();
        current = new Moment(read.getLast(), read);
    }

    /// The keys that are right at one moment: one to write with, all to read by, oldest first.
    static final class Moment {
        final IndexKey written;
        final List<IndexKey> read;

        /// Guarded by the index.
        private int users;

        Moment(IndexKey written, List<IndexKey> read) {
            this.written = written;
            this.read = read;
        }
    }

    /// The exact token of a value to be stored. `value` must be in its normal form.
    public long token(String kind, String value) {
        return moment().written.token(kind, value);
    }

    /// The same by every key that a stored token may be of.
    public List<Long> allTokens(String kind, String value) {
        return moment().read.stream().map(key -> key.token(kind, value)).toList();
    }

    /// A token that about one value in 65,536 shares on purpose; so a hit must be compared in
    /// clear.
    public long ambiguousToken(String kind, String value) {
        return moment().written.ambiguousToken(kind, value);
    }

    /// Of the key that writes. Stored beside tokens, which have to be derived anew for another one.
    public int version() {
        return moment().written.version();
    }

    /// Keeps the keys of this moment for work that is longer than a transaction, or on several
    /// threads.
    public Hold hold() {
        return new Hold(take(bound()));
    }

    /// Keys that do not change until it is closed.
    public final class Hold implements AutoCloseable {
        private final Moment moment;
        private boolean closed;

        private Hold(Moment moment) {
            this.moment = moment;
        }

        /// Every token that `work` asks for is of these keys, on whichever thread it runs.
        public <T> T in(Supplier<T> work) {
            return ScopedValue.where(held, moment).call(work::get);
        }

        public int version() {
            return moment.written.version();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(moment);
            }
        }
    }

    Moment moment() {
        var bound = bound();
        if (bound != null) {
            return bound;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return current;
        }
        var taken = take(null);
        new UntilTheEnd(taken).begin();
        return taken;
    }

    private @Nullable Moment bound() {
        return held.isBound()
                ? held.get()
                : (Moment) TransactionSynchronizationManager.getResource(this);
    }

    private final class UntilTheEnd implements TransactionSynchronization {
        private final Moment moment;

        UntilTheEnd(Moment moment) {
            this.moment = moment;
        }

        void begin() {
            TransactionSynchronizationManager.bindResource(BlindIndex.this, moment);
            TransactionSynchronizationManager.registerSynchronization(this);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(BlindIndex.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(BlindIndex.this, moment);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BlindIndex.this);
            release(moment);
        }
    }

    /// From here on tokens of a new key are looked up as well, but not yet written.
    synchronized void addKey() {
        var before = current.written;
        var added = key(keys.addVersion(NamedKeys.Name.BLIND_INDEX));
        current = new Moment(before, List.of(before, added));
    }

    /// Writes with the newest key as soon as nobody is left who does not read by it.
    ///
    /// @return whether nobody is left who writes with an older one
    synchronized boolean settle() {
        if (current.written != current.read.getLast() && isOnlyCurrentInUse()) {
            current = new Moment(current.read.getLast(), current.read);
        }
        return current.written == current.read.getLast() && isOnlyCurrentInUse();
    }

    /// Destroys the older keys. Nothing may carry their tokens, and nobody write them.
    synchronized void dropFormer() {
        if (!settle()) {
            throw new IllegalStateException("somebody still writes with an older key");
        }
        keys.dropFormer(NamedKeys.Name.BLIND_INDEX);
        current = new Moment(current.written, List.of(current.written));
    }

    /// Whether there is more than one key.
    boolean hasFormer() {
        return current.read.size() > 1;
    }

    int newest() {
        return current.read.getLast().version();
    }

    private boolean isOnlyCurrentInUse() {
        return inUse.stream().allMatch(moment -> moment == current);
    }

    private synchronized Moment take(@Nullable Moment wanted) {
        var moment = wanted == null ? current : wanted;
        moment.users++;
        inUse.add(moment);
        return moment;
    }

    private synchronized void release(Moment moment) {
        moment.users--;
        if (moment.users == 0) {
            inUse.remove(moment);
        }
    }

    private IndexKey key(int version) {
        return new IndexKey(keys, version);
    }
}
