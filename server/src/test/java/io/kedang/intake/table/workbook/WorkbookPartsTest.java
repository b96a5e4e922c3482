package io.kedang.intake.table.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.Tables;
import io.kedang.intake.table.row.TableProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What can stand in the parts of a workbook, written by hand.
class WorkbookPartsTest {
    private static final TableOptions AS_IT_STANDS =
            TableOptions.DETECT.withPreambleRows(0).withHeaderRows(0);

    @TempDir private Path folder;

    @Test
    void datesOfBothCalendarsAndAllUsualFormats() throws IOException {
        var codes =
                new String[] {
                    "yyyy-mm-dd",
                    "m/d/yy h:mm",
                    "h:mm:ss",
                    "[h]:mm",
                    "[$-804]yyyy&quot;年&quot;m&quot;月&quot;",
                    "General",
                    "000000",
                    "0.00%",
                    "#,##0.00_);[Red]\\(#,##0.00\\)",
                    "mmm",
                    "@",
                    "0.0E+00"
                };
        var cells =
                "<sheetData><row r='1'><c r='A1' s='0'><v>45000</v></c><c r='B1'"
                        + " s='1'><v>45000.5</v></c><c r='C1' s='2'><v>0.25</v></c><c r='D1'"
                        + " s='3'><v>1.5</v></c><c r='E1' s='4'><v>45000</v></c><c r='F1'"
                        + " s='5'><v>45000</v></c><c r='G1' s='6'><v>8123</v></c><c r='H1'"
                        + " s='7'><v>0.155</v></c><c r='I1' s='8'><v>-1234.5</v></c><c r='J1'"
                        + " s='9'><v>45000</v></c><c r='K1' s='10'><v>123</v></c><c r='L1'"
                        + " s='11'><v>1.23E-5</v></c><c r='M1' s='0'><v>1</v></c><c r='N1'"
                        + " s='0'><v>61</v></c></row></sheetData>";
        var parts = Books.xlsx(cells);
        parts.put("xl/styles.xml", Books.styles(codes));
        var from1900 = Tables.read(Books.zip(folder.resolve("a"), parts), AS_IT_STANDS);
        assertThat(from1900.cells().getFirst())
                .containsExactly(
                        "2023-03-15",
                        "2023-03-15 12:00:00",
                        "06:00:00",
                        "36:00:00",
                        "2023-03-15",
                        "45000",
                        "008123",
                        "0.155",
                        "-1234.5",
                        "2023-03-15",
                        "123",
                        "0.0000123",
                        "1900-01-01",
                        "1900-03-01");
        parts.computeIfPresent(
                "xl/workbook.xml",
                (name, xml) -> xml.replace("<sheets>", "<workbookPr date1904='true'/><sheets>"));
        var from1904 = Tables.read(Books.zip(folder.resolve("b"), parts), AS_IT_STANDS);
        assertThat(from1904.cells().getFirst())
                .startsWith("2027-03-16", "2027-03-16 12:00:00", "06:00:00");
    }

    @Test
    void numbersLoseNothingAndGainNoTails() throws IOException {
        var parts =
                Books.xlsx(
                        "<sheetData><row><c><v>1.38E10</v></c><c><v>43.399999999999999</v></c><c><v>0.1</v></c><c><v>-0</v></c>"
                            + "<c><v>1234567890123456789</v></c><c><v>29.810</v></c><c><v>1E-7</v></c></row></sheetData>");
        assertThat(
                        Tables.read(Books.zip(folder.resolve("a"), parts), AS_IT_STANDS)
                                .cells()
                                .getFirst())
                .containsExactly(
                        "13800000000",
                        "43.4",
                        "0.1",
                        "0",
                        "1234567890123456789",
                        "29.81",
                        "0.0000001");
    }

    @Test
    void textsOfAllKindsOfXlsx() throws IOException {
        var parts =
                Books.xlsx(
                        "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1'"
                            + " t='s'><v>1</v></c><c r='D1'"
                            + " t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c><c"
                            + " r='E1' t='str'><f>A1</f><v>a_x000D_b &amp; c</v></c><c r='F1'"
                            + " t='b'><v>1</v></c><c r='G1' t='d'><v>2026-07-01T00:00:00</v></c><c"
                            + " r='H1'><f>A1</f></c></row></sheetData>");
        parts.put(
                "xl/sharedStrings.xml",
                Books.sharedStrings(
                        "<si><t xml:space='preserve'> 张伟 </t></si><si><r><t>东京</t></r><rPh sb='0'"
                                + " eb='2'><t>トウキョウ</t></rPh><r><t>都</t></r></si>"));
        var read = Tables.read(Books.zip(folder.resolve("a"), parts), AS_IT_STANDS);
        assertThat(read.cells().getFirst())
                .containsExactly(" 张伟 ", "", "东京都", "inline", "a\rb & c", "true", "2026-07-01");
        assertThat(read.problems(0)).containsExactly(TableProblem.FORMULA_WITHOUT_VALUE);
    }

    @Test
    void strictOoxmlWithPrefixesIsReadToo() throws IOException {
        var parts = Books.xlsx("");
        parts.replaceAll(
                (name, xml) ->
                        xml.replace(
                                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                "http://purl.oclc.org/ooxml/officeDocument/relationships"));
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<x:worksheet"
                    + " xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row"
                    + " r='2'><x:c r='B2'"
                    + " t='str'><x:v>甲</x:v></x:c></x:row></x:sheetData></x:worksheet>");
        var read = Tables.read(Books.zip(folder.resolve("a"), parts), AS_IT_STANDS);
        assertThat(read.cells()).containsExactly(List.of("", "甲"));
    }

    @Test
    void openDocumentRepetitionsLinesAndNotes() throws IOException {
        var parts =
                Books.ods(
                        """
                        <table:table table:name='隐藏' table:style-name='ta2'><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>
                        <table:table table:name='表'>
                        <table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>a<text:s text:c='2'/>b</text:p>
                          <text:p>第二行</text:p></table:table-cell>
                        <table:table-cell/><table:table-cell office:value-type='string' calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell></table:table-row>
                        <table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>
                        <table:table-row><table:table-cell office:value-type='time' office:time-value='PT26H05M00S'><office:annotation><text:p>批注</text:p></office:annotation><text:p>26:05</text:p></table:table-cell><table:table-cell><text:p>z</text:p></table:table-cell></table:table-row>
                        </table:table>
                        """);
        var read = Tables.read(Books.zip(folder.resolve("a"), parts), AS_IT_STANDS);
        assertThat(read.shape().sheet()).isEqualTo("表");
        assertThat(read.cells())
                .containsExactly(
                        List.of("a  b\n第二行", "a  b\n第二行", "", "#N/A"),
                        List.of("a  b\n第二行", "a  b\n第二行", "", "#N/A"),
                        List.of("26:05:00", "z", "", ""));
        assertThat(read.rows().getLast().line()).isEqualTo(6);
        assertThat(read.problems(0)).containsExactly(TableProblem.ERROR_VALUE);
    }
}
