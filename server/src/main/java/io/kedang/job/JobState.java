package io.kedang.job;

public enum JobState {
    QUEUED,
    RUNNING,
    PAUSED,
    DONE,
    FAILED,
    CANCELLED;

    /// Whether it may still do something by itself or after being told to go on.
    public boolean isOpen() {
        return this == QUEUED || this == RUNNING || this == PAUSED;
    }
}
