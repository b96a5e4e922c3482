package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.IntStream;

class BlindIndexTests {
    @TempDir Path data;
    private BlindIndex index;

    @BeforeEach
    void open() {
        index = open("a");
    }

    private BlindIndex open(String folder) {
        var keys = data.resolve(folder);
        return new BlindIndex(NamedKeys.open(keys, TestKeys.master(keys)));
    }

    @Test
    void equalValuesHaveEqualTokensAlsoAfterARestart() {
        assertThat(open("a").token("email", "li@example.cn"))
                .isEqualTo(index.token("email", "li@example.cn"));
        assertThat(index.version()).isEqualTo(1);
    }

    @Test
    void anotherHouseHasOtherTokens() {
        assertThat(open("b").token("email", "li@example.cn"))
                .isNotEqualTo(index.token("email", "li@example.cn"));
    }

    @Test
    void kindsDoNotShareTokens() {
        var tokens = new HashSet<Long>();
        for (var kind : new String[] {"a", "b", "a b", ""}) {
            tokens.add(index.token(kind, "1234"));
            tokens.add(index.ambiguousToken(kind, "1234"));
        }
        assertThat(tokens).hasSize(8);
    }

    @Test
    void exactAndAmbiguousTokensCannotBeTakenForEachOther() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(index.token("last 4", "" + i)).isNegative();
            assertThat(index.ambiguousToken("last 4", "" + i)).isNotNegative();
        }
    }

    @Test
    void anAmbiguousTokenKeepsSixteenBitsOfTheValue() {
        var marks = new HashSet<Long>();
        var values = new HashSet<Long>();
        for (int i = 0; i < 200_000; i++) {
            long token = index.ambiguousToken("last 4", "" + i);
            marks.add(token >>> 16);
            values.add(token & 0xFFFF);
        }
        assertThat(marks).hasSize(1);
        assertThat(values.size()).isBetween(60_000, 65_536);
    }

    @Test
    void manyThreadsGetTheSameTokens() {
        var expected = IntStream.range(0, 1_000).mapToLong(i -> index.token("k", "" + i)).toArray();
        for (int round = 0; round < 5; round++) {
            assertThat(
                            IntStream.range(0, 1_000)
                                    .parallel()
                                    .mapToLong(i -> index.token("k", "" + i))
                                    .toArray())
                    .isEqualTo(expected);
        }
    }
}
