package io.kedang.access.signin.outside;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// A connection as somebody wishes it.
///
/// @param secret the client's secret, the password of the service account; null to keep the one
///     that is there, empty to have none
record ConnectionBody(
        @NotNull @Size(max = 200) String name,
        @NotNull Kind kind,
        boolean enabled,
        @NotNull @Valid Settings settings,
        @NotNull @Valid Admission admission,
        @Nullable @Size(max = 2000) String secret) {
    static ConnectionBody of(Connection connection) {
        return new ConnectionBody(
                connection.name(),
                connection.kind(),
                connection.enabled(),
                connection.settings(),
                connection.admission(),
                null);
    }

    Connection connection(UUID id, int version) {
        return new Connection(id, name.strip(), kind, enabled, settings, admission, null, version);
    }

    /// Never shows the secret.
    @Override
    public String toString() {
        return "ConnectionBody[" + name + "]";
    }
}
