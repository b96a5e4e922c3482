package io.kedang.access.signin.factor;

/// A way to show who one is. The names are stored with sessions and in the register.
public enum Proof {
    PASSWORD,
    /// The password of a directory of the company (LDAP), which the directory checked.
    DIRECTORY,
    /// The word of a provider (OIDC) that it is he.
    PROVIDER,
    /// A code of an authenticator (RFC 6238).
    TOTP,
    /// One of ten codes on paper, each good once.
    RECOVERY_CODE,
    /// The word of a provider that he showed it more than a password; counts as a second factor
    /// where the connection says so.
    PROVIDER_FACTOR,
    /// A signature that its owner gave by finger, face or PIN: what he has, and who he is.
    PASSKEY
}
