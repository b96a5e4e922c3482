package io.kedang.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

class AbcQuotaTests {
    @Test
    void aFifthIsATheNextTwoFifthsAreBAndTheRestIsC() {
        for (int count : new int[] {5, 10, 100, 1_000}) {
            var classes = AbcQuota.STANDARD.classes(descending(count));
            assertThat(Collections.frequency(classes, "A")).isEqualTo(count / 5);
            assertThat(Collections.frequency(classes, "B")).isEqualTo(count * 2 / 5);
            assertThat(Collections.frequency(classes, "C")).isEqualTo(count * 2 / 5);
        }
    }

    @Test
    void sharesThatAreNoWholeNumberAreRoundedUpInFavourOfTheCustomer() {
        assertThat(AbcQuota.STANDARD.classes(descending(7)))
                .containsExactly("A", "A", "B", "B", "B", "C", "C");
        assertThat(AbcQuota.STANDARD.classes(descending(1))).containsExactly("A");
        assertThat(AbcQuota.STANDARD.classes(List.of())).isEmpty();
    }

    @Test
    void equalScoresGetTheSameClass() {
        assertThat(AbcQuota.STANDARD.classes(List.of(9.0, 8.0, 8.0, 8.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0)))
                .containsExactly("A", "A", "A", "A", "B", "B", "B", "B", "B", "C");
    }

    private static List<Double> descending(int count) {
        return IntStream.range(0, count).mapToObj(n -> (double) (count - n)).toList();
    }
}
