package io.kedang.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.apache.pdfbox.Loader;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The forms as they leave the server; they are left in `target/forms` to be looked at.
@KedangTest
class PrintTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String FIRM =
            """
            {"kind":"ORGANISATION","name":"重庆江岳新材料有限公司","alias":["江岳新材"],
             "creditCode":"91310000775785552L","legalRepresentative":"单伟","foundedOn":"2001-02-03",
             "registeredCapital":{"amount":"50000000","currency":"CNY"},"shareholders":"江岳集团 60%，单伟 40%",
             "size":"MEDIUM","employees":320,"employeesChinese":312,"employeesForeign":8,
             "phone":"023-88886666","mobile":"13800138000","fax":"023-88886667","email":"office@jiangyue.example",
             "website":"https://jiangyue.example/","address":{"country":"中国","province":"重庆市","city":"重庆市",
             "district":"江北区","street":"观音桥步行街 18 号","postcode":"400020"},
             "bank":"中国工商银行重庆江北支行","bankAccount":"6222021234567890128","industry":"C",
             "ownership":"PRIVATE","standing":"INFLUENTIAL","mainBusiness":"高分子新材料的研发与制造",
             "sideBusiness":"设备租赁","mainProducts":"改性塑料、复合板材","businessScope":"新材料技术推广服务；塑料制品制造",
             "news":"二期厂房在建","culture":"质量第一","sales":{"year":2025,
             "latest":{"amount":"128400000","currency":"CNY"},"previous":{"amount":"110000000.5","currency":"CNY"},
             "beforePrevious":{"amount":"98000000","currency":"CNY"}},"creditRating":"AA",
             "needs":"交期稳定","advantages":"服务及时","disadvantages":"价格偏高","countermeasures":"签订年度框架协议",
             "tags":["重点","续约"],"source":"EXHIBITION","remarks":"春节前回访\\n带样品册"}
            """;

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private User fei;
    private TestClient client;

    @BeforeEach
    void aSalesman() {
        var name = "fei" + UUID.randomUUID().toString().substring(0, 8);
        fei = company.user(name, "employee", "销售一部", Scope.OWN);
        client = company.client(fei);
    }

    @Test
    void theFileFormHoldsEverythingThatTheFileHolds() throws Exception {
        var id = firm();
        var pdf = file("/customers/" + id + "/print/file-form.pdf", "firm.pdf");
        var text = Pdf.text(pdf);
        assertThat(text)
                .contains(
                        "客户档案表",
                        "大华贸易",
                        "重庆江岳新材料有限公司",
                        "江岳新材",
                        "91310000775785552L",
                        "单伟",
                        "2001-02-03",
                        "CNY50,000,000.00",
                        "江岳集团60%",
                        "中型",
                        "320",
                        "312",
                        "023-88886666",
                        "观音桥步行街18号",
                        "400020",
                        "中国工商银行重庆江北支行",
                        "制造业",
                        "民营企业",
                        "具有影响",
                        "高分子新材料的研发与制造",
                        "设备租赁",
                        "改性塑料、复合板材",
                        "二期厂房在建",
                        "质量第一",
                        "2025年",
                        "2023年",
                        "CNY110,000,000.50",
                        "AA",
                        "交期稳定",
                        "服务及时",
                        "价格偏高",
                        "签订年度框架协议",
                        "重点；续约",
                        "展会",
                        "春节前回访",
                        "带样品册",
                        "王芳",
                        "总经理",
                        "西南大学工商管理",
                        "李雷",
                        "采购主管",
                        "重庆",
                        "CNY86,000.00",
                        "延期三天",
                        "首批试用",
                        "（已取消）",
                        "最多列出最近30笔。累计成交：1笔，CNY86,000.00",
                        "修改处数",
                        "编制日期",
                        fei.displayName());
    }

    @Test
    void theFileFormIsThereAsADocumentToo() throws Exception {
        var id = firm();
        var word = file("/customers/" + id + "/print/file-form.docx", "firm.docx");
        try (var document = new XWPFDocument(new ByteArrayInputStream(word));
                var extractor = new XWPFWordExtractor(document)) {
            var words = extractor.getText().replaceAll("\\s", "");
            assertThat(words)
                    .contains(
                            "重庆江岳新材料有限公司",
                            "CNY50,000,000.00",
                            "☑民营企业",
                            "☐外资企业",
                            "王芳",
                            "延期三天",
                            "签订年度框架协议",
                            "档案编号");
            assertThat(document.getTables()).hasSizeGreaterThan(6);
            assertThat(document.getStyles().getDefaultRunStyle()).isNotNull();
            var footer = document.getFooterList().getFirst()._getHdrFtr().xmlText();
            assertThat(footer).contains("\"PAGE\"", "\"NUMPAGES\"");
        }
    }

    @Test
    void everyFontIsEmbeddedAndOnlyItsUsedGlyphs() throws Exception {
        var pdf = file("/customers/" + firm() + "/print/file-form.pdf", "fonts.pdf");
        assertThat(pdf.length).isLessThan(1_000_000);
        int fonts = 0;
        try (var document = Loader.loadPDF(pdf)) {
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).contains("+NotoSansSC");
                    fonts++;
                }
            }
        }
        assertThat(fonts).isPositive();
    }

    @Test
    void whatThePageMasksIsMaskedUnlessItMayBeRevealed() throws Exception {
        var id = firm();
        var path = "/customers/" + id + "/print/file-form.pdf";
        assertThat(Pdf.text(file(path, "masked.pdf")))
                .contains("138****8000")
                .doesNotContain("13800138000", "13912345678", "6222021234567890128", "1975-05-06");
        var clear = Pdf.text(file(path + "?sensitive=true", "revealed.pdf"));
        assertThat(clear.replace(" ", ""))
                .contains("13800138000", "13912345678", "6222021234567890128", "1975-05-06", "已婚");
        assertThat(audited("SENSITIVE_READ")).isGreaterThanOrEqualTo(2);
        assertThat(audited("PRINTED")).isEqualTo(2);
    }

    @Test
    void whoMayNotRevealGetsNoSensitiveForm() throws Exception {
        var archivist =
                company.client(company.user("zhang-print", "archivist", "客户服务部", Scope.ALL));
        var id = firm();
        assertThat(archivist.get("/customers/" + id + "/print/file-form.pdf").status())
                .isEqualTo(200);
        assertThat(
                        archivist
                                .get("/customers/" + id + "/print/file-form.pdf?sensitive=true")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void filesOfOthersAreNotPrinted() throws Exception {
        var id = firm();
        var other = company.client(company.user("mei-print", "employee", "销售二部", Scope.OWN));
        for (var form : List.of("file-form.pdf", "file-form.docx")) {
            var answer = other.get("/customers/" + id + "/print/" + form);
            assertThat(answer.status()).isIn(403, 404);
            assertThat(answer.response().body()).doesNotContain("江岳");
        }
        assertThat(company.stranger().get("/customers/" + id + "/print/file-form.pdf").status())
                .isEqualTo(401);
        assertThat(other.get("/prints/contact-overview.pdf").status()).isEqualTo(200);
    }

    @Test
    void overlongTextsWrapAndNothingLeavesThePage() throws Exception {
        var chinese = "超长名称".repeat(50);
        var latin = "x".repeat(190);
        var long1 = "补记内容".repeat(400);
        var id =
                open(
                        """
                        {"kind":"ORGANISATION","name":"%s","alias":["%s"],
                         "website":"https://example.com/%s","remarks":"%s"}
                        """
                                .formatted(chinese, latin, "a".repeat(400), long1));
        var pdf = file("/customers/" + id + "/print/file-form.pdf", "overlong.pdf");
        assertThat(Pdf.text(pdf)).contains(chinese, latin, "a".repeat(400));
        assertThat(Pdf.text(pdf).chars().filter(c -> c == '补').count()).isEqualTo(400);
        Pdf.assertNothingOutside(pdf, 19.5f);
        var sheet = file("/prints/contact-overview.pdf", "overview-overlong.pdf");
        assertThat(Pdf.text(sheet)).contains(chinese);
        Pdf.assertNothingOutside(sheet, 9.5f);
    }

    @Test
    void anEmptyFileIsAFormToFillIn() throws Exception {
        var id = open("{\"kind\":\"ORGANISATION\",\"name\":\"空白公司\"}");
        assertThat(Pdf.text(file("/customers/" + id + "/print/file-form.pdf", "empty.pdf")))
                .contains("空白公司", "负责人及联系人资料", "违约", "批准日期");
        file("/customers/" + id + "/print/file-form.docx", "empty.docx");
    }

    @Test
    void personsHaveAFormOfTheirOwnInTheLanguageOfTheCaller() throws Exception {
        var id =
                open(
                        """
                        {"kind":"PERSON","name":"周晓明","sex":"MALE","birthDate":"1985-03-04",
                         "mobile":"13800138001","occupation":"医生","hobbies":"摄影","family":"一子一女",
                         "income":"HIGH"}
                        """);
        assertThat(Pdf.text(file("/customers/" + id + "/print/file-form.pdf", "person.pdf")))
                .contains("客户档案表（个人）", "周晓明", "医生", "摄影")
                .doesNotContain("一子一女", "1985-03-04", "公司性质");
        var english = get("/customers/" + id + "/print/file-form.pdf", "en");
        Pdf.keep(english.body(), "person-en.pdf");
        assertThat(Pdf.text(english.body())).contains("Customerfile", "Approvedby");
    }

    @Test
    void theOverviewNamesWhomToReachAndWhenNext() throws Exception {
        firm();
        open("{\"kind\":\"PERSON\",\"name\":\"周晓明\",\"mobile\":\"13800138001\"}");
        open("{\"kind\":\"ORGANISATION\",\"name\":\"=1+1\"}");
        var rows = new ArrayList<List<String>>();
        var xlsx = file("/prints/contact-overview.xlsx?sort=createdAt", "overview.xlsx");
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            for (var row : book.getFirstSheet().read()) {
                rows.add(row.stream().map(cell -> cell == null ? "" : cell.getText()).toList());
                assertThat(row)
                        .allSatisfy(
                                cell ->
                                        assertThat(cell == null || cell.getFormula() == null)
                                                .isTrue());
            }
        }
        assertThat(rows).hasSize(5);
        assertThat(rows.get(1)).startsWith("序号", "档案编号", "客户", "类别", "负责人", "职务", "手机");
        assertThat(rows.get(2)).contains("重庆江岳新材料有限公司", "王芳", "总经理", "139****5678", "023-88886666");
        assertThat(rows.get(3).get(4)).isEqualTo("周晓明");
        assertThat(rows.get(4).get(2)).isEqualTo("=1+1");
        var pdf = file("/prints/contact-overview.pdf?sort=createdAt", "overview.pdf");
        assertThat(Pdf.text(pdf)).contains("客户联络一览表", "重庆江岳新材料有限公司", "139****5678", "共3家客户");
        Pdf.assertNothingOutside(pdf, 9.5f);
        assertThat(Pdf.text(file("/prints/contact-overview.pdf?q=" + encoded("江岳"), "found.pdf")))
                .contains("江岳")
                .doesNotContain("周晓明");
        assertThat(audited("PRINTED")).isEqualTo(3);
    }

    @Test
    void aLongOverviewRepeatsItsHead() throws Exception {
        for (int n = 0; n < 60; n++) {
            open("{\"kind\":\"ORGANISATION\",\"name\":\"第%d家客户有限责任公司\"}".formatted(n));
        }
        var pdf = file("/prints/contact-overview.pdf", "overview-long.pdf");
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                assertThat(Pdf.text(document, page)).contains("业务负责人", "第" + page + "页共");
            }
        }
    }

    // -- help -------------------------------------------------------------------------------------

    private UUID firm() {
        var id = open(FIRM);
        person(
                id,
                """
                {"name":"王芳","sex":"FEMALE","birthDate":"1975-05-06","education":"西南大学工商管理",
                 "hobbies":"羽毛球","family":"已婚，一女","mobile":"13912345678","phone":"023-88886601",
                 "position":{"role":"PRINCIPAL","title":"总经理"}}
                """);
        person(
                id,
                "{\"name\":\"李雷\",\"mobile\":\"13700137000\","
                        + "\"position\":{\"role\":\"CONTACT\",\"title\":\"采购主管\"}}");
        order(id, "2026-10-08", "DONE", "86000", "延期三天", "首批试用");
        order(id, "2026-11-02", "CANCELLED", "1200.5", "", "");
        return id;
    }

    private UUID open(String body) {
        var id = NewId.next();
        var created =
                client.send(
                        "PUT",
                        "/customers/" + id,
                        body,
                        Map.of(
                                "Content-Type", "application/json",
                                "Kedang-Reason", "test"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return id;
    }

    private void person(UUID customer, String body) {
        var created = client.put("/customers/" + customer + "/people/" + NewId.next(), body);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    }

    private void order(
            UUID customer, String day, String status, String amount, String breach, String remark) {
        var created =
                client.put(
                        "/orders/" + NewId.next(),
                        """
                        {"customerId":"%s","orderNumber":"%s","orderedOn":"%s","status":"%s","place":"重庆",
                         "total":{"amount":"%s","currency":"CNY"},"breach":"%s","remark":"%s","owner":"%s"}
                        """
                                .formatted(
                                        customer,
                                        UUID.randomUUID(),
                                        day,
                                        status,
                                        amount,
                                        breach,
                                        remark,
                                        fei.id()));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    }

    private int audited(String action) {
        return db.sql(
                        "select count(*) from audit_entry where action = :action and actor_id ="
                                + " :user")
                .param("action", action)
                .param("user", fei.id())
                .query(Integer.class)
                .single();
    }

    private byte[] file(String path, String name) throws Exception {
        var answer = get(path, "zh-CN");
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Pdf.keep(answer.body(), name);
    }

    private HttpResponse<byte[]> get(String path, String language) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + company.port() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + client.token())
                        .header("Accept-Language", language)
                        .build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
