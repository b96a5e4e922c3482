package io.kedang.job;

import org.jspecify.annotations.Nullable;

/// Thrown to leave the work of a job between two pieces. Whoever catches it passes it on.
public final class JobStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final @Nullable JobState state;

    /// @param state the one the job takes; null when it goes on elsewhere or after a restart
    JobStopped(@Nullable JobState state) {
        super(state == null ? "goes on later" : state.name(), null, false, false);
        this.state = state;
    }

    @Nullable JobState state() {
        return state;
    }
}
