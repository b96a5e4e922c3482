package io.kedang.access.signin.factor;

/// A way to show who one is. The names are stored with sessions and in the register.
public enum Proof {
    PASSWORD,
    /// A code of an authenticator (RFC 6238).
    TOTP,
    /// One of ten codes on paper, each good once.
    RECOVERY_CODE
}
