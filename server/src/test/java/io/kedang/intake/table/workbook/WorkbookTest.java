package io.kedang.intake.table.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.intake.table.TableFormat;
import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.Tables;
import io.kedang.intake.table.row.TableProblem;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

class WorkbookTest {
    private static final TableOptions AS_IT_STANDS =
            TableOptions.DETECT.withPreambleRows(0).withHeaderRows(0);

    @TempDir private Path folder;

    /// What POI writes; OpenDocument is written by hand.
    enum Written {
        XLSX(XSSFWorkbook::new),
        XLS(HSSFWorkbook::new);

        private final Supplier<Workbook> maker;

        Written(Supplier<Workbook> maker) {
            this.maker = maker;
        }
    }

    private Path write(Written format, Consumer<Workbook> content) throws IOException {
        var file = folder.resolve("book." + format);
        try (var book = format.maker.get();
                var out = Files.newOutputStream(file)) {
            content.accept(book);
            book.write(out);
        }
        return file;
    }

    @Test
    void theSameRowsAreTheSameCellsInEveryFormat() throws IOException {
        var csv =
                Tables.text(
                        """
                        编号,名称,手机,金额,签约,更新,有效
                        C001,上海华康,13800138000,1200.5,2026-07-01,2026-07-01 14:05:30,true
                        C002,"北京,金桥",13900139000,-0.00000125,1999-12-31,2000-02-29 23:59:59,false
                        """);
        for (var format : Written.values()) {
            var read = Tables.read(write(format, WorkbookTest::fillCustomers));
            assertThat(read.shape().format().name()).isEqualTo(format.name());
            assertThat(read.shape().heading()).isEqualTo(csv.shape().heading());
            assertThat(read.cells()).isEqualTo(csv.cells());
        }
        var ods = Tables.read(Books.zip(folder.resolve("book.ods"), Books.ods(ODS_CUSTOMERS)));
        assertThat(ods.shape().format()).isEqualTo(TableFormat.ODS);
        assertThat(ods.shape().heading()).isEqualTo(csv.shape().heading());
        assertThat(ods.cells()).isEqualTo(csv.cells());
    }

    private static void fillCustomers(Workbook book) {
        var sheet = book.createSheet("客户");
        row(sheet, 0, "编号", "名称", "手机", "金额", "签约", "更新", "有效");
        row(
                sheet,
                1,
                "C001",
                "上海华康",
                13800138000.0,
                1200.5,
                LocalDate.of(2026, 7, 1),
                LocalDateTime.of(2026, 7, 1, 14, 5, 30),
                true);
        row(
                sheet,
                2,
                "C002",
                "北京,金桥",
                13900139000.0,
                -0.00000125,
                LocalDate.of(1999, 12, 31),
                LocalDateTime.of(2000, 2, 29, 23, 59, 59),
                false);
    }

    private static final String ODS_CUSTOMERS =
            """
            <table:table table:name='客户'>
            <table:table-row>%s</table:table-row>
            <table:table-row>%s</table:table-row>
            <table:table-row>%s</table:table-row>
            <table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>
            </table:table>
            """
                    .formatted(
                            texts("编号", "名称", "手机", "金额", "签约", "更新", "有效"),
                            texts("C001", "上海华康")
                                    + odsValue("float", "value", "13800138000", "1.38E10")
                                    + odsValue("currency", "value", "1200.5", "¥1,200.50")
                                    + odsValue("date", "date-value", "2026-07-01", "7月1日")
                                    + odsValue("date", "date-value", "2026-07-01T14:05:30", "14:05")
                                    + odsValue("boolean", "boolean-value", "true", "TRUE"),
                            texts("C002", "北京,金桥")
                                    + odsValue("float", "value", "13900139000", "")
                                    + odsValue("float", "value", "-1.25E-06", "")
                                    + odsValue("date", "date-value", "1999-12-31", "")
                                    + odsValue("date", "date-value", "2000-02-29T23:59:59", "")
                                    + odsValue("boolean", "boolean-value", "false", "FALSE"));

    private static String texts(String... texts) {
        var cells = new StringBuilder();
        for (var text : texts) {
            cells.append(
                    "<table:table-cell office:value-type='string'><text:p>%s</text:p></table:table-cell>"
                            .formatted(text));
        }
        return cells.toString();
    }

    private static String odsValue(String type, String name, String value, String shown) {
        return "<table:table-cell office:value-type='%s' office:%s='%s'><text:p>%s</text:p></table:table-cell>"
                .formatted(type, name, value, shown);
    }

    private static void row(Sheet sheet, int number, Object... values) {
        var row = sheet.createRow(number);
        for (int column = 0; column < values.length; column++) {
            var cell = row.createCell(column);
            switch (values[column]) {
                case String text -> cell.setCellValue(text);
                case Double value -> cell.setCellValue(value);
                case Boolean value -> cell.setCellValue(value);
                case LocalDate date -> {
                    cell.setCellValue(date);
                    format(cell, "yyyy\"年\"m\"月\"d\"日\"");
                }
                case LocalDateTime moment -> {
                    cell.setCellValue(moment);
                    format(cell, "yyyy/m/d h:mm");
                }
                default -> throw new IllegalArgumentException();
            }
        }
    }

