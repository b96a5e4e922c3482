package io.kedang.bench;

import io.kedang.database.RunningDatabase;
import io.kedang.lab.Api;
import io.kedang.lab.Api.Answer;
import io.kedang.lab.InventedCustomers;
import io.kedang.lab.InventedCustomers.Home;

import org.awaitility.Awaitility;
import org.postgresql.PGConnection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// How fast customers come in, beside a bare `COPY` of the same file.
final class ImportBench {
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final double ROWS_A_SECOND = 4_000;
    private static final double LOADED_A_MINUTE = 100_000;
    private static final int CORES = 2;
    private static final int PORTION = 10_000;
    private static final int LARGE = 500_000;

    private final Api api;
    private final Meter meter;
    private final RunningDatabase database;
    private final Figures figures;

    ImportBench(Api api, Meter meter, RunningDatabase database, Figures figures) {
        this.api = api;
        this.meter = meter;
        this.database = database;
        this.figures = figures;
    }

    /// What one job took.
    private record Taken(double seconds, Meter.Cpu cpu) {}

    /// Imports the file and measures; the customers stay.
    void run(byte[] file, int rows) throws Exception {
        var copy = measured(() -> copy(file));
        var path = bring(file);
        var check = measured(() -> work(path, "check"));
        var run =
                measured(
                        () -> {
                            work(path, "run");
                            requireFound(rows - 1);
                        });
        requireAll(path, rows);
        figures.plain("bare COPY of the file into a logged table", rows / copy.seconds(), "rows/s");
        figures.plain("dry run", rows / check.seconds(), "rows/s");
        figures.atLeast(
                "import until search finds the last row",
                rows / run.seconds(),
                "rows/s",
                ROWS_A_SECOND);
        figures.atLeast(
                "the same by processor time, on two cores",
                rows / (run.cpu().total() / 1000 / CORES),
                "rows/s",
                ROWS_A_SECOND);
        figures.plain("time of the import per time of COPY", run.seconds() / copy.seconds(), "x");
        figures.plain(
                "  processor time of the server, each row", run.cpu().server() * 1000 / rows, "µs");
        figures.plain(
                "  processor time of the database, each row",
                run.cpu().database() * 1000 / rows,
                "µs");
    }

    /// Brings so many, who belong to these in turn.
    void fill(int customers, List<Home> homes) throws Exception {
        for (int first = 0; first < customers; first += 10 * PORTION) {
            portion(first, Math.min(10 * PORTION, customers - first), homes);
        }
    }

    /// The same, measured by the clock: files as a company has them, one after the other.
    void load(int customers, List<Home> homes) throws Exception {
        long begin = System.nanoTime();
        fill(customers, homes);
        double seconds = (System.nanoTime() - begin) / 1e9;
        figures.atMost(
                "%,d customers from CSV, checked and imported".formatted(customers),
                seconds / 60,
                "min",
                customers / LOADED_A_MINUTE);
    }

    /// The same portion into a table of some ten thousand files and into one of half a million.
    ///
    /// @param next number of the first customer who is not there
    void growth(int next) throws Exception {
        var small = portion(next, PORTION);
        int at = next + PORTION;
        while (at < LARGE) {
            portion(at, 10 * PORTION);
            at += 10 * PORTION;
        }
        var large = portion(at, PORTION);
        figures.atMost(
                "processor time of 10,000 rows at %,d files, to that at %,d".formatted(at, next),
                large.cpu().total() / small.cpu().total(),
                "x",
                2);
    }

    private Taken portion(int first, int count) throws Exception {
        return portion(first, count, List.of());
    }

    private Taken portion(int first, int count, List<Home> homes) throws Exception {
        var path = bring(InventedCustomers.csv(first, count, homes));
        work(path, "check");
        return measured(() -> work(path, "run"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private Taken measured(Work work) throws Exception {
        var cpu = meter.cpu();
        var begin = System.nanoTime();
        work.run();
        return new Taken((System.nanoTime() - begin) / 1e9, meter.cpu().since(cpu));
    }

    private String bring(byte[] file) throws IOException {
        return "/imports/" + api.bring("bench.csv", file).orFail().at("/id");
    }

    private void work(String path, String what) throws IOException {
        api.post(path + "/" + what, "").orFail();
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !isBusy(api.get(path).orFail()));
    }

    private static boolean isBusy(Answer shown) {
        return List.of("QUEUED", "RUNNING").contains(shown.at("/job/state"));
    }

    private void requireFound(int number) throws IOException {
        var name = URLEncoder.encode(InventedCustomers.name(number), StandardCharsets.UTF_8);
        var found = api.get("/customers?q=" + name).orFail();
        if (!found.text().contains(InventedCustomers.name(number))) {
            throw new IllegalStateException("not found: " + found.text());
        }
    }

    private void requireAll(String path, int rows) throws IOException {
        var counts = api.get(path).orFail().body().at("/counts");
        if (counts.at("/new").asInt() != rows) {
            throw new IllegalStateException("%d rows, but %s".formatted(rows, counts));
        }
    }

    private void copy(byte[] file) throws SQLException, IOException {
        var text = new String(file, StandardCharsets.UTF_8);
        var columns = text.substring(0, text.indexOf('\n')).replace(",", " text, ") + " text";
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            sql.execute("create table bare_copy (" + columns + ")");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy bare_copy from stdin (format csv, header)",
                            new ByteArrayInputStream(file));
            sql.execute("drop table bare_copy");
        }
    }
}
