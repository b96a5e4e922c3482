package io.kedang.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who took a file along, or looks at it, and when.
@KedangTest
class WatermarkTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final UUID id = NewId.next();
    private final String file = "/customers/" + id;
    private User mei;
    private TestClient client;

    @BeforeEach
    void aFile() {
        var name = "mei" + UUID.randomUUID().toString().substring(0, 8);
        mei = company.user(name, "employee", "销售一部", Scope.OWN);
        client = company.client(mei);
        client.put(file, "{\"kind\":\"ORGANISATION\",\"name\":\"水印有限公司\"}");
    }

    @Test
    void everyPageOfAPrintSaysWhoWhenAndUnderWhichNumber() throws Exception {
        for (int n = 0; n < 40; n++) {
            client.put(
                    "/customers/" + NewId.next(),
                    "{\"kind\":\"ORGANISATION\",\"name\":\"水印第%d公司\"}".formatted(n));
        }
        var mark = Pattern.quote("大华贸易·" + mei.displayName() + "·") + "[0-9:-]{15}·编号\\d{6,}";
        assertMarked(print(file + "/print/file-form.pdf"), 1, mark);
        assertMarked(print("/prints/contact-overview.pdf"), 2, mark);
    }

    private static void assertMarked(byte[] pdf, int pages, String mark) throws Exception {
        Pdf.keep(pdf, "marked-" + pages + ".pdf");
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThanOrEqualTo(pages);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document).replaceAll("\\s", "")).containsPattern(mark);
            }
        }
    }

    @Test
    void documentsAndSheetsSayItAtTheTopAndBottomOfEachPage() throws Exception {
        var word = print(file + "/print/file-form.docx");
        try (var document = new XWPFDocument(new ByteArrayInputStream(word))) {
            assertThat(document.getHeaderList().getFirst().getText()).contains(mei.displayName());
            assertThat(document.getFooterList().getFirst().getText()).contains(mei.displayName());
        }
        var sheet = print("/prints/contact-overview.xlsx");
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(sheet))) {
            assertThat(book.getSheetAt(0).getHeader().getCenter()).contains(mei.displayName());
            assertThat(book.getSheetAt(0).getFooter().getLeft()).contains(mei.displayName());
        }
    }

    @Test
    void aPageHasAWatermarkWhereAPolicyAsksForIt() {
        assertThat(isWatermarked()).isFalse();
        db.sql("update customer set grade = 'A' where id = :id").param("id", id).update();
        assertThat(isWatermarked()).isTrue();
        obligations("{}");
        try {
            assertThat(isWatermarked()).isFalse();
        } finally {
            obligations("{WATERMARK}");
        }
        assertThat(isWatermarked()).isTrue();
    }

    private void obligations(String all) {
        db.sql(
                        "update policy set obligations = cast(:all as text[]) where shipped ="
                                + " 'class-a-by-owner'")
                .param("all", all)
                .update();
        db.sql("update access_epoch set epoch = epoch + 1").update();
        company.user("watermark" + UUID.randomUUID(), "employee", "销售部", Scope.OWN);
    }

    private boolean isWatermarked() {
        return client.get(file + "/open").body().at("/watermark").asBoolean();
    }

    private byte[] print(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + company.port() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + client.token())
                        .header("Accept-Language", "zh-CN")
                        .build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
