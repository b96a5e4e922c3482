package io.kedang.intake.table;

import static io.kedang.intake.table.HostileFiles.refused;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.intake.table.HostileFiles.Hostile;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.workbook.Books;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Workbooks that were made to harm.
final class HostileBooks {
    static final String SHEET = "xl/worksheets/sheet1.xml";
    static final String ROW =
            "<sheetData><row r='1'><c r='A1' t='str'><v>x</v></c></row></sheetData>";

    private static final String SHARED = "xl/sharedStrings.xml";
    private static final int MEGA = 1 << 20;

    private HostileBooks() {}

    static void addTo(Map<String, Hostile> all) {
        archives(all);
        xml(all);
        references(all);
    }

    private static void archives(Map<String, Hostile> all) {
        all.put(
                "300 MB shared string",
                refused(
                        TableProblem.UNPACKS_TOO_LARGE,
                        file ->
                                bomb(
                                        file,
                                        SHARED,
                                        "<sst xmlns='m'><si><t>",
                                        "a",
                                        300,
                                        "</t></si></sst>")));
        all.put(
                "300 MB of spaces in a sheet",
                refused(
                        TableProblem.UNPACKS_TOO_LARGE,
                        file ->
                                bomb(
                                        file,
                                        SHEET,
                                        "<worksheet xmlns='m'><sheetData>",
                                        " ",
                                        300,
                                        "</sheetData></worksheet>")));
        all.put(
                "a bomb that declares a small size",
                refused(
                        TableProblem.UNPACKS_TOO_LARGE,
                        file -> {
                            bomb(
                                    file,
                                    SHARED,
                                    "<sst xmlns='m'><si><t>",
                                    "a",
                                    300,
                                    "</t></si></sst>");
                            declareSmall(file);
                        }));
        all.put(
                "2001 parts",
                refused(
                        TableProblem.UNPACKS_TOO_LARGE,
                        file -> {
                            var parts = Books.xlsx(ROW);
                            for (int i = parts.size(); i <= 2000; i++) {
                                parts.put("xl/media/" + i, "");
                            }
                            Books.zip(file, parts);
                        }));
        all.put(
                "an archive that is no workbook",
                refused(TableProblem.COMPRESSED, file -> Books.zip(file, Map.of("a.csv", "1,2"))));
        all.put(
                "an archive without an end",
                refused(
                        TableProblem.CORRUPT,
                        file -> {
                            Books.zip(file, Books.xlsx(ROW));
                            var bytes = Files.readAllBytes(file);
                            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                        }));
        all.put(
                "a text document",
                refused(
                        TableProblem.NOT_A_TABLE,
                        file -> {
                            var parts = Books.xlsx(ROW);
                            parts.put("xl/workbook.xml", "<document><body/></document>");
                            Books.zip(file, parts);
                        }));
    }

