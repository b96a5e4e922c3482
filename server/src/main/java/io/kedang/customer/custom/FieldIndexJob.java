package io.kedang.customer.custom;

import io.kedang.access.Right;
import io.kedang.job.JobKind;
import io.kedang.job.JobRun;
import io.kedang.kernel.field.FieldColumns;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes the index of a custom field while everybody works on, as the owner of the tables. One that
/// a fall has left half done is made anew.
@Component
final class FieldIndexJob implements JobKind {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private static final String IS_COMPLETE =
            "select indisvalid from pg_index where indexrelid = to_regclass(?)";

    private static final String PROGRESS =
            """
            select coalesce(sum(blocks_done + tuples_done), 0),
                   coalesce(sum(blocks_total + tuples_total), 0)
              from pg_stat_progress_create_index
             where relid = 'customer'::regclass
            """;

    private final ObjectProvider<CustomFields> fields;
    private final TransactionTemplate transaction;
    private final String url;
    private final String user;
    private final String password;

    FieldIndexJob(
            ObjectProvider<CustomFields> fields,
            TransactionTemplate transaction,
            @Value("${spring.flyway.url}") String url,
            @Value("${spring.flyway.user}") String user,
            @Value("${spring.flyway.password}") String password) {
        this.fields = fields;
        this.transaction = transaction;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /// @param wanted false to take the index away
    record Input(String field, boolean wanted) {}

    @Override
    public String name() {
        return "field-index";
    }

    @Override
    public Right right() {
        return Right.ADMINISTER;
    }

    @Override
    public Object run(JobRun run) throws Exception {
        var input = run.input(Input.class);
        var field = fields.getObject().find(input.field());
        var index = "\"customer_custom_" + field.name() + "\"";
        if (!input.wanted()) {
            tell(field, false);
        }
        try (var connection = open();
                var sql = connection.createStatement()) {
            boolean complete = isComplete(connection, index);
            if (!input.wanted() || !complete) {
                sql.execute("drop index concurrently if exists " + index);
            }
            if (input.wanted() && !complete) {
                var key = FieldColumns.ordered(field.field(), "customer");
                make(
                        run,
                        sql,
                        "create index concurrently %s on customer ((%s), id)"
                                .formatted(index, key));
            }
        }
        if (input.wanted()) {
            tell(field, true);
        }
        return Map.of("field", field.name(), "sortable", input.wanted());
    }

    private void make(JobRun run, Statement sql, String statement) throws Exception {
        var made =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                sql.execute(statement);
                            } catch (SQLException e) {
                                throw new CompletionException(e);
                            }
                        },
                        task -> Thread.ofVirtual().start(task));
        try (var looking = open()) {
            while (!isDone(made)) {
                keep(run, looking);
                run.mayGoOn();
            }
            made.join();
        } finally {
            if (!made.isDone()) {
                sql.cancel();
            }
        }
    }

    private static boolean isDone(CompletableFuture<Void> made) throws Exception {
        try {
            made.get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void keep(JobRun run, Connection looking) throws SQLException {
        try (var sql = looking.createStatement();
                var row = sql.executeQuery(PROGRESS)) {
            row.next();
            long done = row.getLong(1);
            long total = Math.max(done, row.getLong(2));
            transaction.executeWithoutResult(
                    status -> run.keep(done, total == 0 ? null : total, Map.of()));
        }
    }

    private static boolean isComplete(Connection connection, String index) throws SQLException {
        try (var sql = connection.prepareStatement(IS_COMPLETE)) {
            sql.setString(1, index);
            try (var row = sql.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void tell(CustomField field, boolean ordered) {
        transaction.executeWithoutResult(
                status -> fields.getObject().ordered(field.name(), ordered));
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
