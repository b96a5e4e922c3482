package io.kedang.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Whether a server keeps what it acknowledged, through a crash and through a failing disk.
final class Durability {
    private static final String SWITCHED_OFF =
            """
            select name from pg_settings
            where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')
              and setting = 'off'
            order by name
            """;

    private Durability() {}

    /// The settings that are off; as a role of the application sees them, because a setting may be
    /// changed for one role or one database alone.
    static List<String> switchedOff(Connection application) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = application.createStatement();
                var rows = statement.executeQuery(SWITCHED_OFF)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return List.copyOf(names);
    }
}
