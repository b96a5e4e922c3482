package io.kedang.access.signin.outside;

import io.kedang.sealing.FieldCipher;
import io.kedang.sealing.KeyStore;

import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.UUID;

/// Seals what a connection must not show, with a data key of its own.
@Component
public class ConnectionSecret {
    private final FieldCipher cipher;
    private final KeyStore keys;

    ConnectionSecret(FieldCipher cipher, KeyStore keys) {
        this.cipher = cipher;
        this.keys = keys;
    }

    String seal(UUID connection, String clear) {
        if (!keys.has(connection)) {
            keys.newKey(connection);
        }
        return cipher.seal(connection, context(connection, "secret"), clear);
    }

    /// In clear; empty where the connection has none.
    public Optional<String> open(Connection connection) {
        var context = context(connection.id(), "secret");
        return Optional.ofNullable(connection.secret())
                .map(kept -> cipher.unseal(connection.id(), context, kept));
    }

    /// For what shows the other side whom to sign out.
    String sealToken(UUID connection, String clear) {
        if (!keys.has(connection)) {
            keys.newKey(connection);
        }
        return cipher.seal(connection, context(connection, "token"), clear);
    }

    String openToken(UUID connection, String sealed) {
        return cipher.unseal(connection, context(connection, "token"), sealed);
    }

    private static String context(UUID connection, String field) {
        return FieldCipher.context("sign_in_connection", connection, field);
    }
}
