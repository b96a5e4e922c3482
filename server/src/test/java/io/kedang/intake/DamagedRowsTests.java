package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.intake.DamagedRows.DamagedRow;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

@KedangTest
class DamagedRowsTests {
    private static final AtomicInteger NEXT = new AtomicInteger(5_000_000);
    private static final Set<String> NUMBERS = Set.of("mobile", "employees", "registered_capital");

    /// Which no sheet can have: it knows no end of a row, and its text no control characters.
    private static final Set<String> ONLY_IN_TEXT = Set.of("cells missing", "control characters");

    @Autowired TestCompany company;

    private ImportClient imports;
    private int first;

    @BeforeEach
    void aDirectorAndABase() {
        imports =
                new ImportClient(
                        company.client(company.user("damage", "director", "客户服务部", Scope.ALL)));
        first = NEXT.getAndAdd(1_000);
        var base = imports.bring("base.csv", TestRows.csv(DamagedRows.base(first)));
        imports.work(base, "run");
        assertThat(imports.counts(base)).containsExactly(3, 0, 0, 0, 0);
    }

    @Test
    void everyDamagedRowIsCountedWhereItBelongsAndNamesItsCell() {
        var rows = DamagedRows.all(first);
        var id = imports.bring("damaged.csv", csv(rows));
        assertThat(imports.work(id, "check").text("/state")).isEqualTo("DONE");
        assertCounted(id, rows);
        assertThat(imports.work(id, "run").text("/state")).isEqualTo("DONE");
        assertCounted(id, rows);
    }

    private void assertCounted(UUID id, List<DamagedRow> rows) {
        var columns = new HashMap<String, String>();
        for (var column : imports.get(id).body().at("/columns")) {
            columns.put(column.at("/mappedTo").asString(""), column.at("/name").asString());
        }
        var seen = new LinkedHashMap<Integer, String>();
        var expected = new LinkedHashMap<Integer, String>();
        for (var row : imports.rows(id, "")) {
            int number = row.at("/row").asInt();
            var wanted = rows.get(number - 1);
            var outcome = row.at("/outcome").asString().toLowerCase();
            var at =
                    wanted.errorColumn().isEmpty()
                            ? ""
                            : columns.get(row.at("/errors/0/field").asString(""));
            seen.put(number, wanted.kind() + ": " + outcome + " " + at);
            expected.put(
                    number, wanted.kind() + ": " + wanted.outcome() + " " + wanted.errorColumn());
        }
        assertThat(seen).hasSize(rows.size()).isEqualTo(expected);
        assertThat(imports.counts(id))
                .containsExactly(
                        count(rows, "new"), 0, 0, count(rows, "wrong"), count(rows, "suspected"));
    }

    private static int count(List<DamagedRow> rows, String outcome) {
        return (int) rows.stream().filter(row -> row.outcome().equals(outcome)).count();
    }

    @Test
    void theSameRowsInEveryFormGiveTheSameDryRun() throws IOException {
        var rows =
                DamagedRows.all(first).stream()
                        .filter(row -> !ONLY_IN_TEXT.contains(row.kind()))
                        .toList();
        var text = csv(rows);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("utf-8.csv", text.getBytes(UTF_8));
        files.put("bom.csv", ("\uFEFF" + text).getBytes(UTF_8));
        files.put("gb18030.csv", text.getBytes(Charset.forName("GB18030")));
        files.put("little.csv", ("\uFEFF" + text).getBytes(UTF_16LE));
        files.put("big.csv", ("\uFEFF" + text).getBytes(UTF_16BE));
        files.put("sheet.xls", workbook(new HSSFWorkbook(), rows));
        files.put("sheet.xlsx", workbook(new XSSFWorkbook(), rows));
        var expected = dryRun("first.csv", text.getBytes(UTF_8), "{}");
        assertThat(expected).hasSize(rows.size());
        files.forEach(
                (name, bytes) ->
                        assertThat(dryRun(name, bytes, "{}")).as(name).isEqualTo(expected));
    }

    @Test
    void big5IsReadWhereItIsChosen() {
        var rows = new ArrayList<Map<String, String>>();
        for (var firm : TestRows.firms(first + 500, 5)) {
            var row = new LinkedHashMap<String, String>();
            row.put("customer_no", firm.get("customer_no"));
            row.put("name", "臺北晨曦貿易股份有限公司" + firm.get("customer_no"));
            row.put("mobile", firm.get("mobile"));
            row.put("remark", rows.size() == 2 ? "" : "請於週五前聯絡，謝謝");
            rows.add(row);
        }
        rows.set(3, TestRows.with(rows.get(3), "mobile", "不明"));
        var text = TestRows.csv(rows);
        var expected = dryRun("utf-8.csv", text.getBytes(UTF_8), "{}");
        assertThat(expected).hasSize(5);
        var chosen = "{\"shape\":{\"encoding\":\"Big5\"}}";
        assertThat(dryRun("big5.csv", text.getBytes(Charset.forName("Big5")), chosen))
                .isEqualTo(expected);
    }

    /// What would become of every row, in words that do not depend on the file's form.
    private List<String> dryRun(String name, byte[] content, String plan) {
        var brought = imports.bring(name, content, null);
        assertThat(brought.status()).as(brought.response().body()).isEqualTo(201);
        var id = UUID.fromString(brought.text("/id"));
        assertThat(imports.patch(id, plan).status()).isEqualTo(200);
        imports.work(id, "check");
        return StreamSupport.stream(imports.rows(id, "").spliterator(), false)
                .map(DamagedRowsTests::inWords)
                .toList();
    }

    private static String inWords(JsonNode row) {
        return "%s %s %s %s %s"
                .formatted(
                        row.at("/row"),
                        row.at("/outcome"),
                        row.at("/errors"),
                        row.at("/twin/by"),
                        row.at("/cells"));
    }

    private static String csv(List<DamagedRow> rows) {
        return TestRows.lines(TestRows.COLUMNS, rows.stream().map(DamagedRow::cells).toList());
    }

    /// As people have it: numbers as numbers, everything else as text.
    private static byte[] workbook(Workbook book, List<DamagedRow> rows) throws IOException {
        try (book) {
            var sheet = book.createSheet("客户");
            var heading = sheet.createRow(0);
            for (var column : TestRows.COLUMNS) {
                heading.createCell(TestRows.COLUMNS.indexOf(column)).setCellValue(column);
            }
            for (var row : rows) {
                var line = sheet.createRow(sheet.getLastRowNum() + 1);
                for (int column = 0; column < row.cells().size(); column++) {
                    var text = row.cells().get(column);
                    boolean number =
                            column < TestRows.COLUMNS.size()
                                    && NUMBERS.contains(TestRows.COLUMNS.get(column))
                                    && text.matches("\\d+");
                    if (number) {
                        line.createCell(column).setCellValue(Long.parseLong(text));
                    } else {
                        line.createCell(column).setCellValue(text);
                    }
                }
            }
            var bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        }
    }
}
