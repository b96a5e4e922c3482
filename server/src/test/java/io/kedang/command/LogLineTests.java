package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Whatever text from outside comes into the technical log, it stays inside the event that it
/// belongs to: no line of its own, no sequence that moves a terminal.
class LogLineTests {
    private static final String FORGED =
            "{\"@timestamp\":\"2026-01-01T00:00:00Z\",\"level\":\"INFO\",\"message\":\"all is"
                    + " well\"}";

    /// Line breaks of every kind, an ANSI sequence in both forms, a tab, a bell, a delete.
    private static final String HOSTILE =
            "x\r\n%s\n%s\r%s\u0085\u000b\f\u001b[2J\u001b]0;t\u0007\u009b31m\t\b\u007f\"}"
                    .formatted(FORGED, FORGED, FORGED);

    @TempDir Path folder;

    @Test
    void aTextFromOutsideStaysInsideItsEvent() throws Exception {
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dfile.encoding=UTF-8",
                                "-Dsun.jnu.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoggingChild.class.getName(),
                                folder.toString(),
                                HOSTILE)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(Files.readString(folder.resolve("said"))).isZero();
        assertThat(events(folder.resolve("kedang.log"))).hasSize(LoggingChild.EVENTS);
    }

    /// The events of a log, each of which has to be one whole line, and none forged.
    static List<JsonNode> events(Path log) throws IOException {
        var text = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(text.replace("\n", "").chars().filter(Character::isISOControl)).isEmpty();
        var json = JsonMapper.builder().build();
        var events = text.lines().map(json::readTree).toList();
        assertThat(events)
                .allMatch(event -> event.has("@timestamp"))
                .noneMatch(event -> event.path("message").asString().equals("all is well"));
        return events;
    }
}
