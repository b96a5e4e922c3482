package io.kedang.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Who may do what in the cluster. The administrator exists for setting up and for backups, the
/// owner makes tables, the application reads and writes rows and owns nothing.
final class Roles {
    static final String ADMINISTRATOR = "kedang_admin";
    static final String OWNER = "kedang";
    static final String APPLICATION = "kedang_app";
    static final String DATABASE = "kedang";
    static final String UNFINISHED = "kedang_unfinished";

    private Roles() {}

    /// Makes roles and database once. The database gets its name when all is granted.
    ///
    /// @param administrator connected to the database `postgres`
    /// @param unfinished the administrator's way into the database that is being made
    static void prepare(Connection administrator, DatabaseAccess unfinished, Passwords passwords)
            throws SQLException {
        if (exists(administrator, "select from pg_database where datname = ?", DATABASE)) {
            return;
        }
        createRole(administrator, OWNER, passwords.owner());
        createRole(administrator, APPLICATION, passwords.application());
        execute(administrator, "drop database if exists " + UNFINISHED);
        createDatabase(administrator, UNFINISHED, "template0");
        try (var connection = unfinished.connect()) {
            grant(connection);
        }
        execute(administrator, "alter database " + UNFINISHED + " rename to " + DATABASE);
    }

    /// An empty database, or a copy of `template` with everything that was granted inside.
    static void createDatabase(Connection administrator, String name, String template)
            throws SQLException {
        execute(
                administrator,
                "create database %s owner %s template %s".formatted(name, OWNER, template));
        execute(administrator, "revoke all on database %s from public".formatted(name));
        execute(
                administrator,
                "grant connect, temporary on database %s to %s".formatted(name, APPLICATION));
    }

    private static void grant(Connection connection) throws SQLException {
        var whatOwnerMakes = "alter default privileges for role " + OWNER + " grant ";
        execute(
                connection,
                whatOwnerMakes + "select, insert, update, delete on tables to " + APPLICATION);
        execute(connection, whatOwnerMakes + "usage, select on sequences to " + APPLICATION);
        execute(connection, whatOwnerMakes + "execute on functions to " + APPLICATION);
    }

    private static void createRole(Connection administrator, String name, String password)
            throws SQLException {
        if (!exists(administrator, "select from pg_roles where rolname = ?", name)) {
            execute(administrator, "create role %s login password '%s'".formatted(name, password));
        }
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
