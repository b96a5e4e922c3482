package io.kedang.database;

import io.kedang.kernel.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/// A PostgreSQL of our own in the data folder: durable, behind passwords, on the loopback address,
/// started again when it dies and stopped when we do.
public final class EmbeddedPostgres implements AutoCloseable {
    private final Postmaster postmaster;
    private final Passwords passwords;
    private final int port;

    private EmbeddedPostgres(Postmaster postmaster, Passwords passwords, int port) {
        this.postmaster = postmaster;
        this.passwords = passwords;
        this.port = port;
    }

    /// Starts the server, after making the cluster in a new folder and ending what an earlier run
    /// left.
    ///
    /// @param say hears what takes its time, in the language of the machine
    public static EmbeddedPostgres start(DataFolder data, Consumer<String> say) {
        return start(data, say, EmbeddedPostgres::freePort);
    }

    static EmbeddedPostgres start(DataFolder data, Consumer<String> say, IntSupplier ports) {
        DiskSpace.require(data.root());
        var programs = Programs.unpack(data, say);
        var cluster = Cluster.of(data, programs);
        var privileges = Privileges.of(data, cluster.folder());
        var passwords = Passwords.of(data.postgres(), !cluster.exists());
        if (cluster.exists()) {
            cluster.stopOrphan(say);
            privileges.give(cluster.folder());
        } else {
            say.accept(Texts.database("database.say.creating"));
            cluster.create(programs, privileges, passwords);
        }
        var logs = privileges.give(logs(data));
        privileges.give(PostgresSettings.writeOurs(cluster.folder(), logs));
        var command = privileges.serverCommand(programs.path("postgres"));
        var postmaster = new Postmaster(command, cluster, logs, ports, say);
        var postgres = new EmbeddedPostgres(postmaster, passwords, postmaster.start());
        try {
            postgres.prepare();
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /// The role that owns the database and all that migrations make in it.
    public DatabaseAccess owner() {
        return access(Roles.DATABASE, Roles.OWNER, passwords.owner());
    }

    /// The role that reads and writes rows and owns nothing.
    public DatabaseAccess application() {
        return access(Roles.DATABASE, Roles.APPLICATION, passwords.application());
    }

    /// The role that may do everything; for backups and for making more databases.
    public DatabaseAccess administrator() {
        return access("postgres", Roles.ADMINISTRATOR, passwords.administrator());
    }

    /// The server of this moment; it is another one after a crash.
    public long pid() {
        return postmaster.pid();
    }

    @Override
    public void close() {
        postmaster.stop();
    }

    /// The driver leaves the details of an error out of its message: they quote values of rows, and
    /// a message may reach a log.
    DatabaseAccess access(String database, String user, String password) {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s?logServerErrorDetail=false";
        return new DatabaseAccess(url.formatted(port, database), user, password);
    }

    private void prepare() {
        var unfinished = access(Roles.UNFINISHED, Roles.ADMINISTRATOR, passwords.administrator());
        try (var connection = administrator().connect()) {
            Roles.prepare(connection, unfinished, passwords);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try (var connection = application().connect()) {
            var off = Durability.switchedOff(connection);
            if (!off.isEmpty()) {
                throw new Refusal(DatabaseProblem.WOULD_LOSE_DATA, String.join(", ", off));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path logs(DataFolder data) {
        try {
            return Files.createDirectories(data.logs().resolve("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
