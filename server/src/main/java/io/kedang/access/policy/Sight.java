package io.kedang.access.policy;

/// How much of a value somebody sees, from most to least.
public enum Sight {
    CLEAR,
    /// Enough to tell two values apart, as of sensitive ones.
    MASKED,
    /// Not even whether there is one.
    WITHHELD
}
