package io.kedang.bench;

import io.kedang.database.RunningDatabase;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a database writes down of the statements that it runs: their text, their values and how
/// long they took. Only for invented data: the values stand in its log meanwhile.
final class StatementLog implements AutoCloseable {
    private static final Pattern ENTRY =
            Pattern.compile(
                    "duration: ([\\d.]+) ms  (parse|bind|execute|statement)(?: [^:]*)?: (.*)",
                    Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningDatabase database;
    private Path file;
    private long place;

    private StatementLog(RunningDatabase database) {
        this.database = database;
    }

    static StatementLog open(RunningDatabase database) throws SQLException, IOException {
        var log = new StatementLog(database);
        log.set(
                "alter system set log_destination = 'jsonlog'",
                "alter system set log_error_verbosity = default",
                "alter system set log_parameter_max_length = -1",
                "alter system set log_min_duration_statement = 0",
                "alter system set log_rotation_size = 0",
                "select pg_reload_conf()",
                "select pg_rotate_logfile()");
        log.awaitFirstLine();
        return log;
    }

    /// The database turns to the new settings and the new file when it comes to it.
    private void awaitFirstLine() {
        var sign = "select 'first line " + UUID.randomUUID() + "'";
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            set(sign);
                            var newest = newest();
                            return newest.isPresent()
                                    && Files.readString(newest.get()).contains(sign);
                        });
    }

    @Override
    public void close() throws SQLException {
        set("alter system reset all", "select pg_reload_conf()");
        database.forgetAlteredSettings();
    }

    private void set(String... statements) throws SQLException {
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            for (var statement : statements) {
                sql.execute(statement);
            }
        }
    }

    record Run(String sql, List<String> values) {}

    /// @param runs without the begin, which says `READ ONLY` or not, and the end
    /// @param begun false where a statement stood outside of a transaction
    /// @param millis of all its statements, with their preparation, begin and end
    record Transaction(long backend, List<Run> runs, boolean begun, double millis) {
        List<String> statements() {
            return runs.stream().map(Run::sql).toList();
        }
    }

    /// What ran from here on is what [#read] answers.
    void mark() throws IOException {
        file = newest().orElseThrow();
        place = Files.size(file);
    }

    List<Transaction> read() throws IOException {
        var done = new ArrayList<Transaction>();
        var open = new HashMap<Long, Building>();
        for (var line : lines()) {
            var entry = JSON.readTree(line);
            var found = ENTRY.matcher(entry.path("message").asString(""));
            if (found.matches()) {
                long backend = entry.path("pid").asLong();
                var building = open.computeIfAbsent(backend, Building::new);
                building.add(found.group(1), found.group(2), found.group(3), entry);
                if (building.ended()) {
                    done.add(building.built());
                    open.remove(backend);
                }
            }
        }
        return done;
    }

    /// The whole lines behind the mark: the one that was being written then, or is now, is left
    /// out.
    private List<String> lines() throws IOException {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            long before = Math.max(0, place - 1);
            log.seek(before);
            var bytes = new byte[Math.toIntExact(log.length() - before)];
            log.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            int begin = place == 0 ? 0 : text.indexOf('\n') + 1;
            return text.substring(begin, text.lastIndexOf('\n') + 1).lines().toList();
        }
    }

    private Optional<Path> newest() throws IOException {
        try (var files = Files.list(database.data().resolve("logs/postgres"))) {
            return files.filter(each -> each.toString().endsWith(".json"))
                    .max(Comparator.comparing(Path::getFileName));
        }
    }

    /// The statements of one connection up to the end of a transaction.
    private static final class Building {
        private final long backend;
        private final List<Run> runs = new ArrayList<>();
        private boolean begun;
        private boolean ended;
        private double millis;

        Building(long backend) {
            this.backend = backend;
        }

        void add(String duration, String phase, String sql, JsonNode entry) {
            millis += Double.parseDouble(duration);
            if (phase.equals("parse") || phase.equals("bind")) {
                return;
            }
            if (sql.startsWith("BEGIN")) {
                begun = true;
            } else if (sql.equals("COMMIT")) {
                ended = true;
            } else {
                runs.add(new Run(sql, values(entry.path("detail").asString(""))));
                ended = !begun;
            }
        }

        boolean ended() {
            return ended;
        }

        Transaction built() {
            return new Transaction(backend, List.copyOf(runs), begun, millis);
        }

        private static List<String> values(String detail) {
            var values = new ArrayList<String>();
            var found = VALUE.matcher(detail);
            while (found.find()) {
                values.add(found.group(1) == null ? null : found.group(1).replace("''", "'"));
            }
            return values;
        }
    }

    /// How often each sequence of statements ran.
    static Map<List<String>, List<Transaction>> bySequence(List<Transaction> all) {
        var sequences = new HashMap<List<String>, List<Transaction>>();
        for (var each : all) {
            sequences.computeIfAbsent(each.statements(), key -> new ArrayList<>()).add(each);
        }
        return sequences;
    }
}
