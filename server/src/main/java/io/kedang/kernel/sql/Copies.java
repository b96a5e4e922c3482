package io.kedang.kernel.sql;

import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes many rows with one COPY, within the transaction that is open.
@Component
public class Copies {
    private final JdbcOperations database;

    Copies(JdbcOperations database) {
        this.database = database;
    }

    /// @param statement a constant: `copy … from stdin`
    public void copy(String statement, CopyRows rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.execute(
                (ConnectionCallback<Long>)
                        connection -> {
                            try {
                                return connection
                                        .unwrap(PGConnection.class)
                                        .getCopyAPI()
                                        .copyIn(statement, rows.bytes(), 1 << 16);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }
}
