package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

@KedangTest
class ImportTests {
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient api;
    private ImportClient imports;
    private int first;

    @BeforeEach
    void anArchivist() {
        api = company.client(company.user("ding", "director", "客户服务部", Scope.ALL));
        imports = new ImportClient(api);
        first = NEXT.getAndAdd(10_000);
    }

    @Test
    void everyColumnOfAnExportIsMappedByItself() {
        var id = imports.bring("export.csv", TestRows.csv(TestRows.firms(first, 3)));
        var columns = imports.get(id).body().at("/columns");
        var unmapped = new ArrayList<String>();
        columns.forEach(
                column -> {
                    if (column.at("/mappedTo").isNull()) {
                        unmapped.add(column.at("/name").asString());
                    }
                });
        assertThat(unmapped).containsExactly("updated_at");
        assertThat(columns.at("/2/mappedTo").asString()).isEqualTo("alias");
        assertThat(columns.at("/23/mappedTo").asString()).isEqualTo("sales.latest");
        assertThat(columns.at("/28/mappedTo").asString()).isEqualTo("filedOn");
        assertThat(columns.at("/1/samples/0").asString()).contains("深圳");
    }

    @Test
    void aCheckWritesNothingAndTheRunThenWritesWhatItSaid() {
        var id = imports.bring("new.csv", TestRows.csv(TestRows.firms(first, 25)));
        assertThat(imports.work(id, "check").text("/state")).isEqualTo("DONE");
        assertThat(imports.counts(id)).containsExactly(25, 0, 0, 0, 0);
        assertThat(files()).isZero();
        assertThat(imports.work(id, "run").text("/state")).isEqualTo("DONE");
        assertThat(imports.counts(id)).containsExactly(25, 0, 0, 0, 0);
        assertThat(imports.get(id).text("/state")).isEqualTo("DONE");
        assertThat(files()).isEqualTo(25);
    }

    @Test
    void everyValueOfARowStandsInItsFile() {
        var id = imports.bring("values.csv", TestRows.csv(List.of(TestRows.firm(first))));
        imports.work(id, "run");
        var file = api.get("/customers/" + file(first));
        assertThat(file.text("/externalNumber")).isEqualTo("T%07d".formatted(first));
        assertThat(file.text("/industry")).isEqualTo(industry(first));
        assertThat(file.text("/grade")).isEqualTo(List.of("A", "B", "C").get(first % 3));
        assertThat(file.text("/gradeReason")).isEqualTo("imported");
        assertThat(file.text("/mobile")).isEqualTo("138****" + last4("138%08d".formatted(first)));
        assertThat(file.text("/phone")).startsWith("+86755");
        assertThat(file.text("/address/street")).contains("科技路");
        assertThat(file.text("/address/postcode")).isEqualTo("518000");
        assertThat(file.text("/sales/latest/amount")).isEqualTo("4490000.00");
        assertThat(file.text("/filedOn")).isEqualTo("2024-08-25");
        assertThat(file.text("/nextContactAt")).isEqualTo("2026-08-26T10:00:00Z");
        assertThat(file.text("/tags/0")).isEqualTo("老客户");
        assertThat(file.text("/alias/0")).endsWith("科技");
        assertThat(file.text("/lifecycle")).isNotEmpty();
        var revision = api.get("/customers/" + file(first) + "/revisions").body().at("/items/0");
        assertThat(revision.at("/source").asString()).isEqualTo("values.csv");
        assertThat(revision.at("/channel").asString()).isEqualTo("IMPORT");
    }

    @Test
    void noMobileOfAFileStandsInClearAnywhereInTheDatabase() {
        var rows = TestRows.firms(first, 3);
        rows.add(TestRows.with(TestRows.firm(first + 3), "email", "nobody"));
        var id = imports.bring("secret.csv", TestRows.csv(rows));
        imports.work(id, "check");
        imports.work(id, "run");
        var mobile = "138%08d".formatted(first);
        for (var table :
                List.of("customer", "revision", "customer_search", "import", "import_row", "job")) {
            assertThat(
                            db.sql("select count(*) from " + table + " t where t::text like :it")
                                    .param("it", "%" + mobile + "%")
                                    .query(Integer.class)
                                    .single())
                    .as(table)
                    .isZero();
        }
        assertThat(api.get("/customers?q=" + mobile).text("/items/0/id")).isEqualTo(file(first));
    }

