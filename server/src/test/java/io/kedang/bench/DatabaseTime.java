package io.kedang.bench;

import io.kedang.database.RunningDatabase;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How long the database is at work for a request, against the same statements with the same values
/// sent by a bare driver. Both are read from the log of the database, so that neither the way there
/// nor the clock of a client counts.
final class DatabaseTime implements AutoCloseable {
    private static final double GOAL = 1.2;
    private static final int WARM = 100;
    private static final int TIMES = 200;
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");

    private final RunningDatabase database;
    private final StatementLog log;
    private final Figures figures;

    DatabaseTime(RunningDatabase database, Figures figures) throws SQLException, IOException {
        this.database = database;
        this.figures = figures;
        log = StatementLog.open(database);
    }

    interface Request {
        void send() throws IOException;
    }

    /// @param request the same each time
    void compare(String name, Request request) throws IOException, SQLException {
        for (int i = 0; i < WARM; i++) {
            request.send();
        }
        log.mark();
        for (int i = 0; i < TIMES; i++) {
            request.send();
        }
        double ours = 0;
        double bare = 0;
        for (var same : StatementLog.bySequence(log.read()).values()) {
            if (same.size() >= TIMES * 9 / 10) {
                int inEach = Math.max(1, same.size() / TIMES);
                ours += inEach * median(same);
                bare += inEach * bare(same.getLast().runs());
            }
        }
        figures.plain("database time of " + name, ours, "ms");
        figures.atMost("  to the same by a bare driver", ours / bare, "x", GOAL);
    }

    /// Milliseconds of the statements between begin and commit, and of these.
    private double bare(List<StatementLog.Run> runs) throws SQLException, IOException {
        try (var connection = database.connectAsApplication()) {
            connection.setAutoCommit(false);
            var backend = backend(connection);
            for (int i = 0; i < WARM; i++) {
                run(connection, runs);
            }
            log.mark();
            for (int i = 0; i < TIMES; i++) {
                run(connection, runs);
            }
            return median(log.read().stream().filter(each -> each.backend() == backend).toList());
        }
    }

    private static void run(Connection connection, List<StatementLog.Run> runs)
            throws SQLException {
        for (var run : runs.subList(1, runs.size() - 1)) {
            var sql = PARAMETER.matcher(run.sql()).replaceAll("?");
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < run.values().size(); i++) {
                    statement.setObject(i + 1, run.values().get(i), Types.OTHER);
                }
                statement.execute();
            }
        }
        connection.commit();
    }

    private static long backend(Connection connection) throws SQLException {
        try (var sql = connection.createStatement();
                var row = sql.executeQuery("select pg_backend_pid()")) {
            row.next();
            long backend = row.getLong(1);
            connection.commit();
            return backend;
        }
    }

    private static double median(List<StatementLog.Transaction> all) {
        var millis = new ArrayList<>(all.stream().map(StatementLog.Transaction::millis).toList());
        millis.sort(Double::compare);
        return millis.get(millis.size() / 2);
    }

    @Override
    public void close() throws SQLException {
        log.close();
    }
}
