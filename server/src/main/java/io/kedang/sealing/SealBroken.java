package io.kedang.sealing;

/// A sealed value cannot be opened. The message names subject and context, never a value.
public final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why it cannot be opened.
    public enum Reason {
        /// Changed, cut, or moved here from another row, field or subject.
        ALTERED,
        /// The subject never had a key here: a foreign backup, or a lost key folder.
        NO_KEY,
        /// The subject's key was erased on purpose; what it sealed is gone for good.
        ERASED,
        /// The stored key itself is damaged; see `KeyStore.verify()`.
        DAMAGED_KEY
    }

    private final Reason reason;

    SealBroken(Reason reason, String where) {
        super(reason + ": " + where);
        this.reason = reason;
    }

    /// The same fault, met by another thread.
    SealBroken(SealBroken other) {
        super(other.getMessage(), other);
        this.reason = other.reason;
    }

    public Reason reason() {
        return reason;
    }
}
