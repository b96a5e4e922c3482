package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `kedang audit verify` needs a file and nothing else.
class AuditCommandTests {
    @TempDir Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... words) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Commands.run(List.of(words), new Console(out, out));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoEvidenceIsNotWhole() throws Exception {
        var file = folder.resolve("x.jsonl");
        Files.writeString(file, "{\"evidence\":\"kedang-audit\",\"version\":1}\nno JSON\n");
        assertThat(run("audit", "verify", file.toString())).isEqualTo(1);
        assertThat(said()).contains("✗").contains("2");
    }

    @Test
    void aFileThatIsNotThereAndAKeyThatIsNoneAreRefused() throws Exception {
        assertThat(run("audit", "verify", folder.resolve("gone").toString())).isEqualTo(2);
        var file = folder.resolve("x.jsonl");
        Files.writeString(file, "{}\n");
        assertThat(run("audit", "verify", file.toString(), "--key", "abc")).isEqualTo(2);
        assertThat(run("audit", "export")).isEqualTo(2);
        assertThat(run("audit", "export", "x", "--from", "yesterday")).isEqualTo(2);
    }
}
