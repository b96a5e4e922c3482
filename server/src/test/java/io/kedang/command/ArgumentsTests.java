package io.kedang.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class ArgumentsTests {
    private static final Set<String> KNOWN = Set.of("port=", "demo");

    @Test
    void optionsAndWordsMayStandInAnyOrder() {
        var arguments = parse("first", "--port", "1", "--demo", "second", "--set=a=b", "--port=2");
        assertThat(arguments.words()).containsExactly("first", "second");
        assertThat(arguments.find("port")).as("the last one holds").contains("2");
        assertThat(arguments.has("demo")).isTrue();
        assertThat(arguments.all("set")).containsExactly("a=b");
        assertThat(arguments.find("data")).isEmpty();
    }

    @Test
    void afterTwoDashesEverythingIsAWord() {
        assertThat(parse("--demo", "--", "--port", "-x").words()).containsExactly("--port", "-x");
    }

    @Test
    void anOptionThatNobodyKnowsIsRefused() {
        assertRefused(CommandProblem.OPTION_UNKNOWN, "--prot", "1");
        assertRefused(CommandProblem.OPTION_UNKNOWN, "--demo=yes");
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertRefused(CommandProblem.VALUE_MISSING, "--port");
    }

    private static Arguments parse(String... line) {
        return Arguments.parse(List.of(line), KNOWN);
    }

    private static void assertRefused(CommandProblem problem, String... line) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(problem);
                            assertThat(refusal.arguments()).containsExactly(line[0]);
                        });
    }
}
