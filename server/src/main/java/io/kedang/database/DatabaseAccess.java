package io.kedang.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// How to reach a database as one of its roles.
public record DatabaseAccess(String url, String user, String password) {
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return "DatabaseAccess[url=" + url + ", user=" + user + "]";
    }
}
