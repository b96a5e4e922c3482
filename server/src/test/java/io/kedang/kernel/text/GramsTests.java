package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

class GramsTests {
    private static final String NAMES = "重庆慶江岳王芳ABcd0123(（）) 　-3MÉ한𠮷か·";

    @Test
    void aNameIsCutIntoCharactersAndPairs() {
        assertThat(Grams.of("n", "重慶江岳"))
                .containsExactly("n重", "n庆", "n重庆", "n江", "n庆江", "n岳", "n江岳");
    }

    @Test
    void digitsAreCutIntoThreesAndLettersIntoPairsAndThrees() {
        assertThat(Grams.of("p", "023-8888")).containsExactly("p023", "p888");
        assertThat(Grams.of("n", "TCL")).containsExactly("ntc", "ntcl", "ncl");
        assertThat(Grams.of("n", "3M")).containsExactly("n3m");
    }

    @Test
    void aTermNeedsOnlyItsLongestPieces() {
        assertThat(Grams.query("n", "江岳")).containsExactly("n江岳");
        assertThat(Grams.query("n", "岳")).containsExactly("n岳");
        assertThat(Grams.query("n", "8000")).containsExactly("n800", "n000");
        assertThat(Grams.query("p", "cqjy")).containsExactly("pcqj", "pqjy");
        assertThat(Grams.query("p", "cq")).containsExactly("pcq");
        assertThat(Grams.query("n", "江TCL3")).containsExactly("n江t", "ntcl", "nl3");
        assertThat(Grams.query("n", "岳 3M")).containsExactly("n岳", "n3m");
    }

    @Test
    void aTermTooShortToSearchNeedsNothing() {
        assertThat(Grams.query("n", "a")).isEmpty();
        assertThat(Grams.query("n", "12")).isEmpty();
        assertThat(Grams.query("n", "（）")).isEmpty();
    }

    @Test
    void aGroupIsNotFoundInAnother() {
        assertThat(Grams.of("n", "江岳")).doesNotContainAnyElementsOf(Grams.query("a", "江岳"));
    }

    @Property
    void everyPartOfATextIsFound(@ForAll("marked") String text, @ForAll int from, @ForAll int to) {
        var folded = Folding.fold(text);
        Assume.that(!folded.isEmpty());
        int start = Math.floorMod(from, folded.length());
        int end = start + Math.floorMod(to, folded.length() - start + 1);
        assertThat(Grams.of("n", text)).containsAll(Grams.query("n", folded.substring(start, end)));
    }

    @Property
    void everyPartAsItWasTypedIsFound(
            @ForAll("names") String text, @ForAll int from, @ForAll int to) {
        Assume.that(!text.isEmpty());
        int start = Math.floorMod(from, text.length());
        int end = start + Math.floorMod(to, text.length() - start + 1);
        assertThat(Grams.of("n", text)).containsAll(Grams.query("n", text.substring(start, end)));
    }

    @Property
    void whoContainsATermHasItsPieces(@ForAll("short") String text, @ForAll("short") String term) {
        Assume.that(Folding.fold(text).contains(Folding.fold(term)));
        assertThat(Grams.of("n", text)).containsAll(Grams.query("n", term));
    }

    @Provide("names")
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars(NAMES).ofMaxLength(30);
    }

    @Provide("marked")
    Arbitrary<String> textsWithMarksThatJoin() {
        return Arbitraries.strings().withChars(NAMES + "か\u3099ﾞe\u0301").ofMaxLength(30);
    }

    @Provide("short")
    Arbitrary<String> shortTexts() {
        return Arbitraries.strings().withChars("江岳a1 　").ofMaxLength(4);
    }
}
