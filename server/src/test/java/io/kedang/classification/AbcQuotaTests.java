package io.kedang.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;

class AbcQuotaTests {
    @Test
    void aFifthIsATheNextTwoFifthsAreBAndTheRestIsC() {
        for (int count : new int[] {5, 10, 100, 1_000}) {
            var classes = AbcQuota.STANDARD.classes(count);
            assertThat(Collections.frequency(classes, "A")).isEqualTo(count / 5);
            assertThat(Collections.frequency(classes, "B")).isEqualTo(count * 2 / 5);
            assertThat(Collections.frequency(classes, "C")).isEqualTo(count * 2 / 5);
        }
    }

    @Test
    void sharesThatAreNoWholeNumberAreRoundedUpInFavourOfTheCustomer() {
        assertThat(AbcQuota.STANDARD.classes(7)).containsExactly("A", "A", "B", "B", "B", "C", "C");
        assertThat(AbcQuota.STANDARD.classes(1)).containsExactly("A");
        assertThat(AbcQuota.STANDARD.classes(0)).isEmpty();
    }
}
