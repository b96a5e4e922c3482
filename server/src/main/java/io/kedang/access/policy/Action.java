package io.kedang.access.policy;

/// What somebody wants to do with a file; policies name the actions they are about.
public enum Action {
    /// Seeing it in lists, searches, counts.
    FIND,
    READ,
    /// Seeing the clear value of a masked field.
    READ_SENSITIVE,
    EDIT,
    EXPORT,
    PRINT
}
