package io.kedang.kernel.text;

import static io.kedang.kernel.text.Parsing.problem;
import static io.kedang.kernel.text.Parsing.right;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

/// Numbers, yes and no, money in words.
class NumberTextTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1234.5        | 1234.5
                    1,234.50      | 1234.50
                    １，２３４．５０ | 1234.50
                    -12           | -12
                    －12          | -12
                    +3            | 3
                    .5            | 0.5
                    500万         | 5000000
                    500 万元      | 5000000
                    1.2亿         | 120000000
                    1.23456789万  | 12345.6789
                    2万亿         | 2000000000000
                    ¥3,000元      | 3000
                    ￥-3,000.00   | -3000.00
                    0             | 0
                    """)
    void aNumberIsReadExactly(String typed, String number) {
        assertThat(right(NumberText.decimal(typed)).toPlainString()).isEqualTo(number);
        assertThat(right(NumberText.decimal(typed)).toString()).doesNotContain("E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"约五百万", "约500万", "500多万", "500万以上", "100余", "近百", ">500", "300~500"})
    void anEstimateIsRefusedAsSuch(String typed) {
        assertThat(problem(NumberText.decimal(typed))).isEqualTo(ValueProblem.NUMBER_VAGUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,34", "1,2345", "1.2.3", "1.2E+10", "1E5", "五百", "12%", "0x10", "--1", "万",
                "1 2", "(500)", "NaN"
            })
    void whatIsNoNumberIsRefused(String typed) {
        assertThat(problem(NumberText.decimal(typed))).isEqualTo(ValueProblem.NUMBER_FORM);
    }

    @Test
    void aWholeNumberHasNoFraction() {
        assertThat(right(NumberText.whole("1,200"))).isEqualTo(1200L);
        assertThat(right(NumberText.whole("12.0"))).isEqualTo(12L);
        assertThat(right(NumberText.whole("1.5万"))).isEqualTo(15_000L);
        assertThat(problem(NumberText.whole("12.5"))).isEqualTo(ValueProblem.NUMBER_NOT_WHOLE);
        assertThat(problem(NumberText.whole("9".repeat(19))))
                .isEqualTo(ValueProblem.NUMBER_TOO_LARGE);
        assertThat(problem(NumberText.whole("9".repeat(10_000))))
                .isEqualTo(ValueProblem.NUMBER_FORM);
    }

    @Test
    void anAmountThatMayNotBeNegativeIsRefusedWhenItIs() {
        assertThat(problem(NumberText.notNegative(NumberText.decimal("-0.01"))))
                .isEqualTo(ValueProblem.NUMBER_NEGATIVE);
        assertThat(right(NumberText.notNegative(NumberText.whole("0")))).isZero();
        assertThat(problem(NumberText.notNegative(NumberText.whole("x"))))
                .isEqualTo(ValueProblem.NUMBER_FORM);
    }

    @Test
    void yesAndNoAreReadInTheirManyForms() {
        for (var yes : new String[] {"是", "√", "Y", "true", "1", "有", "Ｙ", " TRUE "}) {
            assertThat(right(YesNo.parse(yes))).as(yes).isTrue();
        }
        for (var no : new String[] {"否", "×", "N", "false", "0", "无", "ｘ", "No"}) {
            assertThat(right(YesNo.parse(no))).as(no).isFalse();
        }
        assertThat(problem(YesNo.parse("大概"))).isEqualTo(ValueProblem.YES_NO_FORM);
        assertThat(problem(YesNo.parse("　"))).isEqualTo(ValueProblem.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "1409.50, 人民币壹仟肆佰零玖元伍角整",
        "16409.02, 人民币壹万陆仟肆佰零玖元零贰分",
        "325.04, 人民币叁佰贰拾伍元零肆分",
        "6007.14, 人民币陆仟零柒元壹角肆分",
        "107000.53, 人民币壹拾万柒仟元伍角叁分",
        "1680.32, 人民币壹仟陆佰捌拾元叁角贰分",
        "0, 人民币零元整",
        "0.05, 人民币伍分",
        "5.01, 人民币伍元零壹分",
        "0.50, 人民币伍角整",
        "0.004, 人民币零元整",
        "10, 人民币壹拾元整",
        "100086.05, 人民币壹拾万零捌拾陆元零伍分",
        "-100086.05, 人民币负壹拾万零捌拾陆元零伍分",
        "-0.001, 人民币零元整",
        "10000, 人民币壹万元整",
        "10005000, 人民币壹仟万伍仟元整",
        "100000000, 人民币壹亿元整",
        "123456789.12, 人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分",
        "100000001, 人民币壹亿零壹元整",
        "1000500000000, 人民币壹万零伍亿元整",
        "9999999999999999.99, 人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"
    })
    void anAmountIsWrittenInWords(BigDecimal amount, String words) {
        assertThat(MoneyInWords.of(amount)).isEqualTo(words);
    }
}
