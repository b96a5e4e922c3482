package io.kedang.intake.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.workbook.Books;

import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Files that were made to harm, each with the reason for which it is refused.
final class HostileFiles {
    private static final int MEGA = 1 << 20;

    private HostileFiles() {}

    interface Writer {
        void write(Path file) throws IOException;
    }

    /// @param problem null when the file may be read
    record Hostile(Writer writer, @Nullable TableProblem problem) {}

    static Map<String, Hostile> all() {
        var all = new LinkedHashMap<String, Hostile>();
        HostileBooks.addTo(all);
        texts(all);
        others(all);
        return all;
    }

    private static void texts(Map<String, Hostile> all) {
        all.put(
                "a million columns",
                refused(
                        TableProblem.TOO_MANY_COLUMNS,
                        file -> Files.writeString(file, "x" + ",x".repeat(1_000_000))));
        all.put(
                "one line of 40 MB",
                refused(TableProblem.ROW_TOO_LONG, file -> repeat(file, "loremipsum", 40 * MEGA)));
        all.put(
                "quotes that never close",
                refused(
                        TableProblem.QUOTES_UNBALANCED,
                        file -> {
                            repeat(file, "\n", 40 * MEGA);
                            prefix(file, "\"x,\"y,".repeat(5000));
                        }));
        all.put(
                "quotes that open every row",
                new Hostile(file -> repeat(file, "\"x,y\n", 20 * MEGA), null));
        all.put("nothing but quotes", new Hostile(file -> repeat(file, "\"", 3 * MEGA), null));
        all.put(
                "random bytes",
                refused(
                        TableProblem.NOT_A_TABLE,
                        file -> {
                            var bytes = new byte[MEGA];
                            new Random(7).nextBytes(bytes);
                            Files.write(file, bytes);
                        }));
    }

    private static void others(Map<String, Hostile> all) {
        all.put(
                "a card with an endless line",
                refused(
                        TableProblem.CARD_TOO_LONG,
                        file -> {
                            repeat(file, "x", 40 * MEGA);
                            prefix(file, "BEGIN:VCARD\nNOTE:");
                        }));
        all.put(
                "a card with a million values",
                refused(
                        TableProblem.CARD_TOO_LONG,
                        file -> {
                            repeat(file, "TEL:1\n", 6 * MEGA);
                            prefix(file, "BEGIN:VCARD\n");
                        }));
        all.put(
                "cards within cards",
                new Hostile(file -> repeat(file, "BEGIN:VCARD\n", 2 * MEGA), null));
        all.put("an encrypted workbook", refused(TableProblem.ENCRYPTED, HostileFiles::encrypted));
        all.put(
                "an encrypted open document",
                refused(
                        TableProblem.ENCRYPTED,
                        file -> {
                            var parts = Books.ods("");
                            parts.put("META-INF/manifest.xml", "<manifest:encryption-data/>");
                            Books.zip(file, parts);
                        }));
        all.put(
                "a binary workbook",
                refused(
                        TableProblem.BINARY_WORKBOOK,
                        file -> {
                            var parts = Books.xlsx(HostileBooks.ROW);
                            parts.computeIfPresent(
                                    "_rels/.rels",
                                    (name, xml) -> xml.replace("workbook.xml", "workbook.bin"));
                            Books.zip(file, parts);
                        }));
        all.put(
                "an old workbook cut short",
                refused(
                        TableProblem.CORRUPT,
                        file -> {
                            try (var book = new org.apache.poi.hssf.usermodel.HSSFWorkbook();
                                    var out = Files.newOutputStream(file)) {
                                book.createSheet().createRow(0).createCell(0).setCellValue("x");
                                book.write(out);
                            }
                            var bytes = Files.readAllBytes(file);
                            Files.write(file, java.util.Arrays.copyOf(bytes, 1000));
                        }));
    }

    /// Workbooks that name `url` wherever something could be fetched from.
    static List<Path> pointingTo(String url, Path folder) throws IOException {
        var entity = Books.xlsx("<sheetData><row><c t='str'><v>&x;</v></c></row></sheetData>");
        entity.computeIfPresent(
                HostileBooks.SHEET,
                (name, xml) -> "<!DOCTYPE x [<!ENTITY x SYSTEM '" + url + "'>]>" + xml);
        var type = Books.xlsx(HostileBooks.ROW);
        type.computeIfPresent(
                HostileBooks.SHEET, (name, xml) -> "<!DOCTYPE x SYSTEM '" + url + "'>" + xml);
        var relation = Books.xlsx(HostileBooks.ROW);
        relation.computeIfPresent(
                "xl/_rels/workbook.xml.rels",
                (name, xml) ->
                        xml.replace(
                                "Target='worksheets/sheet1.xml'",
                                "Target='" + url + "' TargetMode='External'"));
        var schema = Books.xlsx(HostileBooks.ROW);
        schema.computeIfPresent(
                HostileBooks.SHEET,
                (name, xml) ->
                        xml.replace(
                                "<worksheet ",
                                "<worksheet xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                                        + " xsi:schemaLocation='x "
                                        + url
                                        + "' "));
        var card = folder.resolve("card.vcf");
        Files.writeString(
                card,
                "BEGIN:VCARD\nVERSION:4.0\nFN:x\nPHOTO:"
                        + url
                        + "\nSOURCE:"
                        + url
                        + "\nEND:VCARD\n");
        return List.of(
                Books.zip(folder.resolve("entity"), entity),
                Books.zip(folder.resolve("type"), type),
                Books.zip(folder.resolve("relation"), relation),
                Books.zip(folder.resolve("schema"), schema),
                card);
    }

    static Hostile refused(TableProblem problem, Writer writer) {
        return new Hostile(writer, problem);
    }

    private static void encrypted(Path file) throws IOException {
        try (var system = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream out = encryptor.getDataStream(system)) {
                out.write("PK".getBytes(UTF_8));
            } catch (java.security.GeneralSecurityException e) {
                throw new IOException(e);
            }
            try (var out = Files.newOutputStream(file)) {
                system.writeFilesystem(out);
            }
        }
    }

    private static void repeat(Path file, String text, int length) throws IOException {
        var block = text.repeat(Math.max(1, 60_000 / text.length())).getBytes(ISO_8859_1);
        try (var out = Files.newOutputStream(file)) {
            for (int written = 0; written < length; written += block.length) {
                out.write(block);
            }
        }
    }

    private static void prefix(Path file, String head) throws IOException {
        var bytes = Files.readAllBytes(file);
        try (var out = Files.newOutputStream(file)) {
            out.write(head.getBytes(UTF_8));
            out.write(bytes);
        }
    }
}
