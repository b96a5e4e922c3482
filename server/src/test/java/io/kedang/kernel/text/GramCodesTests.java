package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.util.List;

class GramCodesTests {
    @Test
    void theNumberOfAGramNeverChanges() {
        assertThat(GramCodes.of("n重庆")).isEqualTo(-561786236);
    }

    @Test
    void everyNumberComesOnceAndInOrder() {
        var codes = new GramCodes();
        for (int time = 0; time < 30; time++) {
            codes.add("n", "重庆江岳机械有限公司重庆");
        }
        assertThat(codes.toArray())
                .isSorted()
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(numbers("n", "重庆江岳机械有限公司重庆"));
    }

    @Test
    void manyNumbersAreKeptBesideThoseOfOthers() {
        var long1 = "abcdefghijklmnopqrstuvwxyz".repeat(5) + "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
        var codes = new GramCodes();
        codes.add("w", long1);
        var both = new GramCodes();
        both.add("n", "江岳");
        both.add(codes);
        both.add(List.of(7, -7));
        assertThat(both.toArray())
                .contains(numbers("w", long1))
                .contains(numbers("n", "江岳"))
                .contains(7, -7);
    }

    @Property
    void shortGramsHaveNumbersOfTheirOwn(
            @ForAll @Chars({'a', 'b', 'c', 'n', 'p', '0', '9'}) @StringLength(4) String one,
            @ForAll @Chars({'a', 'b', 'c', 'n', 'p', '0', '9'}) @StringLength(4) String other) {
        assertThat(GramCodes.of(one) == GramCodes.of(other)).isEqualTo(one.equals(other));
    }

    private static int[] numbers(String group, String text) {
        return Grams.of(group, text).stream().mapToInt(GramCodes::of).toArray();
    }
}
