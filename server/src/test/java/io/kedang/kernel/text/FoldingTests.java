package io.kedang.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.Parsed;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.text.Normalizer;

class FoldingTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ＡＢＣ１２３       | abc123
                    重慶江嶽           | 重庆江岳
                    臺灣積體電路       | 台湾积体电路
                    （集团）           | (集团)
                    ㈱山田             | (株)山田
                    ﾊﾟﾅｿﾆｯｸ            | パナソニック
                    Müller             | muller
                    STRAẞE             | strasse
                    Ørsted             | orsted
                    ｶﾞｽ                | ガス
                    樂                 | 乐
                    ⼤⻓⺠             | 大长民
                    阿凡提•买买提      | 阿凡提·买买提
                    “云”               | "云"
                    𠮷野家             | 𠮷野家
                    二○二六            | 二〇二六
                    ５００㎡           | 500m2
                    """)
    void textsThatAReaderTakesForTheSameFoldToOne(String typed, String folded) {
        assertThat(Folding.fold(typed)).isEqualTo(folded);
    }

    @Test
    void whiteSpaceIsOneSpaceAndNoneBetweenChineseCharacters() {
        assertThat(Folding.fold("\u3000 Acme \t\u00A0 Corp\u3000")).isEqualTo("acme corp");
        assertThat(Folding.fold("王\u3000芳")).isEqualTo("王芳");
        assertThat(Folding.fold("江岳 3M")).isEqualTo("江岳 3m");
        assertThat(Folding.fold("𠮷 田")).isEqualTo("𠮷田");
    }

    @Test
    void whatCannotBeSeenIsDropped() {
        assertThat(Folding.fold("\uFEFF江\u200B岳\u0000\u202E\uFE0F\uDB40\uDD00")).isEqualTo("江岳");
        assertThat(Folding.fold("a\uD800b\uDC00")).isEqualTo("ab");
    }

    @Test
    void decomposedTextFoldsLikeComposedText() {
        for (var text : new String[] {"Café Zürich", "ガギグ", "한국어 서울"}) {
            assertThat(Folding.fold(Normalizer.normalize(text, Normalizer.Form.NFD)))
                    .isEqualTo(Folding.fold(text));
        }
    }

    @Test
    void foldingAgainChangesNoCharacterOfUnicode() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            var once = Folding.fold(Character.toString(c));
            assertThat(Folding.fold(once)).as("U+%04X", c).isEqualTo(once);
        }
    }

    @Property
    void foldingAgainChangesNothing(@ForAll String text) {
        var once = Folding.fold(text);
        assertThat(Folding.fold(once)).isEqualTo(once);
    }

    @Test
    void typedTextKeepsItsInnerForm() {
        assertThat(Folding.tidy("\u3000重慶（集团） Ltd.\r\n")).isEqualTo(Parsed.right("重慶（集团） Ltd."));
        assertThat(Folding.tidy("\uFEFF一行\n两行\t三")).isEqualTo(Parsed.right("一行 两行 三"));
        assertThat(Folding.tidy("👨\u200D👩")).isEqualTo(Parsed.right("👨\u200D👩"));
        assertThat(Folding.tidyLines(" 一\r\n二\r三\u2028四\n")).isEqualTo(Parsed.right("一\n二\n三\n四"));
    }

    @Test
    void whatNoDatabaseTakesIsRefusedWithItsPosition() {
        assertThat(Folding.tidy("ab\u0000c")).isEqualTo(Parsed.wrong(ValueProblem.UNPRINTABLE, 3));
        assertThat(Folding.tidy("\uD800")).isEqualTo(Parsed.wrong(ValueProblem.UNPRINTABLE, 1));
        assertThat(Folding.tidyLines("a\u001Bb"))
                .isEqualTo(Parsed.wrong(ValueProblem.UNPRINTABLE, 2));
    }
}
