package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.database.DatabaseProblem;
import io.kedang.database.Texts;
import io.kedang.kernel.Problem;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

class CommandsTests {
    private final Locale before = Locale.getDefault();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void backToTheLanguageOfTheMachine() {
        Locale.setDefault(before);
    }

    @Test
    void helpNamesEveryCommandInBothLanguages() {
        for (var language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            Locale.setDefault(language);
            out.reset();
            assertThat(run("help")).isZero();
            for (var name : List.of("run", "config", "help", "--version")) {
                assertThat(text(out)).as(language + " " + name).contains("./kedang " + name);
            }
        }
    }

    @Test
    void aCommandSaysHowItIsUsed() {
        assertThat(run("run", "--help")).isZero();
        assertThat(text(out)).contains("./kedang run").doesNotContain("./kedang verify");
    }

    @Test
    void nothingAtAllAsksForHelp() {
        assertThat(run()).isZero();
        assertThat(text(out)).contains("./kedang run");
    }

    @Test
    void theVersionIsAllThatIsPrinted() {
        assertThat(run("--version")).isZero();
        assertThat(text(out).strip()).isEqualTo(VersionCommand.version());
        assertThat(text(err)).isEmpty();
    }

    @Test
    void whatNobodyKnowsIsRefusedInTheLanguageOfTheMachine() {
        Locale.setDefault(Locale.ENGLISH);
        assertThat(run("runn")).isEqualTo(Commands.REFUSED);
        assertThat(text(err)).startsWith("✗ There is no command runn.");
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        err.reset();
        assertThat(run("config", "more")).isEqualTo(Commands.REFUSED);
        assertThat(text(err)).startsWith("✗ 这个命令不需要参数 more。");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void everyRefusalOfAStartSaysItInBothLanguages() {
        var problems =
                Stream.<Problem>concat(
                                Stream.of(CommandProblem.values()),
                                Stream.of(DatabaseProblem.values()))
                        .toList();
        for (var problem : problems) {
            var refusal = new Refusal(problem, "one", "two", "three");
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
            var chinese = Texts.of(refusal);
            Locale.setDefault(Locale.ENGLISH);
            var english = Texts.of(refusal);
            assertThat(chinese).as(problem.code()).containsPattern("\\p{IsHan}");
            assertThat(english)
                    .as(problem.code())
                    .doesNotContainPattern("\\p{IsHan}")
                    .doesNotContain("{");
        }
    }

    @Test
    void everySettingIsExplainedInBothLanguages() {
        for (var setting : SettingCatalogue.all()) {
            for (var language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                Locale.setDefault(language);
                assertThat(new Texts("setting").text("setting." + setting.key())).isNotBlank();
            }
            assertThat(setting.fallback()).matches(setting.pattern());
        }
    }

    private int run(String... words) {
        return Commands.run(
                List.of(words),
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
