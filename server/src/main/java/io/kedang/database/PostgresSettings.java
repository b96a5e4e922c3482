package io.kedang.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What Kedang asks of its own PostgreSQL, all in one place. Written anew at every start; what an
/// administrator writes into `postgresql.conf` below the include holds over it.
final class PostgresSettings {
    private static final String OURS =
            """
            # Written by Kedang at every start. Your own settings belong into postgresql.conf.

            # Memory: server and database together stay under 1 GB with 100,000 customers.
            max_connections = 40
            shared_buffers = 256MB
            work_mem = 8MB
            maintenance_work_mem = 64MB
            effective_cache_size = 1GB
            max_wal_senders = 0
            jit = off

            # Disks: solid state; an import writes much at once. The log is not compressed: after a check
            # point that doubled the processor time of a change (3.5 ms instead of 1.8).
            random_page_cost = 1.1
            wal_compression = off
            min_wal_size = 128MB
            max_wal_size = 2GB
            checkpoint_timeout = 15min

            # How many files hold a word is counted soon after they came in: a search of a table that was
            # never counted takes ten times as long.
            autovacuum_naptime = 10s

            # The same everywhere.
            timezone = 'UTC'
            log_timezone = 'UTC'
            datestyle = 'iso, ymd'
            lc_messages = 'C'
            default_text_search_config = 'pg_catalog.simple'

            # The log holds no value of a customer: no statements, no parameters, no details of rows.
            logging_collector = on
            log_directory = '%s'
            log_filename = 'postgresql-%%Y-%%m-%%d_%%H%%M%%S.log'
            log_rotation_age = 7d
            log_rotation_size = 10MB
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_checkpoints = off
            """;

    private static final String THEIRS =
            """
            include = 'kedang.conf'

            # Your own settings hold over the ones above. Kedang refuses to start with fsync,
            # full_page_writes or synchronous_commit switched off.
            """;

    private PostgresSettings() {}

    static Path writeOurs(Path cluster, Path logs) {
        var text = OURS.formatted(logs.toString().replace("'", "''"));
        return replace(cluster.resolve("kedang.conf"), text);
    }

    static void writeTheirs(Path cluster) {
        replace(cluster.resolve("postgresql.conf"), THEIRS);
    }

    private static Path replace(Path file, String text) {
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                var unfinished =
                        Folders.writePrivate(
                                file.resolveSibling(file.getFileName() + ".new"), text);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
