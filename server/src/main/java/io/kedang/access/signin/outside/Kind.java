package io.kedang.access.signin.outside;

/// What is at the other end of a connection. The names are stored.
public enum Kind {
    OIDC,
    LDAP
}
