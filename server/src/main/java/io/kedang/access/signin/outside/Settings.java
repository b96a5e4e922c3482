package io.kedang.access.signin.outside;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;

/// What a connection needs besides its secret: the part of its own kind, and no other.
public record Settings(
        @Nullable @Valid OidcSettings oidc,
        @Nullable @Valid LdapSettings ldap,
        @Nullable @Valid OfficeAppSettings office) {
    /// The part that a connection of `kind` needs; null when it is missing.
    @Nullable Object of(Kind kind) {
        return switch (kind) {
            case OIDC -> oidc;
            case LDAP -> ldap;
            case WECOM, DINGTALK, FEISHU -> office;
        };
    }
}
