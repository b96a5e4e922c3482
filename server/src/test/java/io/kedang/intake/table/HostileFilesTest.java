package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.intake.table.row.TableProblem;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Bombs and other files that were made to harm: refused with a reason, within seconds, in a small
/// memory, and left as they are.
@Tag("s6")
class HostileFilesTest {
    /// Of the processor: a busy machine must not make the test fail.
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> everyHostileFileIsRefusedForItsReasonAndStaysAsItIs() {
        return HostileFiles.all().entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey(),
                                        () -> refused(entry.getKey(), entry.getValue())));
    }

    private void refused(String name, HostileFiles.Hostile hostile) throws Exception {
        var file = folder.resolve(name.replace(' ', '-'));
        hostile.writer().write(file);
        var before = digest(file);
        long start = cpu();
        if (hostile.problem() == null) {
            Tables.read(file);
        } else {
            assertThat(Tables.refusal(file)).isEqualTo(hostile.problem());
        }
        var time = Duration.ofNanos(cpu() - start);
        System.out.printf("hostile %-50s %5d ms%n", name, time.toMillis());
        assertThat(time).isLessThan(SOON);
        assertThat(digest(file)).isEqualTo(before);
        Files.delete(file);
    }

    /// A process of its own with 64 MB reads them all: it must neither run out of memory nor hang.
    @Test
    void allOfThemTogetherFitIntoSixtyFourMegabytes() throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(HostileReader.class.getName());
        command.add(folder.toString());
        for (var entry : HostileFiles.all().entrySet()) {
            var file = folder.resolve(entry.getKey().replace(' ', '-'));
            entry.getValue().writer().write(file);
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.startsWith("refused")).count())
                .isEqualTo(
                        HostileFiles.all().values().stream()
                                .filter(hostile -> hostile.problem() != null)
                                .count());
    }

    @Test
    void nothingIsEverFetched() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            var url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (var file : HostileFiles.pointingTo(url, folder)) {
                try {
                    Tables.read(file);
                } catch (io.kedang.kernel.Refusal expected) {
                    assertThat(expected.problem()).isInstanceOf(TableProblem.class);
                }
            }
            assertThat(accepts(server)).isFalse();
        }
    }

    private static boolean accepts(ServerSocket server) throws IOException {
        try (var connection = server.accept()) {
            return connection != null;
        } catch (java.net.SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    void otherKindsOfFilesAreToldByTheirContentNotByTheirName() throws Exception {
        Map<String, TableProblem> kinds =
                Map.of(
                        "%PDF-1.7\n", TableProblem.NOT_A_TABLE,
                        "\u0089PNG\r\n\u001a\n", TableProblem.NOT_A_TABLE,
                        "\u001f\u008b\b\0", TableProblem.COMPRESSED,
                        "Rar!\u001a\u0007", TableProblem.COMPRESSED,
                        "<html><table><tr><td>x", TableProblem.WEB_PAGE,
                        "<?xml version='1.0'?><Workbook/>", TableProblem.WEB_PAGE,
                        "\t\b\u0010\0\0\6", TableProblem.OLD_WORKBOOK,
                        "\u007fELF\2\1\1\0", TableProblem.NOT_A_TABLE);
        for (var kind : kinds.entrySet()) {
            var file = folder.resolve("named.csv");
            Files.write(file, kind.getKey().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(Tables.refusal(file)).as(kind.getKey()).isEqualTo(kind.getValue());
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String digest(Path file) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    }
}
