package io.kedang.job;

import io.kedang.access.CurrentUser;
import io.kedang.live.Changes;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.function.BooleanSupplier;

/// A job while it runs: what it was told, and where it says how far it is.
public final class JobRun {
    static final String CHANGE = "job";
    private static final long BETWEEN_NEWS_NANOS = 500_000_000L;

    private final Job job;
    private final JobStore store;
    private final Changes changes;
    private final JsonMapper json;
    private final BooleanSupplier closing;
    private long lastNews = System.nanoTime() - BETWEEN_NEWS_NANOS;

    JobRun(Job job, JobStore store, Changes changes, JsonMapper json, BooleanSupplier closing) {
        this.job = job;
        this.store = store;
        this.changes = changes;
        this.json = json;
        this.closing = closing;
    }

    public JobId id() {
        return job.id();
    }

    /// What it was started with.
    public <T> T input(Class<T> type) {
        return json.treeToValue(job.input(), type);
    }

    /// What the last piece kept; null when none was finished.
    public <T> @Nullable T checkpoint(Class<T> type) {
        return job.checkpoint() == null ? null : json.treeToValue(job.checkpoint(), type);
    }

    /// Says in the transaction of a piece that it is done. Piece and checkpoint hold together or
    /// not at all; when somebody else took the job up meanwhile, this throws and the piece is
    /// undone.
    ///
    /// @param total how much there is to do, null while nobody knows
    public void keep(long done, @Nullable Long total, Object checkpoint) {
        int version =
                store.keep(id(), job.run(), done, total, checkpoint)
                        .orElseThrow(() -> new JobStopped(null));
        long now = System.nanoTime();
        if (now - lastNews >= BETWEEN_NEWS_NANOS) {
            lastNews = now;
            changes.tell(CHANGE, id().value(), version, List.of(CurrentUser.get().principal()));
        }
    }

    /// Between two pieces: throws when the owner wants a pause or an end, and when the house
    /// closes.
    public void mayGoOn() {
        var wanted = store.wanted(id(), job.run()).orElseThrow(() -> new JobStopped(null));
        if (wanted.isPresent()) {
            throw new JobStopped(wanted.get());
        }
        if (closing.getAsBoolean()) {
            throw new JobStopped(null);
        }
    }
}
