package io.kedang.access.signin.outside;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// A provider or directory at which people of this company have accounts.
///
/// @param secret sealed: the client's secret, the password of the service account
public record Connection(
        UUID id,
        String name,
        Kind kind,
        boolean enabled,
        Settings settings,
        Admission admission,
        @Nullable String secret,
        int version) {

    public OidcSettings oidc() {
        return part(settings.oidc());
    }

    public LdapSettings ldap() {
        return part(settings.ldap());
    }

    private static <T> T part(@Nullable T settings) {
        if (settings == null) {
            throw new IllegalStateException("a connection is of another kind");
        }
        return settings;
    }

    /// Never shows the secret.
    @Override
    public String toString() {
        return "Connection[" + kind + " " + id + "]";
    }
}
