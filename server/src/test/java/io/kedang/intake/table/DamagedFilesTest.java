package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.goal.Course;
import io.kedang.intake.table.row.TableProblem;
import io.kedang.intake.table.workbook.Books;
import io.kedang.kernel.Refusal;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Valid files with random damage: each is read or refused for a reason, never anything else. How
/// many a kind is the system property `kedang.fuzz`.
@Tag("r13")
class DamagedFilesTest {
    private static final int COUNT = Course.count(400, 1_250);

    @TempDir private Path folder;

    enum Kind {
        CSV,
        GBK,
        XLSX,
        XLSX_PARTS,
        XLS,
        ODS_PARTS,
        VCARD,
        NOISE
    }

    @ParameterizedTest
    @EnumSource
    void damageIsReadOrRefusedAndNothingElse(Kind kind) throws IOException {
        long seed = Course.seed();
        System.out.println("damaged " + kind + ", seed " + seed);
        var random = Course.random(kind.name());
        var whole = whole(kind);
        var file = folder.resolve("damaged");
        int read = 0;
        for (int i = 0; i < COUNT; i++) {
            var bytes = damaged(kind, whole, random);
            Files.write(file, bytes);
            read += outcome(file, kind + " " + i + " of seed " + seed) ? 1 : 0;
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
        System.out.printf("damaged %s: %d read, %d refused%n", kind, read, COUNT - read);
    }

    private static boolean outcome(Path file, String which) {
        try {
            Tables.read(file);
            return true;
        } catch (Refusal refusal) {
            assertThat(refusal.problem()).as(which).isInstanceOf(TableProblem.class);
            return false;
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError(which + ": " + e, e);
        }
    }

    private byte[] damaged(Kind kind, Map<String, byte[]> whole, Random random) throws IOException {
        if (whole.size() == 1) {
            return damage(whole.values().iterator().next(), random);
        }
        var names = whole.keySet().toArray(String[]::new);
        var hit = names[random.nextInt(names.length)];
        var parts = new LinkedHashMap<String, String>();
        whole.forEach(
                (name, bytes) ->
                        parts.put(
                                name,
                                new String(
                                        name.equals(hit) ? damage(bytes, random) : bytes, UTF_8)));
        return Files.readAllBytes(Books.zip(folder.resolve("parts"), parts));
    }

    private static byte[] damage(byte[] whole, Random random) {
        var bytes = whole.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(1 + random.nextInt(40), bytes.length - at);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = spliced(bytes, at, at + length, new byte[0]);
                case 3 ->
                        bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                case 4 -> {
                    var noise = new byte[length];
                    random.nextBytes(noise);
                    bytes = spliced(bytes, at, at + length, noise);
                }
                default -> {
                    var digits = String.valueOf(random.nextLong()).getBytes(UTF_8);
                    bytes = spliced(bytes, at, at, digits);
                }
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(middle);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static Map<String, byte[]> whole(Kind kind) throws IOException {
        var csv =
                "编号,客户名称,手机,备注\r\n1,\"上海华康, 软件\",13800138000,\"他说\"\"好\"\"\r\n第二行\"\r\n2,金桥,13900139000,\r\n\r\n表：第二\r\n"
                        .repeat(8);
        var parts = new LinkedHashMap<String, byte[]>();
        switch (kind) {
            case CSV -> parts.put("", csv.getBytes(UTF_8));
            case GBK -> parts.put("", csv.getBytes(Charset.forName("GBK")));
            case XLSX -> parts.put("", book(new XSSFWorkbook()));
            case XLS -> parts.put("", book(new HSSFWorkbook()));
            case XLSX_PARTS -> {
                var xlsx =
                        Books.xlsx(
                                "<dimension ref='A1:C3'/><sheetData><row r='1'><c r='A1'"
                                    + " t='s'><v>0</v></c><c r='B1'"
                                    + " t='inlineStr'><is><t>手机</t></is></c></row><row r='3'><c"
                                    + " r='A3' s='1'><v>45000.5</v></c><c r='B3'><f>1/0</f></c><c"
                                    + " r='C3'"
                                    + " t='e'><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell"
                                    + " ref=\"A3:A9\"/></mergeCells>");
                xlsx.put("xl/sharedStrings.xml", Books.sharedStrings("<si><t>名称</t></si>"));
                xlsx.put("xl/styles.xml", Books.styles("General", "yyyy-mm-dd"));
                xlsx.forEach((name, text) -> parts.put(name, text.getBytes(UTF_8)));
            }
            case ODS_PARTS ->
                    Books.ods(
                                    "<table:table table:name='表'><table:table-row"
                                        + " table:number-rows-repeated='3'><table:table-cell"
                                        + " table:number-columns-repeated='2'"
                                        + " office:value-type='float'"
                                        + " office:value='1.5'/><table:table-cell"
                                        + " table:number-rows-spanned='2' office:value-type='date'"
                                        + " office:date-value='2026-07-01'/></table:table-row></table:table>")
                            .forEach((name, text) -> parts.put(name, text.getBytes(UTF_8)));
            case VCARD ->
                    parts.put(
                            "",
                            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F=\r\n=20\r\nTEL;CELL;PREF:138\r\nADR;WORK:;;a;b;c;d;e\r\nEND:VCARD\r\n"
                                    .repeat(5)
                                    .getBytes(UTF_8));
            case NOISE -> {
                var noise = new byte[3000];
                new Random(3).nextBytes(noise);
                parts.put("", noise);
            }
        }
        return parts;
    }

    private static byte[] book(Workbook book) throws IOException {
        try (book) {
            var sheet = book.createSheet("客户");
            for (int r = 0; r < 12; r++) {
                var row = sheet.createRow(r);
                row.createCell(0).setCellValue("客户" + r);
                row.createCell(1).setCellValue(13800138000.0 + r);
                row.createCell(2).setCellValue(r % 2 == 0);
                row.createCell(3).setCellFormula("B" + (r + 1) + "*2");
            }
            sheet.addMergedRegion(new CellRangeAddress(2, 5, 0, 0));
            book.createSheet("第二张").createRow(3).createCell(3).setCellValue("x");
            var out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }
}
