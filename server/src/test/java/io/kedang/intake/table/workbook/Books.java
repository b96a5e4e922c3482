package io.kedang.intake.table.workbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Workbooks written part by part, so that a test can say exactly what stands in them.
public final class Books {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE =
            "http://schemas.openxmlformats.org/package/2006/relationships";

    private Books() {}

    public static Path zip(Path file, Map<String, String> parts) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    /// A workbook of one sheet; `sheet` is the content of its data and what follows.
    public static Map<String, String> xlsx(String sheet) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("[Content_Types].xml", "<Types xmlns='x'/>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns='%s'><Relationship Id='r1' Type='%s/officeDocument' Target='xl/workbook.xml'/></Relationships>"
                        .formatted(PACKAGE, RELATIONS));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='客户' sheetId='1' r:id='r1'/></sheets></workbook>"
                        .formatted(MAIN, RELATIONS));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='%s'><Relationship Id='r1' Type='%s/worksheet' Target='worksheets/sheet1.xml'/>"
                                .formatted(PACKAGE, RELATIONS)
                        + "<Relationship Id='r2' Type='%s/sharedStrings' Target='/xl/sharedStrings.xml'/>"
                                .formatted(RELATIONS)
                        + "<Relationship Id='r3' Type='%s/styles' Target='styles.xml'/></Relationships>"
                                .formatted(RELATIONS));
        parts.put("xl/worksheets/sheet1.xml", sheet(sheet));
        return parts;
    }

    public static String sheet(String content) {
        return "<worksheet xmlns='%s'>%s</worksheet>".formatted(MAIN, content);
    }

    public static String sharedStrings(String items) {
        return "<sst xmlns='%s'>%s</sst>".formatted(MAIN, items);
    }

    /// Styles by their format codes, from number 0.
    public static String styles(String... codes) {
        var formats = new StringBuilder();
        var cells = new StringBuilder();
        for (int i = 0; i < codes.length; i++) {
            formats.append("<numFmt numFmtId='%d' formatCode='%s'/>".formatted(164 + i, codes[i]));
            cells.append("<xf numFmtId='%d'/>".formatted(164 + i));
        }
        return "<styleSheet xmlns='%s'><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>"
                .formatted(MAIN, formats, cells);
    }

    /// A spreadsheet in OpenDocument format; `tables` is what stands in the element spreadsheet.
    public static Map<String, String> ods(String tables) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        parts.put(
                "content.xml",
                """
                <office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s' xmlns:calcext='c'>
                <office:automatic-styles><style:style style:name='ta2'><style:table-properties table:display='false'/></style:style></office:automatic-styles>
                <office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>
                """
                        .formatted(tables));
        return parts;
    }
}
