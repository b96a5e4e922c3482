package io.kedang.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.intake.table.row.TableProblem;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Public collections of files: the CSV spectrum, workbooks of Apache POI's tests, vCards.
class PublicFilesTest {
    private static final TableOptions AS_IT_STANDS =
            TableOptions.DETECT.withPreambleRows(0).withHeaderRows(0);

    @Test
    void everyFileOfTheCsvSpectrumIsReadAsItsTwinInJsonSays() throws IOException {
        var folder = SharedData.folder("csv_spectrum");
        int files = 0;
        try (var list = Files.list(folder.resolve("csvs"))) {
            for (var file : list.sorted().toList()) {
                var name = file.getFileName().toString().replace(".csv", "");
                var twin =
                        JsonMapper.shared()
                                .readTree(folder.resolve("json").resolve(name + ".json"));
                var expected = expected(twin, Files.readString(file));
                assertThat(records(Tables.read(file), name)).as(name).isEqualTo(expected);
                files++;
            }
        }
        assertThat(files).isEqualTo(12);
    }

    /// The check-out turned the line ends of the CSV files into LF, those in the JSON are what they
    /// were.
    private static List<Map<String, String>> expected(JsonNode twin, String csv) {
        var records = new ArrayList<Map<String, String>>();
        for (var node : twin.isArray() ? twin : List.of(twin)) {
            var record = new TreeMap<String, String>();
            for (var entry : node.properties()) {
                var text = entry.getValue().asString();
                record.put(entry.getKey(), csv.contains("\r") ? text : text.replace("\r\n", "\n"));
            }
            record.remove("Contact Phone Number");
            records.add(record);
        }
        return records;
    }

    /// The telephone number of location_coordinates differs between the collection's own twins.
    private static List<Map<String, String>> records(Tables.Read read, String name) {
        var records = new ArrayList<Map<String, String>>();
        for (var row : read.rows()) {
            assertThat(row.flaws()).as(name).isEmpty();
            var record = new TreeMap<String, String>();
            for (int i = 0; i < row.cells().size(); i++) {
                record.put(read.shape().heading().get(i), row.cells().get(i));
            }
            record.remove("Contact Phone Number");
            records.add(record);
        }
        return records;
    }

    @Test
    void everyWorkbookIsReadOrRefusedForItsReason() throws IOException {
        var outcomes = new TreeMap<String, String>();
        for (var file : workbooks()) {
            var name = file.getFileName().toString();
            try {
                outcomes.put(name, "rows " + Tables.read(file).rows().size());
            } catch (io.kedang.kernel.Refusal refusal) {
                outcomes.put(name, String.valueOf(refusal.problem()));
            }
        }
        assertThat(outcomes)
                .hasSize(18)
                .containsEntry("password.xls", TableProblem.ENCRYPTED.name())
                .containsEntry("sample.xlsb", TableProblem.BINARY_WORKBOOK.name())
                .containsEntry("xlsx-corrupted.xlsx", TableProblem.CORRUPT.name());
        assertThat(outcomes.values().stream().filter(text -> text.startsWith("rows"))).hasSize(15);
    }

    @Test
    void workbooksOfBothCalendarsShowTheSameDates() throws IOException {
        for (var name : List.of("1900DateWindowing.xls", "1904DateWindowing.xls")) {
            assertThat(Tables.read(excel(name)).cells())
                    .containsExactly(List.of("2000-01-01", "2000-01-01"));
        }
    }

    @Test
    void theSameSheetIsTheSameInAllThreeFormats() throws IOException {
        var cells = new HashMap<String, List<List<String>>>();
        for (var name : List.of("SampleSS.xlsx", "SampleSS.xls", "SampleSS.ods")) {
            for (var sheet : List.of("First Sheet", "Sheet Number 2")) {
                var read = Tables.read(excel(name), AS_IT_STANDS.withSheet(sheet)).cells();
                assertThat(read).isNotEmpty();
                assertThat(cells.computeIfAbsent(sheet, any -> read)).as(name).isEqualTo(read);
            }
        }
    }

    @Test
    void strictInlineAndHiddenOnesAreReadAsTheyAre() throws IOException {
        assertThat(Tables.read(excel("SimpleStrict.xlsx")).cells())
                .startsWith(List.of("test", "", "1"), List.of("test 2", "", "2"));
        assertThat(Tables.read(excel("InlineStrings.xlsx")).cells())
                .startsWith(List.of("12", "A", "1st Inline String", "12"));
        assertThat(Tables.read(excel("TwoSheetsOneHidden.xlsx")).shape().sheet())
                .isEqualTo("Sheet2");
        assertThat(Tables.read(excel("chinese-provinces.xls")).cells())
                .contains(List.of("Anhui", "安徽省"));
        assertThat(Tables.read(excel("51626_contact.xlsx")).cells().getFirst())
                .contains("04001", "801-555-7712x4563;801-555-9999");
    }

    @Test
    void everyCardIsReadWithItsNameAndAddress() throws IOException {
        var folder = SharedData.folder("vcards");
        var counts = new TreeMap<String, Integer>();
        try (var list = Files.list(folder)) {
            for (var file : list.filter(path -> path.toString().endsWith(".vcf")).toList()) {
                var read = Tables.read(file);
                assertThat(read.shape().heading().getFirst()).isEqualTo("FN");
                assertThat(read.rows()).allMatch(row -> row.flaws().isEmpty());
                assertThat(read.cells()).allMatch(cells -> !cells.getFirst().isBlank());
                counts.put(file.getFileName().toString(), read.rows().size());
            }
        }
        assertThat(counts)
                .isEqualTo(
                        Map.of(
                                "John_Doe_GMAIL.vcf", 1,
                                "John_Doe_IPHONE.vcf", 1,
                                "gmail-list.vcf", 3,
                                "gmail-single.vcf", 1,
                                "rfc2426-example.vcf", 2,
                                "rfc6350-example.vcf", 1));
    }

    private static List<Path> workbooks() throws IOException {
        try (var list = Files.list(SharedData.folder("excel"))) {
            return list.filter(file -> file.toString().matches(".*\\.(xlsx?|xlsb|ods)")).toList();
        }
    }

    private static Path excel(String name) {
        return SharedData.folder("excel").resolve(name);
    }
}
