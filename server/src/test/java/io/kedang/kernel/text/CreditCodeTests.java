package io.kedang.kernel.text;

import static io.kedang.kernel.text.Parsing.problem;
import static io.kedang.kernel.text.Parsing.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.Parsed;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;

class CreditCodeTests {
    private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String RIGHT = "91350100M000100Y43";

    @Test
    void aCodeWithAWrongCheckDigitIsRefusedAndTheRightOneNamed() {
        assertThat(CreditCode.parse("91350100M000100Y4Z".replace('Z', 'X')))
                .isEqualTo(Parsed.wrong(ValueProblem.CREDIT_CODE_CHECK, "3"));
    }

    @Test
    void theExampleInTheStandardItselfIsWrong() {
        assertThat(problem(CreditCode.parse("91350100M000100Y4Z")))
                .isEqualTo(ValueProblem.CREDIT_CODE_FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RIGHT,
                "91350100m000100y43",
                "９１３５０１００Ｍ０００１００Ｙ４３",
                " 9135 0100 M000 100Y 43\u3000",
                "91350100-M000100Y-43"
            })
    void widthCaseAndSpacesDoNotMatter(String typed) {
        assertThat(right(CreditCode.parse(typed)).text()).isEqualTo(RIGHT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y4",
                "91350100M000100Y433",
                "9135O100M000100Y43",
                "重庆江岳",
                "9135*********0Y43"
            })
    void otherFormsAreRefused(String typed) {
        assertThat(problem(CreditCode.parse(typed))).isEqualTo(ValueProblem.CREDIT_CODE_FORM);
    }

    @Test
    void aChangedDigitIsNoticedWhereverItStands() {
        for (int i = 0; i < 18; i++) {
            for (char c : DIGITS.toCharArray()) {
                if (c != RIGHT.charAt(i)) {
                    var typed = RIGHT.substring(0, i) + c + RIGHT.substring(i + 1);
                    assertThat(problem(CreditCode.parse(typed)))
                            .as(typed)
                            .isEqualTo(ValueProblem.CREDIT_CODE_CHECK);
                }
            }
        }
    }

    @Property
    void theWeightedSumOfAllDigitsIsAMultipleOf31(@ForAll("heads") String head) {
        var weighted = BigInteger.ZERO;
        for (int i = 0; i < 17; i++) {
            weighted =
                    weighted.add(
                            BigInteger.valueOf(DIGITS.indexOf(head.charAt(i)))
                                    .multiply(BigInteger.valueOf(3).pow(i)));
        }
        int check =
                BigInteger.valueOf(31).subtract(weighted).mod(BigInteger.valueOf(31)).intValue();
        assertThat(CreditCode.parse(head + DIGITS.charAt(check))).isInstanceOf(Parsed.Right.class);
    }

    @Provide
    Arbitrary<String> heads() {
        return Arbitraries.strings().withChars(DIGITS).ofLength(17);
    }

    @Test
    void theCodeSaysWhoRegisteredItsBearerAndWhere() {
        var code = right(CreditCode.parse(RIGHT));
        assertThat(code.authority()).isEqualTo(CreditCode.Authority.MARKET_REGULATION);
        assertThat(code.region()).isEqualTo("350100");
        assertThat(code.organisationCode()).isEqualTo("M000100Y-4");
    }
}
