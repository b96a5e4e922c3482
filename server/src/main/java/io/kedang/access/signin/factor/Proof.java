package io.kedang.access.signin.factor;

/// A way to show who one is. The names are stored with sessions and in the register.
public enum Proof {
    PASSWORD,
    /// A code of an authenticator (RFC 6238).
    TOTP,
    /// One of ten codes on paper, each good once.
    RECOVERY_CODE,
    /// A signature that its owner gave by finger, face or PIN: what he has, and who he is.
    PASSKEY
}
