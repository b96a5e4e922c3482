package io.kedang.intake.table.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.Tables;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

class EncodingsTest {
    private static final String SIMPLIFIED =
            "客户名称,联系人,手机,地址\r\n上海华康软件有限公司,张伟,13800138000,上海市浦东新区张江路1号\r\n";
    private static final String TRADITIONAL =
            "客戶名稱,聯絡人,電話,地址\r\n台北宏達科技股份有限公司,陳怡君,02-23456789,台北市信義區松仁路7號\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK", "UTF-16LE", "UTF-16BE"})
    void simplifiedChineseIsFoundWithoutAMark(String charset) throws IOException {
        var read = Tables.text(SIMPLIFIED, Charset.forName(charset));
        assertThat(read.shape().heading()).containsExactly("客户名称", "联系人", "手机", "地址");
        assertThat(read.cells())
                .containsExactly(List.of("上海华康软件有限公司", "张伟", "13800138000", "上海市浦东新区张江路1号"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "Big5", "GB18030", "UTF-16LE"})
    void traditionalChineseIsFoundWithoutAMark(String charset) throws IOException {
        var read = Tables.text(TRADITIONAL, Charset.forName(charset));
        assertThat(read.shape().heading()).containsExactly("客戶名稱", "聯絡人", "電話", "地址");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,EFBBBF",
        "UTF-16LE,FFFE",
        "UTF-16BE,FEFF",
        "UTF-32LE,FFFE0000",
        "GB18030,84319533"
    })
    void aByteOrderMarkDecidesAndIsNoPartOfTheFirstCell(String charset, String mark)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(java.util.HexFormat.of().parseHex(mark));
        bytes.writeBytes(SIMPLIFIED.getBytes(Charset.forName(charset)));
        var read = Tables.bytes(bytes.toByteArray(), TableOptions.DETECT);
        assertThat(read.shape().heading().getFirst()).isEqualTo("客户名称");
        assertThat(read.shape().text().byteOrderMark()).isTrue();
        assertThat(read.shape().text().encodingConfidence()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "姓名,电话\n张三,1\n",
                "编号,城市\n1,广州\n",
                "姓名\n李四\n",
                "部门,职务\n销售部,经理\n",
                "省,市\n浙江,杭州\n四川,成都\n"
            })
    void evenThreeLinesOfGbkAreRecognised(String text) throws IOException {
        var read = Tables.text(text, Charset.forName("GBK"));
        assertThat(read.shape().text().encoding()).isEqualTo("GB18030");
        assertThat(read.shape().heading().getFirst())
                .isEqualTo(text.substring(0, text.indexOf(text.contains(",") ? ',' : '\n')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"姓名,電話\n陳大文,1\n", "編號,城市\n1,高雄\n", "部門,職務\n業務部,經理\n", "縣,區\n台北,信義\n"})
    void evenThreeLinesOfBig5AreRecognised(String text) throws IOException {
        assertThat(Tables.text(text, Charset.forName("Big5")).shape().text().encoding())
                .isEqualTo("Big5");
    }

    @Test
    void rareCharactersAndSupplementaryOnesSurviveGb18030() throws IOException {
        var read = Tables.text("姓名,电话,地址\n㑳𠮷,13800138000,上海市\n", Charset.forName("GB18030"));
        assertThat(read.cells().getFirst().getFirst()).isEqualTo("㑳𠮷");
    }

    @Test
    void westernTextIsNotTakenForChinese() throws IOException {
        var text =
                "Name;Straße;Ort\nMüller;Königsallee 1;Düsseldorf\nGarçon;Rue de l'Été;Orléans\n";
        var read = Tables.text(text, Charset.forName("windows-1252"));
        assertThat(read.cells().getFirst())
                .containsExactly("Müller", "Königsallee 1", "Düsseldorf");
    }

    @Test
    void aLateCharacterOutsideAsciiStillCounts() throws IOException {
        var text = "name,city\n" + "somebody,somewhere\n".repeat(100_000) + "张伟,上海\n";
        var read = Tables.text(text, Charset.forName("GBK"));
        assertThat(read.cells().getLast()).containsExactly("张伟", "上海");
    }

    @Test
    void damagedBytesInUtf8AreReportedWithTheirLineAndNeverReplacedSilently() throws IOException {
        var bytes = ("姓名,城市\n张伟,上海\n王芳,北京\n李娜,广州\n".repeat(20)).getBytes(StandardCharsets.UTF_8);
        int third = 32;
        bytes[third] = (byte) 0xFF;
        var read = Tables.bytes(bytes, TableOptions.DETECT);
        assertThat(read.shape().text().encoding()).isEqualTo("UTF-8");
        var wrong = read.rows().stream().filter(row -> !row.flaws().isEmpty()).toList();
        assertThat(wrong)
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.line()).isEqualTo(3);
                            assertThat(row.flaws().getFirst().problem())
                                    .isEqualTo(TableProblem.UNDECODABLE);
                            assertThat(row.isWrong()).isTrue();
                        });
    }

    @Test
    void aReplacementCharacterThatStandsInTheFileIsNoDamage() throws IOException {
        var read = Tables.text("姓名,城市\n张\uFFFD,上海\n");
        assertThat(read.rows().getFirst().flaws()).isEmpty();
    }

    @Test
    void aNamedEncodingIsObeyed() throws IOException {
        var read =
                Tables.bytes(
                        TRADITIONAL.getBytes(Charset.forName("Big5")),
                        TableOptions.DETECT.withEncoding("big5"));
        assertThat(read.shape().heading()).contains("客戶名稱");
    }

    @Test
    void aNamedEncodingThatDoesNotFitIsReportedRowByRow() throws IOException {
        var read = Tables.text(SIMPLIFIED, TableOptions.DETECT.withEncoding("ascii"));
        assertThat(read.problems(0)).contains(TableProblem.UNDECODABLE);
    }

    @Test
    void anUnknownEncodingIsRefusedByItsName() {
        assertThatThrownBy(() -> Encoding.named("klingon"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(TableProblem.ENCODING_UNKNOWN);
                            assertThat(refusal.arguments()).containsExactly("klingon");
                        });
    }

    @Test
    void zeroBytesAmongTextDoNotMakeItUtf16() throws IOException {
        var read = Tables.text("name,city\nA\0B,Paris\n" + "somebody,somewhere\n".repeat(30));
        assertThat(read.shape().text().encoding()).isEqualTo("UTF-8");
        assertThat(read.cells().getFirst()).containsExactly("A\0B", "Paris");
    }
}
