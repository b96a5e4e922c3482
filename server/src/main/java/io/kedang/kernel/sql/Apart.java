package io.kedang.kernel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.sql.Connection;
import java.sql.SQLException;

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
        var living = new Living(source);
        var database = new JdbcTemplate(living);
        single = JdbcClient.create(living);
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

    /// One that the database has ended meanwhile fails nobody: there are too few requests to find
    /// them all by failing.
    private static final class Living extends DelegatingDataSource {
        private static final int SECONDS = 5;

        private final HikariDataSource pool;

        Living(HikariDataSource pool) {
            super(pool);
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = pool.getConnection();
            for (int more = 0; more < CONNECTIONS && !connection.isValid(SECONDS); more++) {
                pool.evictConnection(connection);
                connection = pool.getConnection();
            }
            return connection;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
