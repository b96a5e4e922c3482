package io.kedang.access.signin.outside;

/// What is at the other end of a connection. The names are stored.
public enum Kind {
    OIDC,
    LDAP,
    WECOM,
    DINGTALK,
    FEISHU;

    /// Of people who were taken over from an office suite: whoever was not is nobody here.
    boolean isSuite() {
        return this == WECOM || this == DINGTALK || this == FEISHU;
    }
}
