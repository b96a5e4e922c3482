package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "＝1",
                "＋1",
                "－1",
                "＠x",
                "\t=1",
                "\r=1",
                " =1",
                "\u00a0=1",
                "\u3000＝1",
                "\u0000=1",
                "\u200b=1",
                "\ufeff=1",
                "\u0001-2",
                "\tx",
                "\r\nx",
                "'=1",
                "''=1"
            })
    void whatCouldRunGetsAnApostrophe(String text) {
        assertThat(FormulaGuard.escape(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "上海", "a=b", "1-2", "'", "'a", "it's", "  a", "138-0013"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(FormulaGuard.escape(text)).isEqualTo(text);
        assertThat(FormulaGuard.unescape(text)).isEqualTo(text);
    }

    @Test
    void theApostropheOfASpreadsheetIsTakenAway() {
        assertThat(FormulaGuard.unescape("'=SUM(A1)")).isEqualTo("=SUM(A1)");
    }

    @Property(tries = 5000)
    void whatWasEscapedComesBackAsItWas(@ForAll("payloads") String text) {
        assertThat(FormulaGuard.unescape(FormulaGuard.escape(text))).isEqualTo(text);
    }

    @Property(tries = 5000)
    void nothingThatWasEscapedBeginsAFormula(@ForAll("payloads") String text) {
        var escaped = FormulaGuard.escape(text);
        var seen = escaped.replaceAll("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]+", "");
        assertThat(seen).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("-");
        assertThat(seen).doesNotStartWith("@").doesNotStartWith("＝").doesNotStartWith("＋");
    }

    @Provide
    Arbitrary<String> payloads() {
        var before =
                Arbitraries.strings()
                        .withChars(" '\t\r\n\u0000\u00a0\u3000\u200b\ufeff\u0007")
                        .ofMaxLength(4);
        var start = Arbitraries.of("=", "+", "-", "@", "＝", "＋", "－", "＠", "", "a", "客");
        var rest = Arbitraries.strings().withChars("=+-@'\"\n,()!|A1客 ").ofMaxLength(8);
        return Combinators.combine(before, start, rest).as((a, b, c) -> a + b + c);
    }
}
