package io.kedang.bench;

import io.kedang.database.RunningDatabase;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
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

    /// In turns, so that both meet the same machine: a statement that follows another of its kind
    /// takes a fraction of one that follows the work of a server.
    ///
    /// @param request the same each time
    void compare(String name, Request request) throws IOException, SQLException {
        log.mark();
        for (int i = 0; i < WARM; i++) {
            request.send();
        }
        var transactions = ofRequest(name, log.read());
        try (var connection = database.connectAsApplication()) {
            long backend = backend(connection);
            for (int i = 0; i < WARM; i++) {
                runAll(connection, transactions);
            }
            log.mark();
            for (int i = 0; i < TIMES; i++) {
                request.send();
                runAll(connection, transactions);
            }
            var all = log.read();
            double ours = 0;
            double bare = 0;
            for (var transaction : transactions) {
                ours += median(name, all, transaction, false, backend);
                bare += median(name, all, transaction, true, backend);
            }
            figures.plain("database time of " + name, ours, "ms");
            figures.atMost("  to the same by a bare driver", ours / bare, "x", GOAL);
        }
    }

    /// What is left of everything that ran: the others are at work less often than the request.
    static List<StatementLog.Transaction> ofRequest(
            String name, List<StatementLog.Transaction> ran) {
        var found =
                StatementLog.bySequence(ran).values().stream()
                        .filter(same -> same.size() >= WARM * 9 / 10)
                        .map(List::getLast)
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException(missing(name, "that each request runs"));
        }
        return found;
    }

    /// Milliseconds of these statements and of what begins and ends their transaction.
    static double median(
            String name,
            List<StatementLog.Transaction> all,
            StatementLog.Transaction wanted,
            boolean bare,
            long backend) {
        var millis =
                all.stream()
                        .filter(each -> bare == (each.backend() == backend))
                        .filter(each -> each.statements().equals(wanted.statements()))
                        .mapToDouble(StatementLog.Transaction::millis)
                        .sorted()
                        .toArray();
        if (millis.length == 0) {
            throw new IllegalStateException(missing(name, "of " + (bare ? "the driver" : "it")));
        }
        return millis[millis.length / 2];
    }

    private static String missing(String name, String whose) {
        return "%s: the log of the database shows no statements %s".formatted(name, whose);
    }

    private static void runAll(Connection connection, List<StatementLog.Transaction> transactions)
            throws SQLException {
        for (var transaction : transactions) {
            run(connection, transaction);
        }
    }

    private static void run(Connection connection, StatementLog.Transaction transaction)
            throws SQLException {
        connection.setAutoCommit(!transaction.begun());
        for (var run : transaction.runs()) {
            var sql = PARAMETER.matcher(run.sql()).replaceAll("?");
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < run.values().size(); i++) {
                    statement.setObject(i + 1, run.values().get(i), Types.OTHER);
                }
                statement.execute();
            }
        }
        connection.setAutoCommit(true);
    }

    private static long backend(Connection connection) throws SQLException {
        try (var sql = connection.createStatement();
                var row = sql.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        log.close();
    }
}
