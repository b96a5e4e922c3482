package io.kedang.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;
import io.kedang.transport.Issued;
import io.kedang.transport.Issued.Wish;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/// A PostgreSQL with TLS, asked as an external one is: over `sslmode=verify-full`.
class EncryptedDatabaseTests {
    private final Issued root = Issued.root("database authority");

    @TempDir Path temporary;

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @Test
    void itIsUsedOverTlsByWhoeverBelievesItAndByNobodyElse() throws Exception {
        var trusted = pem("root.pem", Issued.certificates(root.certificate()));
        var other = Issued.root("other authority").certificate();
        var strange = pem("other.pem", Issued.certificates(other));
        try (var folder = TestFolder.open(temporary.resolve("data"))) {
            try (var postgres = EmbeddedPostgres.start(folder, line -> {})) {
                assertRefused(external(postgres, trusted), "SSL");
            }
            show(folder, root.issues(Wish.of("localhost")));
            try (var postgres = EmbeddedPostgres.start(folder, line -> {})) {
                var external = external(postgres, trusted);
                assertThat(ExternalPostgres.check(external)).isEmpty();
                assertThat(isEncrypted(external)).isTrue();
                assertRefused(external(postgres, strange), "SSL");
            }
            show(folder, root.issues(Wish.of("db.example.com")));
            try (var postgres = EmbeddedPostgres.start(folder, line -> {})) {
                assertRefused(external(postgres, trusted), "hostname");
            }
        }
    }

    private static void assertRefused(DatabaseAccess access, String reason) {
        assertThatThrownBy(() -> ExternalPostgres.check(access))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem())
                                    .isEqualTo(DatabaseProblem.EXTERNAL_UNREACHABLE);
                            assertThat(refusal.arguments().toString()).contains(reason);
                        });
    }

    private static DatabaseAccess external(EmbeddedPostgres postgres, Path root) {
        var own = postgres.application();
        int port = URI.create(own.url().substring("jdbc:".length())).getPort();
        var url = "jdbc:postgresql://localhost:%d/kedang?sslmode=verify-full&sslrootcert=%s";
        return new DatabaseAccess(url.formatted(port, root), own.user(), own.password());
    }

    private static boolean isEncrypted(DatabaseAccess access) throws SQLException {
        try (var connection = access.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private Path pem(String name, String text) throws IOException {
        return Files.writeString(temporary.resolve(name), text);
    }

    /// From the next start on, as an administrator would set it up.
    private static void show(DataFolder folder, Issued certificate) throws IOException {
        var cluster = folder.root().resolve("postgres/18");
        var key = cluster.resolve("server.key");
        Files.writeString(key, certificate.key());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var shown = cluster.resolve("server.crt");
        Files.writeString(shown, Issued.certificates(certificate.certificate()));
        for (var file : new Path[] {key, shown}) {
            Files.setOwner(file, Files.getOwner(cluster));
        }
        Files.writeString(
                cluster.resolve("postgresql.conf"), "\nssl = on\n", StandardOpenOption.APPEND);
    }
}