    private static void xml(Map<String, Hostile> all) {
        var laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l%d '%s'>".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
        }
        laughs.append("]>");
        for (var part : List.of(SHEET, SHARED, "xl/workbook.xml", "_rels/.rels", "xl/styles.xml")) {
            all.put(
                    "a billion laughs in " + part.replace('/', '-'),
                    refused(
                            TableProblem.DOCUMENT_TYPE,
                            file -> {
                                var parts = Books.xlsx(ROW);
                                parts.putIfAbsent(
                                        SHARED, Books.sharedStrings("<si><t>&l11;</t></si>"));
                                parts.putIfAbsent("xl/styles.xml", Books.styles("General"));
                                parts.computeIfPresent(part, (name, xml) -> laughs + xml);
                                Books.zip(file, parts);
                            }));
        }
        all.put(
                "a billion laughs in an open document",
                refused(
                        TableProblem.DOCUMENT_TYPE,
                        file -> {
                            var parts = Books.ods("<table:table table:name='a'/>");
                            parts.computeIfPresent("content.xml", (name, xml) -> laughs + xml);
                            Books.zip(file, parts);
                        }));
        all.put(
                "an undeclared entity",
                refused(
                        TableProblem.DOCUMENT_TYPE,
                        file ->
                                Books.zip(
                                        file,
                                        Books.xlsx(
                                                "<sheetData><row><c"
                                                    + " t='str'><v>&evil;</v></c></row></sheetData>"))));
        all.put(
                "very deep nesting",
                refused(
                        TableProblem.CORRUPT,
                        file -> Books.zip(file, Books.xlsx(random(2 * MEGA, "<%c%c>")))));
        all.put(
                "a very long attribute",
                refused(
                        TableProblem.UNPACKS_TOO_LARGE,
                        file ->
                                Books.zip(
                                        file,
                                        Books.xlsx(
                                                "<sheetData a='"
                                                        + random(12 * MEGA, "%c%c")
                                                        + "'/>"))));
        all.put(
                "a very long comment",
                refused(
                        TableProblem.UNPACKS_TOO_LARGE,
                        file ->
                                Books.zip(
                                        file,
                                        Books.xlsx(
                                                "<!--"
                                                        + random(12 * MEGA, "%c%c")
                                                        + "-->"
                                                        + ROW))));
        all.put(
                "very many names",
                refused(
                        TableProblem.CORRUPT,
                        file ->
                                Books.zip(
                                        file, Books.xlsx(random(8 * MEGA, "<n%c%c%c%c/>") + ROW))));
    }

    private static void references(Map<String, Hostile> all) {
        for (var cell : List.of("ZZZZZZZ1", "XFE1", "1", "")) {
            all.put(
                    "a cell far out " + cell,
                    refused(
                            TableProblem.TOO_MANY_COLUMNS,
                            file -> Books.zip(file, Books.xlsx(ROW.replace("A1", cell)))));
        }
        all.put(
                "a row far down",
                refused(
                        TableProblem.CORRUPT,
                        file -> Books.zip(file, Books.xlsx(ROW.replace("r='1'", "r='99999999'")))));
        all.put(
                "a text that is not there",
                refused(
                        TableProblem.CORRUPT,
                        file ->
                                Books.zip(
                                        file,
                                        Books.xlsx(
                                                "<sheetData><row><c"
                                                    + " t='s'><v>-1</v></c></row></sheetData>"))));
        all.put(
                "rows without data to the last row",
                new Hostile(
                        file ->
                                Books.zip(
                                        file,
                                        Books.xlsx(
                                                ROW.replace(
                                                        "</sheetData>",
                                                        "<row r='1048576'><c"
                                                            + " r='XFD1048576'><v>1</v></c></row></sheetData>"))),
                        null));
        all.put(
                "merged cells over everything",
                new Hostile(
                        file -> {
                            var merges = new StringBuilder("<mergeCells>");
                            for (int i = 0; i < 16_000; i++) {
                                merges.append("<mergeCell ref=\"A%d:A1048576\"/>".formatted(i + 1));
                            }
                            Books.zip(file, Books.xlsx(ROW + merges + "</mergeCells>"));
                        },
                        null));
        all.put(
                "an open document that repeats a row a million times",
                refused(
                        TableProblem.UNPACKS_TOO_LARGE,
                        file ->
                                Books.zip(
                                        file,
                                        Books.ods(
                                                "<table:table table:name='a'><table:table-row"
                                                    + " table:number-rows-repeated='1000000'><table:table-cell"
                                                    + " table:number-columns-repeated='16000'><text:p>x</text:p></table:table-cell>"
                                                    + "</table:table-row></table:table>"))));
        all.put(
                "an open document that repeats a cell for ever",
                refused(
                        TableProblem.TOO_MANY_COLUMNS,
                        file ->
                                Books.zip(
                                        file,
                                        Books.ods(
                                                "<table:table"
                                                    + " table:name='a'><table:table-row><table:table-cell"
                                                    + " table:number-columns-repeated='2147483647'>"
                                                    + "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"))));
    }

    /// A workbook one part of which is `megabytes` of the same text.
    private static void bomb(
            Path file, String part, String head, String filling, int megabytes, String end)
            throws IOException {
        var parts = Books.xlsx("<sheetData><row><c t='s'><v>0</v></c></row></sheetData>");
        parts.remove(part);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var other : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(other.getKey()));
                zip.write(other.getValue().getBytes(UTF_8));
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(head.getBytes(UTF_8));
            var block = filling.repeat(MEGA).getBytes(UTF_8);
            for (int i = 0; i < megabytes; i++) {
                zip.write(block);
            }
            zip.write(end.getBytes(UTF_8));
        }
    }

    /// Writes a small unpacked size for every part into the directory at the end of an archive.
    private static void declareSmall(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.limit() - 46; at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                bytes.putInt(at + 24, 1000);
            }
        }
        Files.write(file, bytes.array());
    }

    /// Text that hardly shrinks: `pattern` filled with random letters again and again.
    private static String random(int length, String pattern) {
        var random = new Random(11);
        var text = new StringBuilder(length + 100);
        var letters = new Object[8];
        while (text.length() < length) {
            for (int i = 0; i < letters.length; i++) {
                letters[i] = (char) ('a' + random.nextInt(26));
            }
            if (pattern.equals("%c%c")) {
                var noise = new byte[48];
                random.nextBytes(noise);
                text.append(Base64.getEncoder().encodeToString(noise));
            } else {
                text.append(pattern.formatted(letters));
            }
        }
        return text.toString();
    }
}