    private static void format(org.apache.poi.ss.usermodel.Cell cell, String code) {
        var book = cell.getSheet().getWorkbook();
        var style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(code));
        cell.setCellStyle(style);
    }

    @ParameterizedTest
    @EnumSource
    void cellsMergedOverRowsHaveTheirValueInEveryRow(Written format) throws IOException {
        var file =
                write(
                        format,
                        book -> {
                            var sheet = book.createSheet();
                            row(sheet, 0, "客户", "联系人", "手机");
                            row(sheet, 1, "华康", "张伟", "13800138000");
                            row(sheet, 2, "", "王芳", "13900139000");
                            row(sheet, 3, "", "李娜", "13700137000");
                            row(sheet, 4, "金桥", "赵六", "13600136000");
                            sheet.addMergedRegion(new CellRangeAddress(1, 3, 0, 0));
                        });
        assertThat(Tables.read(file).cells())
                .extracting(List::getFirst)
                .containsExactly("华康", "华康", "华康", "金桥");
    }

    @ParameterizedTest
    @EnumSource
    void aHeadingOfTwoRowsWithMergedGroupsNamesEveryColumn(Written format) throws IOException {
        var file =
                write(
                        format,
                        book -> {
                            var sheet = book.createSheet();
                            row(sheet, 0, "编号", "联系人", "", "成交");
                            row(sheet, 1, "", "姓名", "手机", "金额");
                            row(sheet, 2, "C1", "张伟", 13800138000.0, 12.0);
                            row(sheet, 3, "C2", "王芳", 13900139000.0, 13.0);
                            sheet.addMergedRegion(new CellRangeAddress(0, 1, 0, 0));
                            sheet.addMergedRegion(new CellRangeAddress(0, 0, 1, 2));
                        });
        var read = Tables.read(file);
        assertThat(read.shape().heading()).containsExactly("编号", "联系人 姓名", "联系人 手机", "成交 金额");
        assertThat(read.rows()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void theFirstVisibleSheetThatIsNotEmptyIsReadUnlessAnotherIsNamed(Written format)
            throws IOException {
        var file =
                write(
                        format,
                        book -> {
                            row(book.createSheet("隐藏"), 0, "x");
                            book.createSheet("空");
                            row(book.createSheet("客户"), 0, "名称", "手机");
                            row(book.createSheet("2"), 0, "第二", "张");
                            book.setSheetHidden(0, true);
                        });
        var read = Tables.read(file);
        assertThat(read.shape().sheet()).isEqualTo("客户");
        assertThat(read.shape().sheets())
                .extracting(sheet -> sheet.name() + sheet.hidden())
                .containsExactly("隐藏true", "空false", "客户false", "2false");
        assertThat(Tables.read(file, TableOptions.DETECT.withSheet("隐藏")).shape().heading())
                .containsExactly("x");
        assertThat(Tables.read(file, TableOptions.DETECT.withSheet("2")).shape().heading())
                .as("a name goes before a number")
                .containsExactly("第二", "张");
        assertThat(Tables.read(file, TableOptions.DETECT.withSheet("3")).shape().sheet())
                .isEqualTo("客户");
        assertThat(Tables.refusal(file, TableOptions.DETECT.withSheet("订单")))
                .isEqualTo(TableProblem.SHEET_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatTheSheetLeavesOutAreBlankAndLinesAreThoseOfTheSheet(Written format)
            throws IOException {
        var file =
                write(
                        format,
                        book -> {
                            var sheet = book.createSheet();
                            row(sheet, 2, "名称", "手机");
                            row(sheet, 5, "华康", "13800138000");
                            row(sheet, 9, "金桥", "13900139000");
                        });
        var read = Tables.read(file);
        assertThat(read.rows()).extracting(row -> row.line()).containsExactly(6L, 10L);
        assertThat(read.rows()).extracting(row -> row.number()).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void formulasGiveTheResultThatWasSavedAndErrorsAreFlaws(Written format) throws IOException {
        var file =
                write(
                        format,
                        book -> {
                            var sheet = book.createSheet();
                            row(sheet, 0, "a", "b", "c", "d");
                            row(sheet, 1, 2.0, 3.0);
                            sheet.getRow(1).createCell(2).setCellFormula("A2*B2");
                            sheet.getRow(1).createCell(3).setCellFormula("A2/0");
                            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
                        });
        var read = Tables.read(file);
        assertThat(read.cells()).containsExactly(List.of("2", "3", "6", "#DIV/0!"));
        assertThat(read.problems(0)).containsExactly(TableProblem.ERROR_VALUE);
        assertThat(read.rows().getFirst().flaws().getFirst().column()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void formulaTextsAreTheirSavedText(Written format) throws IOException {
        var file =
                write(
                        format,
                        book -> {
                            var sheet = book.createSheet();
                            row(sheet, 0, "a", "b");
                            row(sheet, 1, "客户");
                            sheet.getRow(1)
                                    .createCell(1, CellType.FORMULA)
                                    .setCellFormula("A2&\"档案\"");
                            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
                        });
        assertThat(Tables.read(file).cells()).containsExactly(List.of("客户", "客户档案"));
    }

    @ParameterizedTest
    @EnumSource
    void aNumberTooLongForASpreadsheetIsFlagged(Written format) throws IOException {
        var file =
                write(
                        format,
                        book -> {
                            var sheet = book.createSheet();
                            row(sheet, 0, "姓名", "身份证号");
                            row(sheet, 1, "张伟", 370102199001011234.0);
                            row(sheet, 2, "王芳", "370102199001011234");
                        });
        var read = Tables.read(file);
        assertThat(read.problems(0)).containsExactly(TableProblem.DIGITS_LOST);
        assertThat(read.cells().getFirst().get(1)).matches("\\d{18}");
        assertThat(read.problems(1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cellsThatLookLikeFormulasAreText(Written format) throws IOException {
        var risky =
                List.of("=1+1", "+86 13800138000", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")");
        var file =
                write(
                        format,
                        book -> {
                            var sheet = book.createSheet();
                            row(sheet, 0, risky.toArray());
                        });
        assertThat(Tables.read(file, AS_IT_STANDS).cells()).containsExactly(risky);
    }
}
