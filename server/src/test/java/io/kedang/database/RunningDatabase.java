package io.kedang.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// The database of a data folder that another process has open, for tools that look at it or hurt
/// it from outside.
public record RunningDatabase(Path data) {
    private static final int PORT_LINE = 3;

    /// As the role that may do everything.
    public Connection connect() throws SQLException {
        return access(Roles.ADMINISTRATOR, passwords().administrator()).connect();
    }

    /// As the role that the application has.
    public Connection connectAsApplication() throws SQLException {
        return access(Roles.APPLICATION, passwords().application()).connect();
    }

    public long postmaster() {
        return PidFile.read(pidFile()).orElseThrow().pid();
    }

    /// What `alter system` has written, which the next start would refuse.
    public void forgetAlteredSettings() {
        Folders.deleteFile(pidFile().resolveSibling("postgresql.auto.conf"));
    }

    private DatabaseAccess access(String user, String password) {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), Roles.DATABASE);
        return new DatabaseAccess(url, user, password);
    }

    private Passwords passwords() {
        return Passwords.of(data.resolve("postgres"), false);
    }

    private int port() {
        try {
            return Integer.parseInt(Files.readAllLines(pidFile()).get(PORT_LINE).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pidFile() {
        return data.resolve("postgres/18/postmaster.pid");
    }
}
