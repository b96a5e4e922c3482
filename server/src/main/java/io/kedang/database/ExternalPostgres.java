package io.kedang.database;

import io.kedang.kernel.Refusal;

import java.sql.SQLException;
import java.util.List;

/// A PostgreSQL that somebody else runs. An administrator prepares it once:
///
///     create role kedang login password '…';
///     create role kedang_app login password '…';
///     create database kedang owner kedang encoding 'UTF8' template template0;
///
/// and then, connected to the database `kedang`:
///
///     alter default privileges for role kedang
///         grant select, insert, update, delete on tables to kedang_app;
///     alter default privileges for role kedang grant usage, select on sequences to kedang_app;
///     alter default privileges for role kedang grant execute on functions to kedang_app;
public final class ExternalPostgres {
    private static final int OLDEST = 17;

    private ExternalPostgres() {}

    /// Refuses a server that cannot be used, and returns the settings that are switched off there
    /// although acknowledged changes depend on them.
    public static List<String> check(DatabaseAccess application) {
        try (var connection = application.connect()) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new Refusal(DatabaseProblem.EXTERNAL_TOO_OLD, Integer.toString(version));
            }
            return Durability.switchedOff(connection);
        } catch (SQLException e) {
            throw new Refusal(
                    DatabaseProblem.EXTERNAL_UNREACHABLE, application.url(), e.getMessage());
        }
    }
}
