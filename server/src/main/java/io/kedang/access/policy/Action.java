package io.kedang.access.policy;

import io.kedang.access.Right;

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
    PRINT(Right.PRINT);

    private final Right right;

    Action(Right right) {
        this.right = right;
    }

    public Right right() {
        return right;
    }
}
