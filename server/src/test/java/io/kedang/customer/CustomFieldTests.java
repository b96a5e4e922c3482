package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestClient.Answer;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/// A field that an administrator makes is used like one that is built in, without a restart.
@KedangTest
class CustomFieldTests {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient administrator;
    private TestClient director;
    private OwnFields own;

    @BeforeEach
    void open() {
        administrator = company.client(company.administrator());
        director = company.client(company.user("zidingyi", "director", "客户服务部", Scope.ALL));
        own = new OwnFields(administrator, director);
    }

    @AfterEach
    void retire() {
        own.retireAll();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    TEXT         |                | "深海蓝"        | contains | "海蓝"     | "浅草绿"
                    LONG_TEXT    |                | "一行\\n二行"   | contains | "二行"     | "三行"
                    WHOLE_NUMBER |                | 42             | gt       | 41         | 42
                    DECIMAL      |                | 3.25           | le       | 3.25       | 3.24
                    DATE         |                | "2024-02-29"   | lt       | "2024-03-01" | "2024-02-29"
                    INSTANT      |                | "2024-02-29T01:02:03.004Z" | ge | "2024-02-29T01:02:03Z" | "2024-02-29T01:02:04Z"
                    YES_NO       |                | true           | eq       | true       | false
                    CHOICE       | RED,BLUE       | "RED"          | eq       | "RED"      | "BLUE"
                    CHOICES      | RED,BLUE,GREEN | ["RED","BLUE"] | in       | ["BLUE"]   | ["GREEN"]
                    LINK         |                | "https://example.com/a" | contains | "example" | "beispiel"
                    EMAIL        |                | "kf@example.com" | startsWith | "kf@"  | "fk@"
                    """)
    void aValueIsKeptListedAndFiltered(
            String type, String options, String value, String operator, String met, String missed) {
        var key = own.make(type, options == null ? "" : options, "", "\"listed\":true");
        var file = own.file(key, value);
        assertThat(own.shown(file, key).toString()).isEqualTo(value);
        assertThat(own.found(OwnFields.condition(key, operator, met))).containsExactly(file);
        assertThat(own.found(OwnFields.condition(key, operator, missed))).isEmpty();
        assertThat(own.found("{\"field\":\"custom.%s\",\"op\":\"present\"}".formatted(key)))
                .containsExactly(file);
    }

    @Test
    void anAmountIsComparedByItsNumber() {
        var key = own.make("MONEY", "", "", "\"minimum\":0");
        var file = own.file(key, "{\"amount\":\"1200.50\",\"currency\":\"CNY\"}");
        assertThat(own.shown(file, key).at("/amount").asString()).isEqualTo("1200.50");
        assertThat(own.found(OwnFields.condition(key, "gt", "\"1200\""))).containsExactly(file);
        assertThat(own.found(OwnFields.condition(key, "gt", "\"1201\""))).isEmpty();
        var wrong = own.create(NewId.next(), key, "{\"amount\":\"-1\",\"currency\":\"CNY\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/field")).isEqualTo("custom." + key);
    }

    @Test
    void aUserIsNamedAndOneWhoDoesNotExistIsRefused() {
        var key = own.make("USER", "", "", "");
        var user = company.user("fuze", "employee", "客户服务部", Scope.OWN);
        var file = own.file(key, "\"" + user.id() + "\"");
        assertThat(own.shown(file, key).at("/name").asString()).isEqualTo(user.displayName());
        assertThat(own.create(NewId.next(), key, "\"" + NewId.next() + "\"").status())
                .isEqualTo(422);
    }

    @Test
    void aChangeIsARevisionThatCanBeTakenBack() {
        var key = own.make("DECIMAL", "", "", "");
        var file = own.file(key, "1.5");
        var changed =
                director.patch("/customers/" + file, 1, "{\"custom\":{\"%s\":2.5}}".formatted(key));
        assertThat(changed.body().at("/custom/" + key).asDouble()).isEqualTo(2.5);
        var history =
                director.get("/customers/" + file + "/fields/custom." + key + "/history").body();
        assertThat(history.at("/items/0/changes/0/before").asDouble()).isEqualTo(1.5);
        assertThat(history.at("/items/0/changes/0/after").asDouble()).isEqualTo(2.5);
        var restored =
                director.send(
                        "POST",
                        "/customers/" + file + "/restore",
                        "{\"revision\":1}",
                        Map.of("Content-Type", "application/json", "If-Match", "\"2\""));
        assertThat(restored.body().at("/custom/" + key).asDouble())
                .as(restored.response().body())
                .isEqualTo(1.5);
        director.patch("/customers/" + file, 3, "{\"custom\":{\"%s\":null}}".formatted(key));
        assertThat(own.shown(file, key).isNull()).isTrue();
        assertThat(custom(file)).isEqualTo("{}");
    }

    @Test
    void wordsAreFoundBySearchWhereTheFieldSaysSo() {
        var found = own.make("TEXT", "", "", "\"searched\":true");
        var kept = own.make("TEXT", "", "", "");
        var file = own.file(found, "\"琥珀色玻璃瓶\"");
        own.file(kept, "\"琥珀色塑料瓶\"");
        assertThat(OwnFields.ids(director.get("/customers?q=" + OwnFields.encoded("琥珀色"))))
                .containsExactly(file);
    }

    @Test
    void aSealedValueReachesTheDatabaseSealedAndIsShownMasked() {
        var key = own.make("TEXT", "", "", "\"sensitive\":true");
        var file = own.file(key, "\"绝密编号8848\"");
        assertThat(own.shown(file, key).asString()).doesNotContain("8848");
        assertThat(custom(file)).isEqualTo("{}");
        var row =
                db.sql("select c::text from customer c where id = ?")
                        .param(UUID.fromString(file))
                        .query(String.class)
                        .single();
        assertThat(row).doesNotContain("8848");
        assertThat(
                        director.get(
                                "/customers?filter="
                                        + OwnFields.encoded(
                                                OwnFields.condition(key, "eq", "\"x\""))))
                .extracting(Answer::status)
                .isEqualTo(422);
        var revealed =
                director.post(
                        "/customers/" + file + "/reveal",
                        "{\"fields\":[\"custom.%s\"],\"reason\":\"核对\"}".formatted(key));
        assertThat(revealed.response().body()).contains("绝密编号8848");
        var sent = "{\"custom\":{\"%s\":\"%s\"}}".formatted(key, own.shown(file, key).asString());
        assertThat(director.patch("/customers/" + file, 1, sent).status()).isEqualTo(422);
    }

    @Test
    void aNewFileGetsWhatTheFieldGivesAndLacksNothingThatItNeeds() {
        var given = own.make("CHOICE", "RED,BLUE", "", "\"initial\":\"BLUE\",\"required\":true");
        var needed = own.make("WHOLE_NUMBER", "", "ORGANISATION", "\"required\":true");
        var lacking = own.create(NewId.next(), given, "\"RED\"");
        assertThat(lacking.text("/errors/0/field")).isEqualTo("custom." + needed);
        var file = own.file(needed, "7");
        assertThat(own.shown(file, given).asString()).isEqualTo("BLUE");
        var emptied = "{\"custom\":{\"%s\":null}}".formatted(needed);
        assertThat(director.patch("/customers/" + file, 1, emptied).text("/errors/0/code"))
                .isEqualTo("customer.field-required");
        var person = NewId.next();
        var body = "{\"kind\":\"PERSON\",\"name\":\"个人客户%s\"}".formatted(person);
        assertThat(director.put("/customers/" + person, body).status()).isEqualTo(201);
    }

    @Test
    void aRetiredOptionStaysWhereItIsAndIsChosenNoMore() {
        var key = own.make("CHOICE", "RED,BLUE", "", "");
        var file = own.file(key, "\"RED\"");
        var body = OwnFields.body("CHOICE", "RED!,BLUE", "", "", key);
        assertThat(own.change(key, 1, body).status()).isEqualTo(200);
        assertThat(own.shown(file, key).asString()).isEqualTo("RED");
        assertThat(own.create(NewId.next(), key, "\"RED\"").text("/errors/0/code"))
                .isEqualTo("custom-field.option-retired");
        var same = "{\"remarks\":\"仍是红色\",\"custom\":{\"%s\":\"RED\"}}".formatted(key);
        assertThat(director.patch("/customers/" + file, 1, same).status()).isEqualTo(200);
        assertThat(
                        own.change(key, 2, OwnFields.body("CHOICE", "BLUE", "", "", key))
                                .text("/errors/0/code"))
                .isEqualTo("custom-field.option-gone");
    }

    @Test
    void aRetiredFieldIsNoLongerOfferedAndItsValuesStay() {
        var key = own.make("TEXT", "", "", "\"listed\":true");
        var file = own.file(key, "\"保留\"");
        assertThat(fields()).contains("custom." + key);
        var retired = OwnFields.body("TEXT", "", "", "\"listed\":true,\"retired\":true", key);
        assertThat(own.change(key, 1, retired).status()).isEqualTo(200);
        assertThat(fields()).doesNotContain("custom." + key);
        assertThat(own.found(OwnFields.condition(key, "eq", "\"保留\""))).containsExactly(file);
        assertThat(own.create(NewId.next(), key, "\"新值\"").status()).isEqualTo(422);
        assertThat(own.shown(file, key).isMissingNode()).isTrue();
        director.patch("/customers/" + file, 1, "{\"remarks\":\"改了别的\"}");
        var back = OwnFields.body("TEXT", "", "", "\"listed\":true", key);
        assertThat(own.change(key, 2, back).status()).isEqualTo(200);
        assertThat(own.shown(file, key).asString()).isEqualTo("保留");
    }

    @Test
    void whatLeavesTheHouseHoldsTheFieldUnderItsLabel() throws Exception {
        var key = own.make("CHOICE", "RED,BLUE", "", "");
        var file = own.file(key, "\"RED\"");
        var name = director.get("/customers/" + file).text("/name");
        var filter = OwnFields.condition(key, "eq", "\"RED\"");
        var columns = "\"columns\":[\"name\",\"custom.%s\"]".formatted(key);
        var exported =
                director.post(
                        "/exports",
                        "{\"format\":\"CSV\",\"filter\":%s,%s}".formatted(filter, columns));
        assertThat(exported.response().body().lines().toList())
                .containsExactly("\ufeff客户名称,字段" + key, name + ",RED色");
        try (var pack = new ZipInputStream(new ByteArrayInputStream(printed(file)))) {
            var entry = pack.getNextEntry();
            while (!entry.getName().equals("word/document.xml")) {
                entry = pack.getNextEntry();
            }
            assertThat(new String(pack.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("字段" + key, "RED色");
        }
    }

    private byte[] printed(String file) throws Exception {
        var path = "/api/v1/customers/" + file + "/print/file-form.docx";
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + director.port() + path))
                        .header("Authorization", "Bearer " + director.token())
                        .build();
        return director.http().send(request, BodyHandlers.ofByteArray()).body();
    }

    @Test
    void aFieldThatCannotBeIsRefusedWithEveryReason() {
        var json =
                """
                {"type":"MONEY","section":"cellar","label":{"zh":"客户名称"},"options":[
                  {"code":"a","label":{"zh":"甲"}},{"code":"a","label":{"zh":"乙"}}],
                 "required":false,"listed":false,"searched":true,"sensitive":true,"position":1,
                 "retired":false}
                """;
        var refused = administrator.put("/fields/custom/Wrong-name", json);
        assertThat(refused.status()).isEqualTo(422);
        var codes = new ArrayList<String>();
        refused.body().at("/errors").forEach(each -> codes.add(each.at("/code").asString()));
        assertThat(codes)
                .contains(
                        "custom-field.name-form",
                        "custom-field.section-unknown",
                        "custom-field.label-taken",
                        "custom-field.options-needless",
                        "custom-field.option-twice",
                        "custom-field.not-sealable",
                        "custom-field.not-searchable");
    }

    @Test
    void whatValuesDependOnIsFixedAndNobodyOverwritesAnothersChange() {
        var key = own.make("TEXT", "", "", "");
        assertThat(
                        own.change(key, 1, OwnFields.body("DATE", "", "", "", key))
                                .text("/errors/0/code"))
                .isEqualTo("custom-field.fixed");
        assertThat(
                        own.change(key, 1, OwnFields.body("TEXT", "", "", "\"maxLength\":3", key))
                                .status())
                .isEqualTo(200);
        assertThat(own.change(key, 1, OwnFields.body("TEXT", "", "", "", key)).status())
                .isEqualTo(412);
        assertThat(own.create(NewId.next(), key, "\"四个字呢\"").text("/errors/0/code"))
                .isEqualTo("value.too-long");
    }

    @Test
    void onlyWhoAdministersMakesFieldsAndTheAuditTells() {
        assertThat(director.get("/fields/custom").status()).isEqualTo(403);
        var key = own.make("TEXT", "", "", "");
        assertThat(director.send("PUT", "/fields/custom/" + key, "{}", JSON).status())
                .isEqualTo(403);
        var entries = administrator.get("/audit?action=FIELD_CREATED&size=1").body();
        assertThat(entries.at("/items/0/fields/0").asString()).isEqualTo(key);
        assertThat(
                        administrator.put(
                                "/fields/custom/" + key, OwnFields.body("TEXT", "", "", "", key)))
                .extracting(Answer::status)
                .isEqualTo(201);
        assertThat(
                        administrator.put(
                                "/fields/custom/" + key, OwnFields.body("DATE", "", "", "", key)))
                .extracting(Answer::code)
                .isEqualTo("custom-field.name-taken");
    }

    private List<String> fields() {
        var keys = new ArrayList<String>();
        director.get("/fields")
                .body()
                .at("/fields")
                .forEach(field -> keys.add(field.at("/key").asString()));
        return keys;
    }

    private String custom(String file) {
        return db.sql("select custom::text from customer where id = ?")
                .param(UUID.fromString(file))
                .query(String.class)
                .single();
    }
}
