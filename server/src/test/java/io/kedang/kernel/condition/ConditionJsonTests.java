package io.kedang.kernel.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.List;

class ConditionJsonTests {
    @Test
    void theExampleOfTheDesignIsReadAndWritten() {
        var json =
                "{\"and\":[{\"field\":\"grade\",\"op\":\"eq\",\"value\":\"A\"},"
                    + "{\"not\":{\"field\":\"lastContactAt\",\"op\":\"withinLast\",\"value\":\"P30D\"}},"
                    + "{\"related\":\"orders\",\"where\":{\"field\":\"orderedOn\",\"op\":\"withinLast\",\"value\":\"P90D\"},"
                    + "\"aggregate\":\"count\",\"op\":\"gt\",\"value\":3}]}";
        var condition =
                Condition.and(
                        Condition.where("grade", Operator.EQ, "A"),
                        Condition.not(
                                Condition.where("lastContactAt", Operator.WITHIN_LAST, "P30D")),
                        new Condition.Related(
                                "orders",
                                Condition.where("orderedOn", Operator.WITHIN_LAST, "P90D"),
                                Aggregate.COUNT,
                                null,
                                Operator.GT,
                                List.of(3)));
        assertThat(ConditionJson.read(json)).isEqualTo(condition);
        assertThat(ConditionJson.write(condition)).isEqualTo(json);
    }

    @Test
    void numbersStayExact() {
        var read =
                ConditionJson.read(
                        "{\"field\":\"a\",\"op\":\"in\",\"value\":[0.1,12345678901234567890.10]}");
        assertThat(((Condition.Compare) read).values())
                .containsExactly(new BigDecimal("0.1"), new BigDecimal("12345678901234567890.10"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1                                                     | condition.unreadable     "
                        + "        | ``",
                "{\"and\":[],\"and\":[]}                                | condition.unreadable     "
                        + "        | ``",
                "{\"and\":[]} 1                                         | condition.unreadable     "
                        + "        | ``",
                "null                                                   | condition.wrong-shape    "
                        + "        | ``",
                "[]                                                     | condition.wrong-shape    "
                        + "        | ``",
                "{}                                                     | condition.wrong-shape    "
                        + "        | ``",
                "{\"or\":[]}                                            | condition.wrong-shape    "
                        + "        | ``",
                "{\"and\":{}}                                           | condition.wrong-shape    "
                        + "        | ``",
                "{\"and\":[7]}                                          | condition.wrong-shape    "
                        + "        | /and/0",
                "{\"and\":[],\"or\":[]}                                 | condition.wrong-shape    "
                        + "        | ``",
                "{\"not\":[]}                                           | condition.wrong-shape    "
                        + "        | /not",
                "{\"field\":\"a\",\"op\":\"eq\",\"value\":1,\"sql\":\"\"} | condition.wrong-shape  "
                        + "        | ``",
                "{\"field\":1,\"op\":\"eq\",\"value\":1}                | condition.wrong-shape    "
                        + "        | ``",
                "{\"field\":\"a\",\"op\":\"eq\",\"value\":{}}           | condition.wrong-shape    "
                        + "        | ``",
                "{\"field\":\"a\",\"op\":\"eq\",\"value\":null}         | condition.wrong-shape    "
                        + "        | ``",
                "{\"field\":\"a\",\"op\":\"like\",\"value\":1}          |"
                        + " condition.unknown-operator       | ``",
                "{\"field\":\"a\",\"op\":\"EQ\",\"value\":1}            |"
                        + " condition.unknown-operator       | ``",
                "{\"field\":\"a\",\"op\":\"eq\"}                        |"
                        + " condition.wrong-number-of-values | ``",
                "{\"field\":\"a\",\"op\":\"eq\",\"value\":[1]}          |"
                        + " condition.wrong-number-of-values | ``",
                "{\"field\":\"a\",\"op\":\"in\",\"value\":[]}           |"
                        + " condition.wrong-number-of-values | ``",
                "{\"field\":\"a\",\"op\":\"in\",\"value\":1}            |"
                        + " condition.wrong-number-of-values | ``",
                "{\"field\":\"a\",\"op\":\"between\",\"value\":[1]}     |"
                        + " condition.wrong-number-of-values | ``",
                "{\"field\":\"a\",\"op\":\"missing\",\"value\":1}       |"
                        + " condition.wrong-number-of-values | ``",
                "{\"related\":\"o\",\"aggregate\":\"avg\",\"op\":\"gt\",\"value\":1}   |"
                        + " condition.unknown-aggregate | ``",
                "{\"related\":\"o\",\"aggregate\":\"sum\",\"op\":\"gt\",\"value\":1}   |"
                        + " condition.wrong-shape | ``",
                "{\"related\":\"o\",\"aggregate\":\"count\",\"of\":\"a\",\"op\":\"gt\",\"value\":1}"
                        + " | condition.wrong-shape | ``",
                "{\"or\":[{\"not\":{\"field\":\"a\",\"op\":\"x\",\"value\":1}}]} |"
                        + " condition.unknown-operator | /or/0/not"
            })
    void whatIsNoConditionIsRefused(String json, String code, String path) {
        var refusal = refusal(json);
        assertThat(refusal.problem().code()).isEqualTo(code);
        if (!path.isEmpty()) {
            assertThat(refusal.properties()).containsEntry("path", path);
        }
    }

    @Test
    void depthSizeTextAndListHaveLimits() {
        var leaf = "{\"field\":\"a\",\"op\":\"eq\",\"value\":1}";
        ConditionJson.read("{\"not\":".repeat(9) + leaf + "}".repeat(9));
        assertThat(code("{\"not\":".repeat(10) + leaf + "}".repeat(10)))
                .isEqualTo("condition.too-deep");
        assertThat(code("[".repeat(2_000))).isEqualTo("condition.unreadable");

        ConditionJson.read("{\"and\":[" + (leaf + ",").repeat(198) + leaf + "]}");
        assertThat(code("{\"and\":[" + (leaf + ",").repeat(199) + leaf + "]}"))
                .isEqualTo("condition.too-large");

        ConditionJson.read(leaf.replace("1", "\"" + "长".repeat(1_000) + "\""));
        assertThat(code(leaf.replace("1", "\"" + "长".repeat(1_001) + "\"")))
                .isEqualTo("condition.text-too-long");

        var list = "{\"field\":\"a\",\"op\":\"in\",\"value\":[%s1]}";
        ConditionJson.read(list.formatted("1,".repeat(999)));
        assertThat(code(list.formatted("1,".repeat(1_000)))).isEqualTo("condition.list-too-long");
    }

    private static String code(String json) {
        return refusal(json).problem().code();
    }

    private static Refusal refusal(String json) {
        var refused = new Refusal[1];
        assertThatThrownBy(() -> ConditionJson.read(json))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return refused[0];
    }
}
