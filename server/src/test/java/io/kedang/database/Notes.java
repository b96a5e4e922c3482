package io.kedang.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A table to write to and to read back.
final class Notes {
    private Notes() {}

    static void create(DatabaseAccess owner) throws SQLException {
        try (var connection = owner.connect()) {
            connection.createStatement().execute("create table note (text text)");
        }
    }

    static void add(DatabaseAccess access, String text) throws SQLException {
        try (var connection = access.connect();
                var insert = connection.prepareStatement("insert into note values (?)")) {
            insert.setString(1, text);
            insert.execute();
        }
    }

    static List<String> list(DatabaseAccess access) throws SQLException {
        try (var connection = access.connect();
                var rows = connection.createStatement().executeQuery("select text from note")) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /// Asks again until the server, which is starting, answers.
    static List<String> listWhenUp(DatabaseAccess access) throws SQLException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                return list(access);
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Shell.pause(Duration.ofMillis(20));
            }
        }
    }
}
