package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.command.Settings.Value;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class SettingsTests {
    @TempDir Path home;

    @BeforeEach
    void makeDataFolder() throws IOException {
        Files.createDirectory(home.resolve("data"));
    }

    @Test
    void whoSpeaksLastHolds() throws IOException {
        assertThat(settings(Map.of()).value("port")).isEqualTo(new Value("8080", ""));
        write("port: 8081\nlisten: 0.0.0.0\n");
        assertThat(settings(Map.of()).value("port")).isEqualTo(new Value("8081", "kedang.yaml"));
        var environment = Map.of("KEDANG_PORT", "8082", "KEDANG_OTHER_PROGRAM", "x");
        assertThat(settings(environment).value("port")).isEqualTo(new Value("8082", "KEDANG_PORT"));
        assertThat(settings(environment, "--set", "port=8083").value("port"))
                .isEqualTo(new Value("8083", "--set"));
        assertThat(settings(environment, "--port", "8084", "--set", "port=8083").value("port"))
                .isEqualTo(new Value("8084", "--port"));
        assertThat(settings(environment).get("listen")).isEqualTo("0.0.0.0");
    }

    @Test
    void keysMayBeNestedOrDotted() throws IOException {
        write("database:\n  url: jdbc:postgresql://localhost/kedang\ndatabase.user: somebody\n");
        var settings = settings(Map.of());
        assertThat(settings.get("database.url")).isEqualTo("jdbc:postgresql://localhost/kedang");
        assertThat(settings.get("database.user")).isEqualTo("somebody");
        assertThat(settings(Map.of("KEDANG_DATABASE_OWNER_USER", "o")).get("database.owner-user"))
                .isEqualTo("o");
    }

    @Test
    void theDataFolderComesFromTheLineTheEnvironmentOrHome() throws IOException {
        assertThat(settings(Map.of()).data()).isEqualTo(home.resolve("data"));
        assertThat(settings(Map.of("KEDANG_DATA", "/somewhere")).data())
                .isEqualTo(Path.of("/somewhere"));
        assertThat(settings(Map.of("KEDANG_DATA", "/somewhere"), "--data", "/else/../here").data())
                .isEqualTo(Path.of("/here"));
    }

    @Test
    void aMistypedKeyOrValueIsRefusedWithItsOrigin() throws IOException {
        assertRefused(CommandProblem.SETTING_UNKNOWN, List.of("prot", "--set"), "--set", "prot=1");
        assertRefused(
                CommandProblem.SETTING_WRONG, List.of("port", "http", "--port"), "--port", "http");
        write("lisen: 0.0.0.0\n");
        assertRefused(CommandProblem.SETTING_UNKNOWN, List.of("lisen", "kedang.yaml"));
    }

    @Test
    void aFileThatIsNoYamlIsRefusedByItsPlaceWithoutQuotingIt() throws IOException {
        write("port: 1\ndatabase.password: [canary\n");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(CommandProblem.FILE_UNREADABLE);
                            assertThat(refusal.arguments().toString())
                                    .contains("kedang.yaml", "(3:1)")
                                    .doesNotContain("canary");
                        });
    }

    @Test
    void theCommandConfigShowsEveryKeyAndNoSecret() throws IOException {
        write("database.password: canary\ndatabase.user: somebody\n");
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var data = home.resolve("data").toString();
        assertThat(Commands.run(List.of("config", "--data", data), new Console(out, out))).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("database.user: somebody   # kedang.yaml", "port: 8080")
                .contains("database.password: ••••••")
                .doesNotContain("canary");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(home.resolve("data/kedang.yaml"), yaml);
    }

    private Settings settings(Map<String, String> environment, String... line) {
        return Settings.of(
                Arguments.parse(List.of(line), Set.of("port=", "listen=")), environment, home);
    }

    private void assertRefused(CommandProblem problem, List<?> arguments, String... line) {
        assertThatThrownBy(() -> settings(Map.of(), line))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(problem);
                            assertThat(refusal.arguments()).isEqualTo(arguments);
                        });
    }
}