    @Test
    void wrongRowsAreNamedCellByCellAndTheOthersGoIn() {
        var rows = TestRows.firms(first, 6);
        rows.set(1, TestRows.with(rows.get(1), "name", "  "));
        rows.set(
                2,
                TestRows.with(TestRows.with(rows.get(2), "mobile", "138ABCD1234"), "level", "Z"));
        rows.set(4, TestRows.with(rows.get(4), "owner_no", "U999"));
        var id = imports.bring("wrong.csv", TestRows.csv(rows));
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(3, 0, 0, 3, 0);
        var wrong = imports.rows(id, "WRONG");
        assertThat(wrong).extracting(row -> row.at("/row").asInt()).containsExactly(2, 3, 5);
        assertThat(wrong.at("/1/errors"))
                .extracting(error -> error.at("/field").asString())
                .containsExactlyInAnyOrder("mobile", "grade");
        assertThat(wrong.at("/1/cells/16").asString()).isEqualTo("138ABCD1234");
        assertThat(wrong.at("/2/errors/0/message").asString()).contains("U999");
        var unknown = imports.get(id).body().at("/newOptions/0");
        assertThat(unknown.at("/field").asString()).isEqualTo("grade");
        assertThat(unknown.at("/value").asString()).isEqualTo("Z");
    }

    @Test
    void aNameThatNobodyHasIsDecidedOnceForAllItsRows() {
        var rows = TestRows.firms(first, 4);
        for (int n = 0; n < 3; n++) {
            rows.set(n, TestRows.with(rows.get(n), "owner_no", n == 2 ? "U776" : "U777"));
        }
        var id = imports.bring("owners.csv", TestRows.csv(rows));
        imports.work(id, "check");
        assertThat(imports.counts(id)).containsExactly(1, 0, 0, 3, 0);
        assertThat(imports.get(id).body().at("/newOptions"))
                .extracting(each -> each.at("/value").asString() + each.at("/rows").asInt())
                .containsExactly("U7761", "U7772");
        var nobody =
                "{\"newOptions\":{\"owner\":{\"U777\":{\"decision\":\"MAP\",\"to\":\"nobody\"}}}}";
        assertThat(imports.patch(id, nobody).text("/code"))
                .isEqualTo("intake.option-target-unknown");
        var eva = company.user("eva", "archivist", "销售一部", Scope.OWN).id();
        imports.patch(id, nobody.replace("nobody", eva.toString()));
        imports.patch(id, "{\"newOptions\":{\"owner\":{\"U776\":{\"decision\":\"EMPTY\"}}}}");
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(4, 0, 0, 0, 0);
        var owned = api.get("/customers/" + file(first));
        assertThat(owned.text("/owner/id")).isEqualTo(eva.toString());
        var ding = company.user("ding", "director", "客户服务部", Scope.ALL).id();
        assertThat(api.get("/customers/" + file(first + 2)).text("/owner/id"))
                .isEqualTo(ding.toString());
    }

    @Test
    void theSameFileAgainBringsNothingNew() {
        var text = TestRows.csv(TestRows.firms(first, 20));
        imports.work(imports.bring("twice.csv", text), "run");
        var again = imports.bring("twice.csv", text);
        imports.work(again, "run");
        assertThat(imports.counts(again)).containsExactly(0, 0, 20, 0, 0);
        assertThat(files()).isEqualTo(20);
    }

