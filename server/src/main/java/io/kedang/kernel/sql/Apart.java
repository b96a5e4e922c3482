package io.kedang.kernel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A few connections that no transaction takes, for what a transaction waits for: an entry of the
/// audit that stays whatever becomes of it, what threads do that work beside it, and what keeps the
/// house in order however much comes in.
///
/// Were these to wait for a connection like its own, everybody else could have them all while they
/// wait for a row that it holds, and all would wait for each other. So whoever has one of these
/// never waits for another connection, nor for a row that a transaction holds.
@Component
public class Apart implements AutoCloseable {
    private static final int CONNECTIONS = 6;

    private final JdbcClient transactions;
    private final HikariDataSource source;
    private final JdbcClient single;
    private final Writes writes;
    private final Copies copies;

    /// @param like from which transactions take theirs
    public Apart(HikariDataSource like) {
        transactions = JdbcClient.create(like);
        var settings = new HikariConfig();
        like.copyStateTo(settings);
        settings.setPoolName("apart");
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(0);
        source = new HikariDataSource(settings);
        var database = new JdbcTemplate(source);
        single = JdbcClient.create(source);
        writes = new Writes(database);
        copies = new Copies(database);
    }

    /// In a transaction of its own, which ends before this returns.
    public void send(Write write) {
        writes.send(write);
    }

    /// The same with many rows.
    public void copy(String statement, CopyRows rows) {
        copies.copy(statement, rows);
    }

    /// For single statements: within a transaction on its connection, so that its own changes are
    /// seen; else on one of these. What everybody looks up all the time is asked by it, on
    /// whichever thread.
    public JdbcClient client() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? transactions
                : single;
    }

    @Override
    public void close() {
        source.close();
    }
}
