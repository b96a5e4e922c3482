package io.kedang.lab;

import io.kedang.Kedang;
import io.kedang.access.signin.OperatorKey;
import io.kedang.database.DataFolder;
import io.kedang.sealing.TestKeys;
import io.kedang.sealing.suite.CryptoSuite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The real server, `kedang run`, in a process of its own that may be killed.
public final class ServerProcess implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    /// Words of the command line in front of `run`, one a line; the class path of this JVM unless
    /// the launcher says otherwise.
    private static final String COMMAND = System.getProperty("kedang.server", "");

    private final Path data;
    private final Process process;
    private final Duration started;

    private ServerProcess(Path data, Process process, Duration started) {
        this.data = data;
        this.process = process;
        this.started = started;
    }

    /// Starts it and waits until it says its address. A new folder gets the user `admin`.
    ///
    /// @param options more words of the line
    public static ServerProcess start(Path data, String... options) {
        var begin = System.nanoTime();
        var command = new ArrayList<>(command());
        command.addAll(List.of("run", "--port", "0", "--data", data.toString()));
        command.addAll(List.of("--set", "requests.per-second=0", "--set", "requests.at-once=0"));
        command.addAll(List.of(options));
        if (TestKeys.suite() == CryptoSuite.SM) {
            command.addAll(List.of("--set", "crypto.suite=sm"));
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KEDANG_ADMIN_PASSWORD", PASSWORD);
        try {
            var process = builder.start();
            awaitAddress(process.inputReader(StandardCharsets.UTF_8));
            return new ServerProcess(data, process, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        if (!COMMAND.isEmpty()) {
            return Arrays.asList(COMMAND.split("\n"));
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Kedang.class.getName());
    }

    private static void awaitAddress(BufferedReader lines) throws IOException {
        var said = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.startsWith("→")) {
                Thread.ofVirtual().start(() -> drain(lines));
                return;
            }
        }
        throw new IllegalStateException("the server did not start: " + said);
    }

    /// Whoever does not read what a process says stops it once the pipe is full.
    private static void drain(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The process has ended.
        }
    }

    /// From the command to the address.
    public Duration started() {
        return started;
    }

    public long pid() {
        return process.pid();
    }

    public Api api() {
        int port = DataFolder.findServer(data).orElseThrow().port();
        return new Api(port, OperatorKey.read(data), "admin");
    }

    /// The server and all processes of its database.
    public List<ProcessHandle> processes() {
        var all = new ArrayList<ProcessHandle>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        return all;
    }

    /// As `kill -9`.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