    @Test
    void whatSeemsToBeThereAlreadyWaitsForADecision() {
        imports.work(imports.bring("base.csv", TestRows.csv(TestRows.firms(first, 3))), "run");
        var sameName =
                TestRows.with(TestRows.firm(first + 10), "name", TestRows.firm(first).get("name"));
        var sameCode =
                TestRows.with(
                        TestRows.firm(first + 11),
                        "credit_code",
                        TestRows.firm(first + 1).get("credit_code"));
        var sameMobile =
                TestRows.with(
                        TestRows.firm(first + 12),
                        "mobile",
                        TestRows.firm(first + 2).get("mobile"));
        var text = TestRows.csv(List.of(sameName, sameCode, sameMobile, TestRows.firm(first + 13)));
        var id = imports.bring("twins.csv", text);
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(1, 0, 0, 0, 3);
        assertThat(imports.rows(id, "SUSPECTED"))
                .extracting(row -> row.at("/twin/by").asString())
                .containsExactly("NAME", "CREDIT_CODE", "PHONE");
        imports.patch(id, "{}");
        var put = api.put("/imports/" + id + "/rows/1", "{\"decision\":\"CREATE\"}");
        assertThat(put.text("/outcome")).isEqualTo("NEW");
        api.put("/imports/" + id + "/rows/2", "{\"decision\":\"SKIP\"}");
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(2, 0, 1, 0, 1);
        assertThat(files()).isEqualTo(5);
    }

    @Test
    void aTwinThatTheImporterMayNotReadIsSuspectedButNotShown() {
        imports.work(imports.bring("base.csv", TestRows.csv(TestRows.firms(first, 1))), "run");
        var other =
                new ImportClient(
                        company.client(company.user("eva", "archivist", "销售一部", Scope.OWN)));
        var row = TestRows.with(TestRows.firm(first + 5), "name", TestRows.firm(first).get("name"));
        var same = TestRows.firm(first);
        var id = other.bring("stranger.csv", TestRows.csv(List.of(row, same)));
        other.work(id, "check");
        assertThat(other.counts(id)).containsExactly(0, 0, 1, 0, 1);
        var seen = other.rows(id, "SUSPECTED,SKIPPED");
        assertThat(seen.at("/0/twin/name").isNull()).isTrue();
        assertThat(seen.at("/0/twin/id").isNull()).isTrue();
        assertThat(seen.at("/0/twin/department").asString()).isEqualTo("客户服务部");
        assertThat(seen.at("/1/twin/name").isNull()).isTrue();
    }

    @Test
    void aRowIsTheFileThatItMadeWhateverElseResemblesItAndWhoeverMayChangeIt() {
        var one = TestRows.firm(first);
        var likeIt =
                TestRows.with(
                        TestRows.with(TestRows.firm(first + 1), "name", one.get("name")),
                        "mobile",
                        one.get("mobile"));
        var onlyCode = TestRows.with(TestRows.firm(first + 2), "customer_no", "");
        var text = TestRows.csv(List.of(one, likeIt, onlyCode));
        var id = imports.bring("file.csv", text);
        imports.patch(id, "{\"onDuplicate\":\"CREATE\"}");
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(3, 0, 0, 0, 0);
        var again = imports.bring("file.csv", text);
        imports.work(again, "run");
        assertThat(imports.counts(again)).containsExactly(0, 0, 3, 0, 0);
        var whoMayNotChangeIt =
                new ImportClient(
                        company.client(company.user("eva", "archivist", "销售一部", Scope.OWN)));
        for (var policy : List.of("null", "\"FILL\"", "\"OVERWRITE\"")) {
            var other = whoMayNotChangeIt.bring("file.csv", text);
            whoMayNotChangeIt.patch(other, "{\"onDuplicate\":" + policy + "}");
            whoMayNotChangeIt.work(other, "run");
            assertThat(whoMayNotChangeIt.counts(other)).containsExactly(0, 0, 3, 0, 0);
        }
    }

    @Test
    void aRowOfSumsIsNoCustomer() {
        var csv = "客户名称,手机,最近年度销售额\n求和商贸%d,,100.00\n合 计,,100.00\n".formatted(first);
        var id = imports.bring("sums.csv", csv);
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(1, 0, 0, 1, 0);
        assertThat(imports.rows(id, "WRONG").at("/0/errors/0/code").asString())
                .isEqualTo("intake.summary-row");
    }

