package io.kedang.access.policy;

/// What somebody owes where a policy lets him.
public enum Obligation {
    /// He says what for before he opens a file, and that stands in the register.
    REASON,
    /// Who looks at the file, and when, stands faintly across its page.
    WATERMARK
}
