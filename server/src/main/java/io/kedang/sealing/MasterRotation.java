package io.kedang.sealing;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;

/// 主密钥轮换: a new master key takes the place of the old one while the house works.
///
/// The new version wraps from [#begin] on, the old one still opens. [#step] by step every key that
/// hangs on the old one gets a new wrapping: the keys of the house, then the data keys, a segment
/// at a time and under new segment keys, so that neither the old master key nor a segment key that
/// it once opened is of use afterwards. [#finish] destroys the old version. What is done lies in
/// the key folder itself, so that after a crash the same three go on where it stopped.
public final class MasterRotation {
    private final MasterKey master;
    private final NamedKeys named;
    private final KeyStore store;

    public MasterRotation(MasterKey master, NamedKeys named, KeyStore store) {
        this.master = master;
        this.named = named;
        this.store = store;
    }

    /// @param source where the master key lives
    /// @param version the one that wraps
    /// @param unfinished whether older keys are still needed
    /// @param done pieces that hang on the newest version, of `total`
    public record State(
            MasterSource.Kind source, int version, boolean unfinished, int done, int total) {}

    public State state() {
        int total = store.segments() + 1;
        int former = store.formerSegments() + (named.areFormer() ? 1 : 0);
        return new State(
                master.chosen().kind(),
                master.version(),
                master.hasFormer(),
                total - former,
                total);
    }

    /// Makes a new version, unless there is one already that waits for its keys. Refuses when the
    /// source makes none: then somebody hands over the next one, and the program starts again.
    public void begin() {
        attempt(
                () -> {
                    if (!master.hasFormer() || !master.chosen().kind().owns(master.version())) {
                        master.addVersion();
                    }
                });
    }

    /// One piece; meanwhile requests for new keys wait a moment.
    ///
    /// @return whether there may be another one
    public boolean step() {
        return attempt(
                () -> {
                    if (named.areFormer()) {
                        named.renew();
                        return true;
                    }
                    return store.formerSegments() > 0 && store.renewOne() > 0;
                });
    }

    /// Destroys what the older versions were, once nothing hangs on them.
    public void finish() {
        attempt(() -> store.undisturbed(this::destroyFormer));
    }

    private void destroyFormer() {
        if (named.areFormer() || store.formerSegments() > 0) {
            throw new UncheckedIOException(new IOException("keys hang on the older master key"));
        }
        try {
            master.destroyFormer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void attempt(Act act) {
        attempt(
                () -> {
                    act.run();
                    return true;
                });
    }

    private static <T> T attempt(Work<T> work) {
        try {
            return work.run();
        } catch (IOException | UncheckedIOException e) {
            var refusal = new Refusal(SealingProblem.ROTATION_STOPPED, reason(e));
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static String reason(Exception e) {
        var cause = e instanceof UncheckedIOException ? e.getCause() : e;
        return String.valueOf(cause == null ? e : cause);
    }
}
