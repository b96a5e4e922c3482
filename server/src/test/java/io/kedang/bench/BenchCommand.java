package io.kedang.bench;

import io.kedang.database.RunningDatabase;
import io.kedang.lab.Api;
import io.kedang.lab.InventedCustomers;
import io.kedang.lab.ServerProcess;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `./kedang bench [--customers 100000] [--growth | --lock | --scale | --audit] --data DIR`: the
/// real server on a folder of its own, filled with invented customers and measured; with `--lock`
/// what rights cost, with `--scale` how long people wait among 100,000, 300,000 and a million files
/// (or so many as `--customers` lists), with `--audit [--entries 10000000]` what the register takes
/// to answer. A folder that a run has filled is measured as it is. Exit code 1 when a goal is
/// missed.
final class BenchCommand {
    /// Says that a folder holds invented customers only: what is measured is changed, and stands in
    /// the log of the database meanwhile.
    private static final String MARK = "invented-for-bench";

    private static final String AT_WORK = "(?s).*\"(QUEUED|RUNNING)\".*";

    private static final double START_SECONDS = 5;
    private static final double MEMORY = 1024;

    private BenchCommand() {}

    public static void main(String[] words) throws Exception {
        var arguments = Arrays.asList(words);
        var data = Path.of(option(arguments, "--data", "")).toAbsolutePath();
        if (arguments.contains("--audit")) {
            System.exit(audit(data, Long.parseLong(option(arguments, "--entries", "10000000"))));
        }
        if (arguments.contains("--scale")) {
            var sizes = option(arguments, "--customers", "100000,300000,1000000").split(",");
            System.exit(scale(data, Stream.of(sizes).map(Integer::valueOf).toList()));
        }
        int customers = Integer.parseInt(option(arguments, "--customers", "100000"));
        boolean filled = filled(data);
        var figures = new Figures();
        var database = new RunningDatabase(data);
        System.out.printf(
                "%,d customers, %d processors%n",
                customers, Runtime.getRuntime().availableProcessors());
        try (var server = ServerProcess.start(data)) {
            figures.plain("first start", server.started().toMillis() / 1000.0, "s");
            var meter = new Meter(server::processes);
            var imports = new ImportBench(server.api(), meter, database, figures);
            if (arguments.contains("--lock")) {
                var rights = new LockBench(server.api(), meter, figures, customers);
                if (!filled) {
                    imports.fill(customers, rights.staff());
                }
                awaitJobs(server.api());
                settle(database);
                rights.run();
            } else {
                if (!filled) {
                    imports.run(InventedCustomers.csv(0, customers), customers);
                    server.api().post("/classifications", "").orFail();
                }
                awaitJobs(server.api());
                settle(database);
                new RequestBench(server.api(), meter, database, figures, customers).run();
                figures.atMost("memory of server and database", meter.memory(), "MB PSS", MEMORY);
                if (arguments.contains("--growth")) {
                    imports.growth(customers);
                }
            }
        }
        try (var server = ServerProcess.start(data)) {
            figures.atMost(
                    "second start", server.started().toMillis() / 1000.0, "s", START_SECONDS);
        }
        System.exit(figures.allMet() ? 0 : 1);
    }

    /// A tenth of the entries first, in a folder beside, so that it shows how cost grows.
    private static int audit(Path data, long entries) throws Exception {
        var figures = new Figures();
        var medians = Map.<String, Double>of();
        for (long some : List.of(entries / 10, entries)) {
            var folder = data.resolve(Long.toString(some));
            boolean filled = filled(folder);
            try (var server = ServerProcess.start(folder)) {
                if (!filled) {
                    new InventedRegister(new RunningDatabase(folder), some).fill();
                }
                System.out.printf(
                        "%,d entries, %d processors%n",
                        some, Runtime.getRuntime().availableProcessors());
                var meter = new Meter(server::processes);
                medians = new AuditBench(server.api(), meter, figures, medians).run();
            }
        }
        return figures.allMet() ? 0 : 1;
    }

    /// Each number of customers in a folder of its own, and how the waiting grows from the first to
    /// the last.
    private static int scale(Path data, List<Integer> sizes) throws Exception {
        var figures = new Figures();
        Map<String, Double> first = null;
        for (int customers : sizes) {
            var folder = data.resolve(Integer.toString(customers));
            boolean filled = filled(folder);
            var database = new RunningDatabase(folder);
            System.out.printf(
                    "%,d customers, %d processors%n",
                    customers, Runtime.getRuntime().availableProcessors());
            try (var server = ServerProcess.start(folder)) {
                var api = server.api();
                var meter = new Meter(server::processes);
                if (!filled) {
                    var staff = new LockBench(api, meter, figures, customers).staff();
                    new ImportBench(api, meter, database, figures).load(customers, staff);
                    new InventedDealings(database, customers).fill();
                }
                awaitJobs(api);
                settle(database);
                var waits =
                        new ScaleBench(figures)
                                .run(Reader.ofAll(api, customers), Reader.ofFew(api, customers));
                if (first != null) {
                    figures.growth(first, waits);
                }
                first = first == null ? waits : first;
            }
        }
        return figures.allMet() ? 0 : 1;
    }

    /// Whether a run has filled the folder; marks it as one of the bench.
    private static boolean filled(Path data) throws IOException {
        boolean filled = Files.exists(data.resolve("postgres/18"));
        if (filled && !Files.exists(data.resolve(MARK))) {
            System.err.printf("✗ %s is not a folder that a bench has filled%n", data);
            System.exit(2);
        }
        Files.createDirectories(data);
        Files.writeString(data.resolve(MARK), "");
        return filled;
    }

    /// What is classified meanwhile, also since a run before, would be counted with the requests.
    private static void awaitJobs(Api api) {
        Awaitility.await()
                .atMost(Duration.ofHours(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !api.get("/jobs").orFail().text().matches(AT_WORK));
    }

    /// What the database does by itself some minutes after much was written; here it would be
    /// counted with the requests.
    private static void settle(RunningDatabase database) throws SQLException {
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            sql.execute("vacuum analyze");
            sql.execute("checkpoint");
        }
    }

    private static String option(List<String> words, String name, String fallback) {
        int at = words.lastIndexOf(name);
        return at < 0 ? fallback : words.get(at + 1);
    }
}
