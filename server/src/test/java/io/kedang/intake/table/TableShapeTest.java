package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.intake.table.TableReader.LeftOut;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

/// What is found out about delimited text that nobody described.
class TableShapeTest {
    private static final String[] NAMES = {"编号", "客户名称", "手机", "金额", "日期"};
    private static final List<List<String>> ROWS =
            List.of(
                    List.of("C001", "上海华康软件有限公司", "13800138000", "1200.50", "2026-01-02"),
                    List.of("C002", "北京金桥商贸有限公司", "13900139000", "88", "2026-02-03"),
                    List.of("C003", "杭州西湖食品有限公司", "13700137000", "0", "2026-03-04"),
                    List.of("C004", "广州南粤机械有限公司", "13600136000", "77.7", "2026-04-05"));

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", ", ", "||", "^", "~", "，", "|~|", "\u0001"})
    void anySeparatorIsFound(String separator) throws IOException {
        var read = Tables.text(joined(separator));
        assertThat(read.shape().text().separator()).isEqualTo(separator);
        assertThat(read.shape().heading()).containsExactly(NAMES);
        assertThat(read.cells()).isEqualTo(ROWS);
    }

    @Test
    void decimalCommasAreNoSeparators() throws IOException {
        var read = Tables.text("Name;Umsatz;Anteil\nA;1,5;2,25\nB;3,75;4,5\nC;10,1;0,3\n");
        assertThat(read.cells().getFirst()).containsExactly("A", "1,5", "2,25");
    }

    @Test
    void timesAreNotCutAtTheirColons() throws IOException {
        var read = Tables.text("10:20:30\n11:21:31\n12:22:32\n");
        assertThat(read.shape().columns()).isEqualTo(1);
    }

    @Test
    void apostrophesCanBeQuotes() throws IOException {
        var read = Tables.text("'a','b, c','d'\n'1','x, y','won't'\n'2','z, w','it's'\n");
        assertThat(read.shape().text().quote()).isEqualTo("'");
        assertThat(read.cells().getFirst()).containsExactly("1", "x, y", "won't");
    }

    @Test
    void theFirstLineMayNameTheSeparator() throws IOException {
        var read = Tables.text("sep=;\na;b\n1;2,3\n2;4,5\n");
        assertThat(read.shape().heading()).containsExactly("a", "b");
        assertThat(read.rows().getFirst().line()).isEqualTo(3);
    }

    @Test
    void aFileWithoutAHeadingHasNone() throws IOException {
        var text = joined(",");
        var read = Tables.text(text.substring(text.indexOf('\n') + 1));
        assertThat(read.shape().headerRows()).isZero();
        assertThat(read.shape().heading()).isEmpty();
        assertThat(read.cells()).isEqualTo(ROWS);
    }

    @Test
    void titleLinesBeforeTheHeadingAreThePreamble() throws IOException {
        var read = Tables.text("客户一览表,,,,\n制表日期：,2026-07-01,,,\n\n" + joined(","));
        assertThat(read.shape().preambleRows()).isEqualTo(3);
        assertThat(read.shape().heading()).containsExactly(NAMES);
        assertThat(read.cells()).isEqualTo(ROWS);
        assertThat(read.reader().leftOut())
                .containsEntry(LeftOut.PREAMBLE, 2L)
                .containsEntry(LeftOut.BLANK, 1L);
    }

    @Test
    void groupsAboveTheNamesAreJoinedWithThem() throws IOException {
        var read =
                Tables.text(
                        "客户,,联系人,,成交\n编号,名称,姓名,手机,金额\n"
                                + "C001,华康,张伟,13800138000,12\nC002,金桥,王芳,13900139000,30\n");
        assertThat(read.shape().headerRows()).isEqualTo(2);
        assertThat(read.shape().heading())
                .containsExactly("客户 编号", "客户 名称", "联系人 姓名", "联系人 手机", "成交 金额");
        assertThat(read.rows()).hasSize(2);
    }

    @Test
    void yearsCanBeNamesOfColumns() throws IOException {
        var read = Tables.text("地区,2023,2024,2025\n华东,120,130,140\n华北,90,80,70\n华南,1,2,3\n");
        assertThat(read.shape().heading()).containsExactly("地区", "2023", "2024", "2025");
    }

    @Test
    void aSecondTableIsLeftOutButCountedAndCanBeChosen() throws IOException {
        var text = joined(",") + "\n订单号,客户,产品\nO1,C001,软件\nO2,C002,硬件\n";
        var first = Tables.text(text);
        assertThat(first.cells()).isEqualTo(ROWS);
        assertThat(first.reader().otherTables())
                .singleElement()
                .satisfies(
                        table -> {
                            assertThat(table.number()).isEqualTo(2);
                            assertThat(table.line()).isEqualTo(7);
                            assertThat(table.heading()).containsExactly("订单号", "客户", "产品");
                        });
        assertThat(first.reader().leftOut()).containsEntry(LeftOut.OTHER_TABLE, 2L);

        var second = Tables.text(text, TableOptions.DETECT.withTable(2));
        assertThat(second.shape().heading()).containsExactly("订单号", "客户", "产品");
        assertThat(second.cells())
                .containsExactly(List.of("O1", "C001", "软件"), List.of("O2", "C002", "硬件"));
    }

