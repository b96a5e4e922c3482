package io.kedang.access.policy;

import io.kedang.access.ReaderNumbers.SharedFor;
import io.kedang.access.Right;

import java.util.EnumSet;
import java.util.Set;

/// What somebody wants to do with a file; policies name the actions they are about. His role has to
/// allow it at all, the policies with this file.
public enum Action {
    /// Seeing it in lists, searches, counts.
    FIND(Right.CUSTOMER_READ),
    READ(Right.CUSTOMER_READ),
    /// Seeing the clear value of a masked field.
    READ_SENSITIVE(Right.CUSTOMER_REVEAL),
    EDIT(Right.CUSTOMER_EDIT),
    EXPORT(Right.EXPORT),
    PRINT(Right.PRINT),
    /// Letting others work on the file.
    SHARE(Right.SHARE),
    /// Deciding whether somebody else may read the file; it opens nothing to who decides.
    APPROVE(Right.APPROVE),
    /// Giving the file to another owner; it shows nothing of it.
    ADMINISTER(Right.ADMINISTER);

    private final Right right;

    Action(Right right) {
        this.right = right;
    }

    public Right right() {
        return right;
    }

    /// Whether its use shows the contents of a file, so that whoever may do it has to be a reader.
    public boolean shows() {
        return this != APPROVE && this != ADMINISTER;
    }

    /// By which of the numbers that a file is shared under it can be done.
    Set<SharedFor> shared() {
        return switch (this) {
            case FIND, READ, READ_SENSITIVE, PRINT -> EnumSet.allOf(SharedFor.class);
            case EDIT, EXPORT -> EnumSet.of(SharedFor.EDITING);
            case SHARE, APPROVE, ADMINISTER -> EnumSet.noneOf(SharedFor.class);
        };
    }
}
