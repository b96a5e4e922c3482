package io.kedang.drill;

import io.kedang.database.RunningDatabase;
import io.kedang.lab.Api;
import io.kedang.lab.ServerProcess;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Kills the real server and its database while customers are imported and edited, starts it again,
/// and compares what is there with what was acknowledged.
///
/// Killed processes leave what they wrote in the page cache of the system, so a kill proves the
/// order of writing and acknowledging, not the disk. The control shows that this can fail.
final class Drill implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int MOST_ACKNOWLEDGEMENTS = 150;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    enum Victim {
        SERVER,
        DATABASE,
        EVERYTHING,
        BOTH
    }

    private final Path data;
    private final Random random;
    private final Consumer<String> say;
    private final RunningDatabase database;
    private final Semaphore acknowledgements = new Semaphore(0);
    private final List<Writer> writers;
    private final Importer importer;
    private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
    private final List<Duration> outages = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private volatile ServerProcess server;
    private volatile Api api;
    private volatile boolean writing;

    /// @param data a folder that does not hold a company yet
    /// @param rows of one file that is imported
    Drill(Path data, long seed, int rows, Consumer<String> say) {
        this.data = data;
        this.say = say;
        random = new Random(seed);
        database = new RunningDatabase(data);
        writers =
                IntStream.range(0, WRITERS)
                        .mapToObj(number -> new Writer(seed + number + 1, acknowledgements))
                        .toList();
        server = ServerProcess.start(data);
        api = server.api();
        importer = new Importer(() -> api, rows);
    }

    /// Kills that many times while an import runs, then lets the import end and looks at
    /// everything.
    List<String> run(int times) throws Exception {
        var importing = Thread.ofVirtual().start(importer);
        for (int i = 0; i < times && findings.isEmpty() && importer.findings().isEmpty(); i++) {
            kill(i + 1, Victim.values()[i % Victim.values().length]);
        }
        importer.finish();
        importing.join(PATIENCE.multipliedBy(5));
        if (importing.isAlive()) {
            findings.add("the import has not ended");
        }
        findings.addAll(importer.findings());
        findings.addAll(Books.check(database, importer.customers()));
        verifyAudit();
        return findings;
    }

    private void kill(int number, Victim victim) throws Exception {
        int acknowledged = killWhileWriting(victim);
        var begin = System.nanoTime();
        recover(victim);
        outages.add(Duration.ofNanos(System.nanoTime() - begin));
        kills.merge(victim, 1, Integer::sum);
        for (var writer : writers) {
            findings.addAll(writer.verify(api));
        }
        findings.addAll(Books.check(database, -1));
        verifyAudit();
        say.accept(
                "%2d %-10s after %3d acknowledgements, up again after %.1f s, %d files imported: %s"
                        .formatted(
                                number,
                                victim,
                                acknowledged,
                                outages.getLast().toMillis() / 1000.0,
                                importer.files(),
                                findings.isEmpty() ? "whole" : findings));
    }

    /// The moment is a number of acknowledgements, so that it always lies in the middle of writing.
    private int killWhileWriting(Victim victim) throws InterruptedException {
        acknowledgements.drainPermits();
        var current = api;
        writing = true;
        var threads =
                writers.stream()
                        .map(
                                writer ->
                                        Thread.ofVirtual()
                                                .start(() -> writer.write(current, () -> writing)))
                        .toList();
        int moment = 1 + random.nextInt(MOST_ACKNOWLEDGEMENTS);
        if (!acknowledgements.tryAcquire(moment, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            findings.add("the server stopped acknowledging");
        }
        strike(victim);
        writing = false;
        for (var thread : threads) {
            thread.join();
        }
        return moment;
    }

    private void strike(Victim victim) {
        var processes = server.processes();
        var postmaster = ProcessHandle.of(database.postmaster());
        switch (victim) {
            case SERVER -> server.kill();
            case DATABASE -> postmaster.ifPresent(ProcessHandle::destroyForcibly);
            case BOTH -> {
                postmaster.ifPresent(ProcessHandle::destroyForcibly);
                server.kill();
            }
            case EVERYTHING -> {
                processes.reversed().forEach(ProcessHandle::destroyForcibly);
                server.kill();
            }
        }
    }

    private void recover(Victim victim) {
        if (victim != Victim.DATABASE) {
            server = ServerProcess.start(data);
            api = server.api();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> api.get("/customers?size=1").succeeded());
    }

    private void verifyAudit() throws IOException {
        var report = api.post("/verification", "");
        if (!report.succeeded() || !report.body().at("/broken").isEmpty()) {
            findings.add("audit: " + report.text());
        }
    }

    /// The control: with acknowledgements before the log is written, how many kills it takes until
    /// the drill finds something lost; 0 when it never does.
    int killsUntilLossIsFound(int most) throws Exception {
        for (int kill = 1; kill <= most; kill++) {
            alter("alter system set synchronous_commit = off");
            killWhileWriting(Victim.EVERYTHING);
            database.forgetAlteredSettings();
            recover(Victim.EVERYTHING);
            var lost = new ArrayList<String>();
            for (var writer : writers) {
                lost.addAll(writer.verify(api));
                writer.forget();
            }
            if (lost.stream().anyMatch(each -> each.startsWith("lost"))) {
                say.accept("control: %d lost, such as %s".formatted(lost.size(), lost.getFirst()));
                return kill;
            }
        }
        return 0;
    }

    private void alter(String statement) throws SQLException {
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
            sql.execute("select pg_reload_conf()");
        }
    }

    String summary() {
        var times = outages.stream().sorted().toList();
        return "kills %s; acknowledged %d writes; imported %d files with %d customers; up again after %.1f s (median), %.1f s (longest)"
                .formatted(
                        kills,
                        writers.stream().mapToInt(Writer::acknowledged).sum(),
                        importer.files(),
                        importer.customers(),
                        times.get(times.size() / 2).toMillis() / 1000.0,
                        times.getLast().toMillis() / 1000.0);
    }

    @Override
    public void close() {
        server.close();
    }
}