    @Test
    void aTableThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Tables.text(joined(","), TableOptions.DETECT.withTable(3)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(TableProblem.TABLE_UNKNOWN));
    }

    @Test
    void notesBelowTheTableAreNoRows() throws IOException {
        var read = Tables.text(joined(",") + "\n制表人：张伟\n数据来源：销售部\n");
        assertThat(read.cells()).isEqualTo(ROWS);
        assertThat(read.reader().leftOut()).containsEntry(LeftOut.FOOTNOTE, 2L);
    }

    @Test
    void aLastRowBehindABlankOneIsARowWhenItHoldsAValue() throws IOException {
        var read = Tables.text("名称,电话,城市\n华康,1,上海\n金桥,2,北京\n\n西湖,,\n");
        assertThat(read.cells().getLast()).containsExactly("西湖", "", "");
    }

    @Test
    void raggedRowsAreDeliveredWithTheirFlaw() throws IOException {
        var read = Tables.text("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");
        assertThat(read.cells())
                .containsExactly(
                        List.of("1", "2", "3"),
                        List.of("4", "5", ""),
                        List.of("6", "7", "8", "9"),
                        List.of("10", "11", "12"));
        assertThat(read.problems(1)).containsExactly(TableProblem.TOO_FEW_CELLS);
        assertThat(read.problems(2)).containsExactly(TableProblem.TOO_MANY_CELLS);
        assertThat(read.rows().get(1).isWrong()).isTrue();
        assertThat(read.rows().get(3).flaws()).isEmpty();
    }

    @Test
    void separatorsAtTheEndOfEveryRowAddNoColumn() throws IOException {
        var read = Tables.text("a,b,,\n1,2,,\n3,4,,\n");
        assertThat(read.shape().columns()).isEqualTo(2);
        assertThat(read.cells()).containsExactly(List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void aValueThatTheSeparatorCutIsPutTogetherWhereOnlyOneWayFits() throws IOException {
        var read =
                Tables.text(joined(",") + "C005,苏州金鸡湖,贸易有限公司,13500135000,12,2026-05-06\n" + more());
        var row = read.rows().get(4);
        assertThat(row.cells())
                .containsExactly("C005", "苏州金鸡湖,贸易有限公司", "13500135000", "12", "2026-05-06");
        assertThat(read.problems(4)).containsExactly(TableProblem.CELLS_JOINED);
        assertThat(row.isWrong()).isFalse();
    }

    @Test
    void aValueThatTheSeparatorCutStaysAsItIsWhereSeveralWaysFit() throws IOException {
        var read = Tables.text("姓名,城市,备注\n" + "张伟,上海,老客户\n".repeat(10) + "王芳,北京,朝阳,新客户\n");
        assertThat(read.rows().getLast().cells()).containsExactly("王芳", "北京", "朝阳", "新客户");
        assertThat(read.problems(10)).containsExactly(TableProblem.TOO_MANY_CELLS);
    }

    @Test
    void anEmptyFileIsAnEmptyTable() throws IOException {
        for (var text : new String[] {"", "\n\n", " \r\n", ",,,\n,,,\n"}) {
            var read = Tables.text(text);
            assertThat(read.rows()).isEmpty();
            assertThat(read.shape().heading()).isEmpty();
        }
    }

    @Test
    void theNumberOfHeaderRowsCanBeGivenAndTheRowOfTheHeadingToo() throws IOException {
        var text = "客户一览表,,,,\n,,,,\n" + joined(",");
        for (int told : new int[] {1, 3}) {
            var read = Tables.text(text, TableOptions.DETECT.withHeaderRows(told));
            assertThat(read.shape().heading()).containsExactly(NAMES);
        }
        var none = Tables.text(text, TableOptions.DETECT.withHeaderRows(0).withPreambleRows(0));
        assertThat(none.rows().getFirst().cells()).startsWith("客户一览表");
    }

    @Test
    void whatWasFoundReadsTheSameWhenItIsGiven() throws IOException {
        var text = "客户一览表\n\n" + joined(";");
        var found = Tables.text(text);
        var given = Tables.text(text, found.shape().asOptions());
        assertThat(given.cells()).isEqualTo(found.cells());
        assertThat(given.shape().heading()).isEqualTo(found.shape().heading());
    }

    @Test
    void everyLineIsAccountedFor() throws IOException {
        var read =
                Tables.text(
                        "客户一览表\n\n" + joined(",") + "\n\n订单号,客户,产品\nO1,C001,软件\nO2,C002,硬件\n\n");
        long left = read.reader().leftOut().values().stream().mapToLong(Long::longValue).sum();
        int headings = 2;
        assertThat(left + read.rows().size() + headings).isEqualTo(13);
    }

    @Test
    void anImpossibleOptionIsRefused() {
        assertThatThrownBy(
                        () -> Tables.text("a,b", TableOptions.DETECT.withDialect(",", "ab", null)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(TableProblem.OPTION_WRONG);
                            assertThat(refusal.arguments()).containsExactly("quote", "ab");
                        });
    }

    private static String joined(String separator) {
        var text = new StringBuilder(String.join(separator, NAMES)).append('\n');
        ROWS.forEach(row -> text.append(String.join(separator, row)).append('\n'));
        return text.toString();
    }

    private static String more() {
        return "C006,厦门海韵,13300133000,5,2026-06-07\nC007,青岛海风,13200132000,6,2026-07-08\n";
    }
}
