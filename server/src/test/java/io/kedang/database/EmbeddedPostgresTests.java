package io.kedang.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Every way in which a start can find the folder, on a real server.
class EmbeddedPostgresTests {
    @TempDir Path temporary;

    private final List<String> said = new ArrayList<>();

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @Test
    void aNewFolderGetsADatabaseThatTheNextStartFindsAgain() throws Exception {
        var data = temporary.resolve("a folder/with 'quotes'");
        try (var folder = TestFolder.open(data);
                var postgres = EmbeddedPostgres.start(folder, said::add)) {
            Notes.create(postgres.owner());
            Notes.add(postgres.application(), "kept");
        }
        assertThat(said).endsWith(Texts.database("database.say.creating"));
        said.clear();
        try (var folder = TestFolder.open(data);
                var postgres = EmbeddedPostgres.start(folder, said::add)) {
            assertThat(Notes.list(postgres.application())).containsExactly("kept");
        }
        assertThat(said).as("nothing to say the second time").isEmpty();
        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("postgres/passwords"))).isEqualTo("rw-------");
    }

    @Test
    void theServerIsDurableAndListensOnTheLoopbackAddressOnly() throws Exception {
        try (var folder = TestFolder.open(temporary.resolve("data"));
                var postgres = EmbeddedPostgres.start(folder, said::add)) {
            var expected =
                    List.of(
                            "fsync on",
                            "full_page_writes on",
                            "synchronous_commit on",
                            "data_checksums on",
                            "listen_addresses 127.0.0.1",
                            "unix_socket_directories ",
                            "password_encryption scram-sha-256",
                            "log_error_verbosity terse",
                            "max_connections 40");
            for (var line : expected) {
                var name = line.substring(0, line.indexOf(' '));
                assertThat(name + " " + query(postgres.administrator(), "show " + name))
                        .isEqualTo(line);
            }
            var locale =
                    """
                    select concat_ws(' ', datlocprovider, datlocale, datcollate, datctype)
                    from pg_database where datname = 'kedang'
                    """;
            assertThat(query(postgres.application(), locale)).isEqualTo("b C.UTF-8 C C.UTF-8");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNoneIsPrinted() throws Exception {
        try (var folder = TestFolder.open(temporary.resolve("data"));
                var postgres = EmbeddedPostgres.start(folder, said::add)) {
            var owner = postgres.owner();
            var wrong = new DatabaseAccess(owner.url(), owner.user(), "");
            assertThatThrownBy(wrong::connect).isInstanceOf(SQLException.class);
            assertThat(owner.toString()).doesNotContain(owner.password());
        }
    }

    @Test
    void aKilledServerComesBackOnTheSamePortWithEverythingAcknowledged() throws Exception {
        var restarting = new CompletableFuture<String>();
        try (var folder = TestFolder.open(temporary.resolve("data"));
                var postgres =
                        EmbeddedPostgres.start(
                                folder,
                                line -> {
                                    if (line.equals(Texts.database("database.say.restarting"))) {
                                        restarting.complete(line);
                                    }
                                })) {
            Notes.create(postgres.owner());
            Notes.add(postgres.application(), "acknowledged");
            var killed = postgres.pid();
            Shell.signal("KILL", killed);
            restarting.get(20, TimeUnit.SECONDS);
            assertThat(Notes.listWhenUp(postgres.application())).containsExactly("acknowledged");
            assertThat(postgres.pid()).isNotEqualTo(killed);
        }
    }

    @Test
    void aTakenPortIsPassedOver() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new ArrayList<>(List.of(taken.getLocalPort(), free.getLocalPort()));
            free.close();
            try (var folder = TestFolder.open(temporary.resolve("data"));
                    var postgres = EmbeddedPostgres.start(folder, said::add, ports::removeFirst)) {
                var url = URI.create(postgres.owner().url().substring("jdbc:".length()));
                assertThat(url.getPort()).isEqualTo(free.getLocalPort());
            }
        }
    }

    @Test
    void aServerThatWouldLoseDataIsRefused() throws Exception {
        var data = temporary.resolve("data");
        try (var folder = TestFolder.open(data);
                var postgres = EmbeddedPostgres.start(folder, said::add)) {
            execute(postgres.administrator(), "alter role kedang_app set synchronous_commit = off");
        }
        var settings = data.resolve("postgres/18/postgresql.conf");
        Files.writeString(settings, "fsync = off\n", StandardOpenOption.APPEND);
        try (var folder = TestFolder.open(data)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, said::add))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> {
                                assertThat(refusal.problem())
                                        .isEqualTo(DatabaseProblem.WOULD_LOSE_DATA);
                                assertThat(refusal.arguments())
                                        .containsExactly("fsync, synchronous_commit");
                            });
            assertThat(data.resolve("postgres/18/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void aBrokenSettingIsNamedInTheRefusal() throws Exception {
        var data = temporary.resolve("data");
        try (var folder = TestFolder.open(data)) {
            EmbeddedPostgres.start(folder, said::add).close();
            var settings = data.resolve("postgres/18/postgresql.conf");
            Files.writeString(settings, "shared_buffer = 1\n", StandardOpenOption.APPEND);
            assertThat(refusal(folder).problem()).isEqualTo(DatabaseProblem.START_FAILED);
            assertThat(refusal(folder).arguments().toString()).contains("postgresql.conf");
        }
    }

    @Test
    void aClusterWithoutItsPasswordsOrOfAnotherVersionIsRefused() throws Exception {
        var data = temporary.resolve("data");
        try (var folder = TestFolder.open(data)) {
            EmbeddedPostgres.start(folder, said::add).close();
            Files.delete(data.resolve("postgres/passwords"));
            assertThat(refusal(folder).problem()).isEqualTo(DatabaseProblem.PASSWORDS_MISSING);
            Files.move(data.resolve("postgres/18"), data.resolve("postgres/17"));
            assertThat(refusal(folder).problem()).isEqualTo(DatabaseProblem.OTHER_VERSION);
        }
    }

    @Test
    void anUnfinishedFirstStartIsDoneAgain() throws Exception {
        var data = temporary.resolve("data");
        try (var folder = TestFolder.open(data)) {
            Files.createDirectories(data.resolve("postgres/18.unfinished/base"));
            try (var postgres = EmbeddedPostgres.start(folder, said::add)) {
                assertThat(query(postgres.application(), "select 'works'")).isEqualTo("works");
            }
        }
    }

    @Test
    void whatAStatementHeldNeverStandsInTheLog() throws Exception {
        var data = temporary.resolve("data");
        try (var folder = TestFolder.open(data);
                var postgres = EmbeddedPostgres.start(folder, said::add)) {
            Notes.create(postgres.owner());
            execute(postgres.owner(), "create unique index on note (text)");
            Notes.add(postgres.application(), "canary-13800138000");
            assertThatThrownBy(() -> Notes.add(postgres.application(), "canary-13800138000"))
                    .hasMessageContaining("duplicate key")
                    .hasMessageNotContaining("canary");
        }
        assertThat(logs(data)).contains("duplicate key").doesNotContain("canary");
    }

    private Refusal refusal(DataFolder folder) {
        try (var unexpected = EmbeddedPostgres.start(folder, said::add)) {
            throw new AssertionError("started as " + unexpected.pid());
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    private static String logs(Path data) throws IOException {
        try (var files = Files.list(data.resolve("logs/postgres"))) {
            return files.map(EmbeddedPostgresTests::read).collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String query(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = access.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = access.connect()) {
            connection.createStatement().execute(sql);
        }
    }
}
