package io.kedang.database;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The server process and the thread that keeps it: one thread starts it, waits for its end, and
/// starts it again on the same port when that end was not asked for. It has to be one thread for as
/// long as the JVM lives, because the system stops the server when the thread that started it ends.
final class Postmaster {
    /// How long remains of an earlier server (its pid, its shared memory) may stay in the way.
    private static final Duration REMAINS = Duration.ofSeconds(20);

    private static final Duration LATE_OUTPUT = Duration.ofSeconds(5);
    private static final int KEPT_LOGS = 10;
    private static final Pattern REASON = Pattern.compile("(?:FATAL|PANIC): +(.*)");

    private final List<String> command;
    private final Cluster cluster;
    private final Path logs;
    private final Consumer<String> say;
    private final CompletableFuture<Integer> firstPort = new CompletableFuture<>();
    private final Thread keeper;
    private volatile @Nullable Process process;
    private volatile boolean stopping;

    /// @param ports offers the next port to try
    Postmaster(
            List<String> command,
            Cluster cluster,
            Path logs,
            IntSupplier ports,
            Consumer<String> say) {
        this.command = command;
        this.cluster = cluster;
        this.logs = logs;
        this.say = say;
        keeper = Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(() -> keep(ports));
    }

    /// Returns the port once the server accepts connections.
    int start() {
        keeper.start();
        try {
            return firstPort.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    long pid() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException("not started");
        }
        return current.pid();
    }

    /// Ends all transactions, writes everything out, and waits for that.
    void stop() {
        stopping = true;
        var current = process;
        if (current != null && current.isAlive()) {
            Cluster.stop(current.toHandle());
        }
        try {
            keeper.join();
        } catch (InterruptedException e) {
            throw Shell.interrupted(e);
        }
    }

    private void keep(IntSupplier ports) {
        try {
            int port = launch(ports);
            firstPort.complete(port);
            while (awaitEnd()) {
                say.accept(Texts.database("database.say.restarting"));
                relaunch(port);
            }
        } catch (Throwable e) {
            firstPort.completeExceptionally(e);
        }
    }

    /// True when the server ended without having been asked to.
    private boolean awaitEnd() throws InterruptedException {
        var current = process;
        if (current != null) {
            current.waitFor();
        }
        return !stopping;
    }

    /// Tries until it works, for example until the disk has room again; says each reason once.
    private void relaunch(int port) {
        var said = "";
        while (!stopping) {
            try {
                launch(() -> port);
                return;
            } catch (RuntimeException e) {
                var reason = e instanceof Refusal refusal ? Texts.of(refusal) : e.toString();
                if (!reason.equals(said)) {
                    say.accept(reason);
                    said = reason;
                }
                Shell.pause(Duration.ofSeconds(1));
            }
        }
    }

    private int launch(IntSupplier ports) {
        var deadline = System.nanoTime() + REMAINS.toNanos();
        while (true) {
            int port = ports.getAsInt();
            var logsBefore = sizesOfLogs();
            var started = spawn(port);
            process = started;
            if (stopping) {
                Cluster.stop(started.toHandle());
                return port;
            }
            if (becomesReady(started) || stopping) {
                return port;
            }
            var output = outputOfFailure(logsBefore);
            if (!passes(output) || System.nanoTime() > deadline) {
                throw new Refusal(DatabaseProblem.START_FAILED, reason(output), logs.toString());
            }
            Shell.pause(Duration.ofMillis(100));
        }
    }

    private Process spawn(int port) {
        deleteOldLogs();
        var words = new ArrayList<>(command);
        words.addAll(
                List.of(
                        "-D",
                        cluster.folder().toString(),
                        "-c",
                        "port=" + port,
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories="));
        try {
            return Shell.plain(new ProcessBuilder(words))
                    .redirectErrorStream(true)
                    .redirectOutput(startLog())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean becomesReady(Process started) {
        var pidFile = cluster.folder().resolve("postmaster.pid");
        while (started.isAlive()) {
            var ready =
                    PidFile.read(pidFile)
                            .filter(file -> file.pid() == started.pid() && file.ready())
                            .isPresent();
            if (ready) {
                return true;
            }
            Shell.pause(Duration.ofMillis(10));
        }
        return false;
    }

    /// Whether what stood in the way goes away by itself or with the next port.
    private static boolean passes(String output) {
        return output.contains("Address already in use")
                || output.contains("\"postmaster.pid\" already exists")
                || output.contains("pre-existing shared memory block");
    }

    private static String reason(String output) {
        return REASON.matcher(output)
                .results()
                .map(match -> match.group(1))
                .reduce((first, last) -> last)
                .orElse(output.strip());
    }

    /// What a start wrote that failed: to its output, or through the process that keeps the logs,
    /// which outlives the server by a moment.
    private String outputOfFailure(Map<Path, Long> logsBefore) {
        var deadline = System.nanoTime() + LATE_OUTPUT.toNanos();
        while (true) {
            var output = output(logsBefore);
            if (REASON.matcher(output).find() || System.nanoTime() > deadline) {
                return output;
            }
            Shell.pause(Duration.ofMillis(20));
        }
    }

    private String output(Map<Path, Long> logsBefore) {
        try {
            var output = new ByteArrayOutputStream();
            output.write(Files.readAllBytes(startLog().toPath()));
            for (var log : logsNewestFirst().reversed()) {
                try (var in = Files.newInputStream(log)) {
                    in.skipNBytes(logsBefore.getOrDefault(log, 0L));
                    in.transferTo(output);
                }
            }
            return output.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Path, Long> sizesOfLogs() {
        return logsNewestFirst().stream()
                .collect(Collectors.toMap(log -> log, log -> log.toFile().length()));
    }

    private File startLog() {
        return logs.resolve("start.log").toFile();
    }

    private void deleteOldLogs() {
        logsNewestFirst().stream().skip(KEPT_LOGS).forEach(Folders::deleteFile);
    }

    private List<Path> logsNewestFirst() {
        try (var files = Files.list(logs)) {
            return files.filter(file -> file.getFileName().toString().startsWith("postgresql-"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