    @Test
    void aCharacterThatNoTextMayHoldMakesItsRowWrongAndNoOther() {
        var rows = TestRows.firms(first, 5);
        rows.set(0, TestRows.with(rows.get(0), "remark", "a\0b\u0007c"));
        rows.set(1, TestRows.with(rows.get(1), "industry", "软件\0"));
        rows.set(2, TestRows.with(rows.get(2), "owner_no", "\0"));
        rows.set(3, TestRows.with(rows.get(3), "updated_at", "not\0mapped"));
        var id = imports.bring("control.csv", TestRows.csv(rows).replace("tags", "ta\0gs"));
        assertThat(imports.work(id, "run").text("/state")).isEqualTo("DONE");
        assertThat(imports.counts(id)).containsExactly(2, 0, 0, 3, 0);
        assertThat(imports.rows(id, "WRONG"))
                .extracting(row -> row.at("/errors/0/field").asString())
                .containsExactly("remarks", "industry", "owner");
        assertThat(imports.get(id).body().at("/columns/25/name").asString()).isEqualTo("tags");
        assertThat(api.get("/imports/" + id + "/errors.xlsx").status()).isEqualTo(200);
    }

    @Test
    void valuesOfAKnownRecordFillWhatIsEmptyOrReplaceIt() {
        var known = TestRows.with(TestRows.firm(first), "remark", "");
        imports.work(imports.bring("known.csv", TestRows.csv(List.of(known))), "run");
        var changed = TestRows.with(TestRows.with(known, "remark", "新备注"), "city", "广州");
        var filling = imports.bring("fill.csv", TestRows.csv(List.of(changed)));
        imports.work(filling, "run");
        assertThat(imports.counts(filling)).containsExactly(0, 1, 0, 0, 0);
        assertThat(api.get("/customers/" + file(first)).text("/remarks")).isEqualTo("新备注");
        assertThat(api.get("/customers/" + file(first)).text("/address/city")).isEqualTo("深圳市");
        var replacing = imports.bring("replace.csv", TestRows.csv(List.of(changed)));
        imports.patch(replacing, "{\"onDuplicate\":\"OVERWRITE\"}");
        imports.work(replacing, "run");
        assertThat(imports.counts(replacing)).containsExactly(0, 1, 0, 0, 0);
        assertThat(api.get("/customers/" + file(first)).text("/address/city")).isEqualTo("广州市");
        assertThat(api.get("/customers?size=200&q=" + enc("广州")).body().at("/items"))
                .extracting(item -> item.at("/id").asString())
                .contains(file(first));
    }

    @Test
    void theRefusedRowsAreHandedOutAsAWorkbookWhichTheAuditKnows() {
        var id = imports.bring("wrong.csv", "客户名称,邮箱\n甲公司,nobody\n");
        imports.work(id, "check");
        assertThat(imports.counts(id)).containsExactly(0, 0, 0, 1, 0);
        var workbook = api.get("/imports/" + id + "/errors.xlsx").response();
        assertThat(workbook.statusCode()).isEqualTo(200);
        assertThat(workbook.body()).startsWith("PK");
        var taken =
                "select count(*) from audit_entry where subject_id = :id and action = 'EXPORTED'";
        assertThat(db.sql(taken).param("id", id).query(Integer.class).single()).isEqualTo(1);
    }

    private static String enc(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private int files() {
        return db.sql(
                        "select count(*) from customer where voided_at is null and external_number"
                                + " between :a and :b")
                .params(
                        Map.of(
                                "a",
                                "T%07d".formatted(first),
                                "b",
                                "T%07d".formatted(first + 9_999)))
                .query(Integer.class)
                .single();
    }

    private String file(int number) {
        return db.sql("select id from customer where external_number = :number")
                .param("number", "T%07d".formatted(number))
                .query(UUID.class)
                .single()
                .toString();
    }

    private static String industry(int number) {
        return List.of("I", "F", "G", "J", "Q", "P", "H", "K", "C18", "D", "L", "E", "C")
                .get(number % 13);
    }

    private static String last4(String text) {
        return text.substring(text.length() - 4);
    }
}
