package io.kedang.customer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.customer.outgoing.OutgoingFiles;
import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.TableSource;
import io.kedang.intake.table.row.TableFile;
import io.kedang.kernel.NewId;
import io.kedang.kernel.text.FormulaGuard;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@KedangTest
class ExportTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired TestCompany company;
    @Autowired ExportColumns columns;
    @Autowired OutgoingFiles outgoing;
    @Autowired JdbcClient db;
    @Autowired JsonMapper json;

    private User fei;
    private TestClient client;

    @BeforeEach
    void aManagerOfADepartmentOfHisOwn() {
        var name = "fei" + UUID.randomUUID().toString().substring(0, 8);
        fei = company.user(name, "director", "销售部", Scope.OWN);
        client = company.client(fei);
    }

    @Test
    void aFileHasTheRowsAndColumnsOfTheListInItsOrder() throws Exception {
        for (int n = 0; n < 7; n++) {
            open("顺序公司" + (n * 3 % 7), "\"employees\":%d".formatted(n * 10));
        }
        var shown = new ArrayList<String>();
        client.get("/customers?sort=name&size=200")
                .body()
                .at("/items")
                .forEach(item -> shown.add(item.get("name").asString()));
        var rows =
                rows(
                        export(
                                """
                                {"format":"XLSX","sort":"name","columns":["employees","name","kind"]}
                                """));
        assertThat(texts(rows.getFirst())).containsExactly("员工人数", "客户名称", "客户性质");
        assertThat(rows.subList(1, rows.size()).stream().map(row -> row.getCellText(1)).toList())
                .isEqualTo(shown)
                .hasSize(7);
        assertThat(rows.get(1).getCell(0).getType()).isEqualTo(CellType.NUMBER);
        assertThat(rows.get(1).getCellText(2)).isEqualTo("企业");
    }

    @Test
    void searchAndFilterNarrowTheFileAsTheyNarrowTheList() throws Exception {
        open("江岳新材料有限公司", "\"remarks\":\"续约\"");
        open("华安科技有限公司", "\"remarks\":\"续约\"");
        open("江岳商贸有限公司", "\"remarks\":\"无\"");
        var rows =
                rows(
                        export(
                                """
                                {"format":"XLSX","q":"江岳","columns":["name"],
                                 "filter":{"field":"remarks","op":"contains","value":"续约"}}
                                """));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).getCellText(0)).isEqualTo("江岳新材料有限公司");
    }

    @Test
    void whatThePageMasksTheFileMasks() throws Exception {
        var id = open("遮蔽公司", "\"mobile\":\"13711112222\",\"bankAccount\":\"6222021234567890128\"");
        var page = client.get("/customers/" + id).body();
        var bytes = export("{\"format\":\"XLSX\",\"columns\":[\"mobile\",\"bankAccount\"]}");
        var row = rows(bytes).get(1);
        assertThat(row.getCellText(0)).isEqualTo(page.at("/mobile").asString()).contains("*");
        assertThat(row.getCellText(1)).isEqualTo(page.at("/bankAccount").asString()).contains("*");
        assertThat(csv(export("{\"format\":\"CSV\",\"columns\":[\"mobile\",\"bankAccount\"]}")))
                .doesNotContain("13711112222", "6222021234567890128");
    }

    @Test
    void amountsAreNumbersWithTheirCurrencyBeside() throws Exception {
        open(
                "资本公司",
                "\"registeredCapital\":{\"amount\":\"5000000.50\",\"currency\":\"CNY\"},"
                        + "\"foundedOn\":\"2001-02-03\"");
        var rows =
                rows(
                        export(
                                """
                                {"format":"XLSX","columns":["registeredCapital","foundedOn"]}
                                """));
        assertThat(texts(rows.getFirst())).containsExactly("注册资本", "注册资本（币种）", "成立日期");
        assertThat(rows.get(1).getCellAsNumber(0).orElseThrow()).isEqualByComparingTo("5000000.50");
        assertThat(rows.get(1).getCellText(1)).isEqualTo("CNY");
        assertThat(rows.get(1).getCellText(2)).isEqualTo("2001-02-03");
    }

    @Test
    void noTextIsEverAFormula() throws Exception {
        var payloads =
                List.of(
                        "=1+1",
                        "+1",
                        "-1+2",
                        "@SUM(A1)",
                        "＝1+1",
                        "=HYPERLINK(\"http://x\",\"y\")",
                        "=cmd|' /C calc'!A0",
                        "'=1",
                        "''-",
                        "a=1",
                        "\"=1\"",
                        "=1,\"2\"");
        payloads.forEach(
                payload -> open("公式公司", "\"remarks\":" + json.writeValueAsString(payload)));
        var stored = new ArrayList<String>();
        client.get("/customers?columns=remarks&size=200")
                .body()
                .at("/items")
                .forEach(item -> stored.add(item.get("remarks").asString()));
        assertThat(stored).hasSize(payloads.size());

        var rows = rows(export("{\"format\":\"XLSX\",\"columns\":[\"remarks\"]}"));
        var cells = rows.subList(1, rows.size());
        assertThat(cells.stream().map(row -> row.getCellText(0)).toList()).isEqualTo(stored);
        assertThat(cells).allSatisfy(row -> assertThat(row.getCell(0).getFormula()).isNull());

        var lines = new ArrayList<String>();
        try (var reader =
                de.siegmar.fastcsv.reader.CsvReader.builder()
                        .ofCsvRecord(
                                csv(export("{\"format\":\"CSV\",\"columns\":[\"remarks\"]}")))) {
            reader.forEach(record -> lines.add(record.getField(0)));
        }
        var texts = lines.subList(1, lines.size());
        assertThat(texts).noneMatch(text -> text.matches("(?s)^[\\s]*[=+\\-@＝＋－＠].*"));
        assertThat(texts.stream().map(FormulaGuard::unescape).toList()).isEqualTo(stored);
    }

    @Test
    void csvComesForExcelOrInTheNationalCharacterSet() throws Exception {
        open("㑳江岳𠮷公司", "\"remarks\":\"x\"");
        var utf8 = export("{\"format\":\"CSV\",\"columns\":[\"name\"]}");
        assertThat(utf8).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(csv(utf8)).isEqualTo("客户名称\r\n㑳江岳𠮷公司\r\n");
        var gb = export("{\"format\":\"CSV\",\"charset\":\"GB18030\",\"columns\":[\"name\"]}");
        assertThat(new String(gb, Charset.forName("GB18030"))).isEqualTo("客户名称\r\n㑳江岳𠮷公司\r\n");
    }

    @Test
    void headingsAndChoicesComeInTheLanguageOfTheCaller() throws Exception {
        open("语言公司", "\"standing\":\"LEADER\"");
        var answer = post("{\"format\":\"CSV\",\"columns\":[\"name\",\"standing\"]}", "en");
        assertThat(csv(answer.body())).startsWith("Name,").doesNotContain("LEADER", "领导者");
        var name = answer.headers().firstValue("Content-Disposition").orElseThrow();
        assertThat(name).startsWith("attachment").contains("Customers_2").endsWith(".csv");
        var chinese = post("{\"format\":\"XLSX\"}", "zh-CN");
        assertThat(chinese.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("filename*=UTF-8''" + URLEncoder.encode("客户_", StandardCharsets.UTF_8));
        assertThat(chinese.headers().firstValue("Kedang-Rows")).contains("1");
    }

    @Test
    void whoHasNoRightToExportGetsNothing() {
        var lin = company.client(company.user("lin-export", "employee", "销售一部", Scope.OWN));
        var answer = lin.post("/exports", "{\"format\":\"CSV\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(company.stranger().post("/exports", "{\"format\":\"CSV\"}").status())
                .isIn(401, 403);
    }

    @Test
    void customersWhoseDataMayNotBeTakenAlongAreLeftOut() throws Exception {
        open("可以导出的公司", "\"remarks\":\"x\"");
        open("只能看的公司", "\"tags\":[\"禁止导出\"]");
        var deny = NewId.next();
        db.sql(
                        """
                        insert into policy (id, position, name, effect, actions, level, relation, condition)
                        values (:id, 900, 'no-export', 'DENY', '{EXPORT}', 'READABLE', 'ANY',
                                cast(:condition as jsonb))
                        """)
                .param("id", deny)
                .param("condition", "{\"field\":\"tags\",\"op\":\"contains\",\"value\":\"禁止导出\"}")
                .update();
        try {
            directoryChanged();
            var rows = rows(export("{\"format\":\"XLSX\",\"columns\":[\"name\"]}"));
            assertThat(rows.stream().map(row -> row.getCellText(0)).toList())
                    .containsExactly("客户名称", "可以导出的公司");
        } finally {
            db.sql("delete from policy where id = :id").param("id", deny).update();
            directoryChanged();
        }
    }

    @Test
    void everyExportIsInTheAuditWithoutValues() throws Exception {
        open("审计公司", "\"remarks\":\"机密\"");
        export(
                """
                {"format":"CSV","columns":["name","phone"],
                 "filter":{"field":"remarks","op":"contains","value":"机密"}}
                """);
        var entry =
                db.sql(
                                "select fields::text || ' ' || detail::text from audit_entry"
                                        + " where action = 'EXPORTED' and actor_id = :user")
                        .param("user", fei.id())
                        .query(String.class)
                        .single();
        assertThat(entry)
                .contains("name", "phone", "rows", "1", "CSV", "remarks")
                .doesNotContain("机密", "审计公司");
    }

    @Test
    void aWorkbookSaysWhereItComesFromAndImportsAsTheListItIs() throws Exception {
        open("来源公司", "\"remarks\":\"x\"");
        var bytes = export("{\"format\":\"XLSX\",\"columns\":[\"name\",\"remarks\"]}");
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(2);
            var mark = book.getSheetAt(1).getRow(0).getCell(0).getStringCellValue();
            assertThat(mark)
                    .matches("大华贸易 · " + fei.displayName() + " · [0-9: -]{16} · 编号 \\d{6,}");
            for (int sheet = 0; sheet < 2; sheet++) {
                assertThat(book.getSheetAt(sheet).getHeader().getCenter()).endsWith(mark);
                assertThat(book.getSheetAt(sheet).getFooter().getCenter()).endsWith(mark);
            }
            assertThat(book.getProperties().getCoreProperties().getDescription()).isEqualTo(mark);
        }
        var file = Files.write(Files.createTempFile("kedang-export", ".xlsx"), bytes);
        try (var table = TableSource.open(TableFile.at(file), TableOptions.DETECT)) {
            assertThat(table.heading()).containsExactly("客户名称", "备注");
            assertThat(table.next().cells()).containsExactly("来源公司", "x");
            assertThat(table.next()).isNull();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void wrongRequestsAreRefusedWithAReason() {
        assertThat(client.post("/exports", "{}").status()).isIn(400, 422);
        assertThat(client.post("/exports", "{\"format\":\"PDF\"}").status()).isIn(400, 422);
        assertThat(client.post("/exports", "{\"format\":\"CSV\",\"columns\":[\"x\"]}").code())
                .isEqualTo("customer.field-unknown");
        assertThat(client.post("/exports", "{\"format\":\"CSV\",\"sort\":\"mobile\"}").status())
                .isEqualTo(422);
        assertThat(
                        client.post(
                                        "/exports",
                                        "{\"format\":\"CSV\",\"filter\":{\"field\":\"x\",\"op\":\"eq\",\"value\":1}}")
                                .code())
                .isEqualTo("condition.unknown-field");
    }

    /// The compiler reads policies again when something of users, roles or policies has changed.
    private void directoryChanged() {
        company.user("bump" + UUID.randomUUID(), "employee", "销售部", Scope.OWN);
    }

    private UUID open(String name, String more) {
        var id = NewId.next();
        var created =
                client.put(
                        "/customers/" + id,
                        "{\"kind\":\"ORGANISATION\",\"name\":\"%s\",%s}".formatted(name, more));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return id;
    }

    private byte[] export(String body) throws Exception {
        var answer = post(body, "zh-CN");
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<byte[]> post(String body, String language) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + company.port() + "/api/v1/exports"))
                        .header("Authorization", "Bearer " + client.token())
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", language)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    private static List<Row> rows(byte[] file) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return book.getFirstSheet().read();
        }
    }

    private static List<String> texts(Row row) {
        return row.stream().map(cell -> cell.getText()).toList();
    }

    private static String csv(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
