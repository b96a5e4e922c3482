package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.Kedang;
import io.kedang.database.DataFolder;
import io.kedang.database.TestFolder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// `kedang run` in a process of its own, from its start to its end.
class RunCommandTests {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir Path temporary;

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @Test
    void itServesUntilItIsToldToEndAndLeavesNothingBehind() throws Exception {
        var data = TestFolder.prepare(temporary.resolve("data"));
        var process = start(data, "--port", "0");
        var lines = process.inputReader(StandardCharsets.UTF_8);
        assertThat(read(lines, line -> line.startsWith("→"))).last().asString().contains("http:");
        var server = DataFolder.findServer(data).orElseThrow();
        assertThat(server.pid()).isEqualTo(process.pid());
        new Socket(InetAddress.getLoopbackAddress(), server.port()).close();
        var database = descendants(process);
        assertThat(database).isNotEmpty();

        var second = start(data, "--port", "0");
        assertThat(second.waitFor()).isEqualTo(Commands.REFUSED);
        assertThat(second.inputReader(StandardCharsets.UTF_8).readLine())
                .contains(Long.toString(process.pid()));

        process.toHandle().destroy();
        assertThat(process.waitFor()).isEqualTo(143);
        assertAllEnd(database);
        assertThat(data.resolve("server.json")).doesNotExist();
        assertThat(data.resolve("postgres/18/postmaster.pid")).doesNotExist();
        assertThat(data.resolve("logs/kedang.log")).isNotEmptyFile();
    }

    @Test
    void toldToEndWhileItStartsItEndsWithoutAFault() throws Exception {
        var data = TestFolder.prepare(temporary.resolve("data"));
        var process = start(data, "--port", "0");
        var lines = process.inputReader(StandardCharsets.UTF_8);
        read(lines, line -> Files.exists(data.resolve("postgres/18/postmaster.pid")));
        var database = descendants(process);
        process.toHandle().destroy();
        assertThat(read(lines, line -> false)).noneMatch(line -> line.contains("Exception"));
        assertThat(process.waitFor()).isEqualTo(143);
        assertAllEnd(database);
    }

    @Test
    void aTakenPortIsSaidBeforeTheDatabaseIsTouched() throws Exception {
        var data = temporary.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            var process = start(data, "--port", port);
            assertThat(process.waitFor()).isEqualTo(Commands.REFUSED);
            assertThat(process.inputReader(StandardCharsets.UTF_8).lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith("✗")
                    .contains(port);
            assertThat(data.resolve("postgres")).doesNotExist();
        }
    }

    /// The process that writes the log of the database outlives the others by a moment.
    private static void assertAllEnd(List<ProcessHandle> processes) {
        assertThat(processes)
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(TEN_SECONDS));
    }

    private static Process start(Path data, String... options) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dstderr.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Kedang.class.getName(),
                                "run",
                                "--data",
                                data.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// Lines up to the one that is waited for, or to the end.
    private static List<String> read(BufferedReader lines, Predicate<String> last)
            throws IOException {
        var read = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            read.add(line);
            if (last.test(line)) {
                break;
            }
        }
        return read;
    }

    private static List<ProcessHandle> descendants(Process process) {
        return process.descendants().toList();
    }
}
