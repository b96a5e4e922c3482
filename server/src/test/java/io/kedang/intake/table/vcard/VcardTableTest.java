package io.kedang.intake.table.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.intake.table.Tables;
import io.kedang.intake.table.row.TableProblem;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

class VcardTableTest {
    @Test
    void oldCardsWithQuotedPrintableAndTypesWithoutNames() throws IOException {
        var card =
                """
                BEGIN:VCARD
                VERSION:2.1
                N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F;;;
                FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=BC=9F
                TEL;CELL;PREF:13800138000
                TEL;WORK;FAX:021-12345678
                ADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=E5=BC=A0=E6=B1=9F=E8=B7=AF=
                1=E5=8F=B7;=E4=B8=8A=E6=B5=B7;;200120;
                BDAY:19800229
                END:VCARD
                """;
        assertThat(values(Tables.text(card)))
                .containsEntry("FN", "张伟")
                .containsEntry("N.FAMILY", "张")
                .containsEntry("N.GIVEN", "伟")
                .containsEntry("TEL.CELL", "13800138000")
                .containsEntry("TEL.WORK.FAX", "021-12345678")
                .containsEntry("ADR.WORK.STREET", "张江路1号")
                .containsEntry("ADR.WORK.CITY", "上海")
                .containsEntry("ADR.WORK.POSTCODE", "200120")
                .containsEntry("BDAY", "1980-02-29");
    }

    @Test
    void valuesOfOneKindAreNumberedAndNoneIsLost() throws IOException {
        var read =
                Tables.text(
                        """
                        BEGIN:VCARD
                        VERSION:3.0
                        FN:华康
                        EMAIL:a@example.com
                        EMAIL:b@example.com
                        END:VCARD
                        BEGIN:VCARD
                        VERSION:3.0
                        FN:金桥
                        EMAIL:c@example.com
                        X-WECHAT:jinqiao
                        END:VCARD
                        """);
        assertThat(read.shape().heading()).containsExactly("FN", "EMAIL", "EMAIL.2", "X-WECHAT");
        assertThat(read.cells().get(0)).containsExactly("华康", "a@example.com", "b@example.com", "");
        assertThat(read.cells().get(1)).containsExactly("金桥", "c@example.com", "", "jinqiao");
        assertThat(read.rows().get(1).line()).isEqualTo(7);
    }

    @Test
    void foldedLinesEscapesAndPartsOfVersionFour() throws IOException {
        var read =
                Tables.text(
                        """
                        BEGIN:VCARD
                        VERSION:4.0
                        FN:上海华康\\, 软件
                        ORG:华康;销售部;华东
                        NOTE:第一行\\n第二
                         行
                        TEL;VALUE=uri;TYPE="work,cell":tel:+86-138-0013-8000
                        CATEGORIES:重点,老客户
                        PHOTO:data:image/png;base64,AAAA
                        END:VCARD
                        """);
        assertThat(values(read))
                .containsEntry("FN", "上海华康, 软件")
                .containsEntry("ORG", "华康")
                .containsEntry("ORG.UNIT", "销售部")
                .containsEntry("ORG.UNIT.2", "华东")
                .containsEntry("NOTE", "第一行\n第二行")
                .containsEntry("TEL.CELL", "+86-138-0013-8000")
                .containsEntry("CATEGORIES", "重点,老客户")
                .doesNotContainKey("PHOTO");
    }

    @Test
    void cardsInGbkAreRecognised() throws IOException {
        var card =
                "BEGIN:VCARD\r\nVERSION:2.1\r\nN:张;伟\r\nFN:张伟\r\nORG:上海华康软件有限公司\r\nEND:VCARD\r\n";
        assertThat(values(Tables.text(card, Charset.forName("GBK"))))
                .containsEntry("ORG", "上海华康软件有限公司");
    }

    @Test
    void aCardWithoutAnEndIsDeliveredAsDamaged() throws IOException {
        var read = Tables.text("BEGIN:VCARD\nVERSION:3.0\nFN:张伟\nTEL:1");
        assertThat(read.cells().getFirst()).containsExactly("张伟", "1");
        assertThat(read.problems(0)).containsExactly(TableProblem.CARD_DAMAGED);
    }

    @Test
    void aLineThatIsNoneMarksItsCardAndNoOther() throws IOException {
        var read =
                Tables.text(
                        "BEGIN:VCARD\nVERSION:3.0\nFN:张伟\nnonsense\nEND:VCARD\n"
                                + "BEGIN:VCARD\nVERSION:3.0\nFN:王芳\nEND:VCARD\n");
        assertThat(read.problems(0)).containsExactly(TableProblem.CARD_DAMAGED);
        assertThat(read.problems(1)).isEmpty();
    }

    private static Map<String, String> values(Tables.Read read) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < read.shape().columns(); i++) {
            values.put(read.shape().heading().get(i), read.cells().getFirst().get(i));
        }
        return values;
    }
}
