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

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A field that an administrator makes is used like one that is built in, without a restart.
@KedangTest
class CustomFieldTests {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final List<String> made = new ArrayList<>();
    private TestClient administrator;
    private TestClient director;

    @BeforeEach
    void open() {
        administrator = company.client(company.administrator());
        director = company.client(company.user("zidingyi", "director", "客户服务部", Scope.ALL));
    }

    @AfterEach
    void retire() {
        made.forEach(
                name -> {
                    var field = view(name);
                    var body = field.deepCopy().asObject();
                    body.put("retired", true).put("required", false);
                    for (var own : List.of("name", "key", "version")) {
                        body.remove(own);
                    }
                    var done = change(name, field.at("/version").asInt(), body.toString());
                    assertThat(done.status()).as(done.response().body()).isEqualTo(200);
                });
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
        var key = make(type, options == null ? "" : options, "", "\"listed\":true");
        var file = file(key, value);
        assertThat(shown(file, key).toString()).isEqualTo(value);
        assertThat(found(condition(key, operator, met))).containsExactly(file);
        assertThat(found(condition(key, operator, missed))).isEmpty();
        assertThat(found("{\"field\":\"custom.%s\",\"op\":\"present\"}".formatted(key)))
                .containsExactly(file);
    }

    @Test
    void anAmountIsComparedByItsNumber() {
        var key = make("MONEY", "", "", "\"minimum\":0");
        var file = file(key, "{\"amount\":\"1200.50\",\"currency\":\"CNY\"}");
        assertThat(shown(file, key).at("/amount").asString()).isEqualTo("1200.50");
        assertThat(found(condition(key, "gt", "\"1200\""))).containsExactly(file);
        assertThat(found(condition(key, "gt", "\"1201\""))).isEmpty();
        var wrong = create(NewId.next(), key, "{\"amount\":\"-1\",\"currency\":\"CNY\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/field")).isEqualTo("custom." + key);
    }

    @Test
    void aUserIsNamedAndOneWhoDoesNotExistIsRefused() {
        var key = make("USER", "", "", "");
        var user = company.user("fuze", "employee", "客户服务部", Scope.OWN);
        var file = file(key, "\"" + user.id() + "\"");
        assertThat(shown(file, key).at("/name").asString()).isEqualTo(user.displayName());
        assertThat(create(NewId.next(), key, "\"" + NewId.next() + "\"").status()).isEqualTo(422);
    }

    @Test
    void aChangeIsARevisionThatCanBeTakenBack() {
        var key = make("DECIMAL", "", "", "");
        var file = file(key, "1.5");
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
        assertThat(shown(file, key).isNull()).isTrue();
        assertThat(custom(file)).isEqualTo("{}");
    }

    @Test
    void wordsAreFoundBySearchWhereTheFieldSaysSo() {
        var found = make("TEXT", "", "", "\"searched\":true");
        var kept = make("TEXT", "", "", "");
        var file = file(found, "\"琥珀色玻璃瓶\"");
        file(kept, "\"琥珀色塑料瓶\"");
        assertThat(ids(director.get("/customers?q=" + encoded("琥珀色")))).containsExactly(file);
    }

    @Test
    void aSealedValueReachesTheDatabaseSealedAndIsShownMasked() {
        var key = make("TEXT", "", "", "\"sensitive\":true");
        var file = file(key, "\"绝密编号8848\"");
        assertThat(shown(file, key).asString()).doesNotContain("8848");
        assertThat(custom(file)).isEqualTo("{}");
        var row =
                db.sql("select c::text from customer c where id = ?")
                        .param(UUID.fromString(file))
                        .query(String.class)
                        .single();
        assertThat(row).doesNotContain("8848");
        assertThat(director.get("/customers?filter=" + encoded(condition(key, "eq", "\"x\""))))
                .extracting(Answer::status)
                .isEqualTo(422);
        var revealed =
                director.post(
                        "/customers/" + file + "/reveal",
                        "{\"fields\":[\"custom.%s\"],\"reason\":\"核对\"}".formatted(key));
        assertThat(revealed.response().body()).contains("绝密编号8848");
        var sent = "{\"custom\":{\"%s\":\"%s\"}}".formatted(key, shown(file, key).asString());
        assertThat(director.patch("/customers/" + file, 1, sent).status()).isEqualTo(422);
    }

    @Test
    void aNewFileGetsWhatTheFieldGivesAndLacksNothingThatItNeeds() {
        var given = make("CHOICE", "RED,BLUE", "", "\"initial\":\"BLUE\",\"required\":true");
        var needed = make("WHOLE_NUMBER", "", "ORGANISATION", "\"required\":true");
        var lacking = create(NewId.next(), given, "\"RED\"");
        assertThat(lacking.text("/errors/0/field")).isEqualTo("custom." + needed);
        var file = file(needed, "7");
        assertThat(shown(file, given).asString()).isEqualTo("BLUE");
        var emptied = "{\"custom\":{\"%s\":null}}".formatted(needed);
        assertThat(director.patch("/customers/" + file, 1, emptied).text("/errors/0/code"))
                .isEqualTo("customer.field-required");
        var person = NewId.next();
        var body = "{\"kind\":\"PERSON\",\"name\":\"个人客户%s\"}".formatted(person);
        assertThat(director.put("/customers/" + person, body).status()).isEqualTo(201);
    }

    @Test
    void aRetiredOptionStaysWhereItIsAndIsChosenNoMore() {
        var key = make("CHOICE", "RED,BLUE", "", "");
        var file = file(key, "\"RED\"");
        var body = body("CHOICE", "RED!,BLUE", "", "", key);
        assertThat(change(key, 1, body).status()).isEqualTo(200);
        assertThat(shown(file, key).asString()).isEqualTo("RED");
        assertThat(create(NewId.next(), key, "\"RED\"").text("/errors/0/code"))
                .isEqualTo("custom-field.option-retired");
        var same = "{\"remarks\":\"仍是红色\",\"custom\":{\"%s\":\"RED\"}}".formatted(key);
        assertThat(director.patch("/customers/" + file, 1, same).status()).isEqualTo(200);
        assertThat(change(key, 2, body("CHOICE", "BLUE", "", "", key)).text("/errors/0/code"))
                .isEqualTo("custom-field.option-gone");
    }

    @Test
    void aRetiredFieldIsNoLongerOfferedAndItsValuesStay() {
        var key = make("TEXT", "", "", "\"listed\":true");
        var file = file(key, "\"保留\"");
        assertThat(fields()).contains("custom." + key);
        var retired = body("TEXT", "", "", "\"listed\":true,\"retired\":true", key);
        assertThat(change(key, 1, retired).status()).isEqualTo(200);
        assertThat(fields()).doesNotContain("custom." + key);
        assertThat(create(NewId.next(), key, "\"新值\"").status()).isEqualTo(422);
        assertThat(director.get("/customers/" + file).body().at("/custom").isMissingNode())
                .isTrue();
        director.patch("/customers/" + file, 1, "{\"remarks\":\"改了别的\"}");
        var back = body("TEXT", "", "", "\"listed\":true", key);
        assertThat(change(key, 2, back).status()).isEqualTo(200);
        assertThat(shown(file, key).asString()).isEqualTo("保留");
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
        var key = make("TEXT", "", "", "");
        assertThat(change(key, 1, body("DATE", "", "", "", key)).text("/errors/0/code"))
                .isEqualTo("custom-field.fixed");
        assertThat(change(key, 1, body("TEXT", "", "", "\"maxLength\":3", key)).status())
                .isEqualTo(200);
        assertThat(change(key, 1, body("TEXT", "", "", "", key)).status()).isEqualTo(412);
        assertThat(create(NewId.next(), key, "\"四个字呢\"").text("/errors/0/code"))
                .isEqualTo("value.too-long");
    }

    @Test
    void onlyWhoAdministersMakesFieldsAndTheAuditTells() {
        assertThat(director.get("/fields/custom").status()).isEqualTo(403);
        var key = make("TEXT", "", "", "");
        assertThat(director.send("PUT", "/fields/custom/" + key, "{}", JSON).status())
                .isEqualTo(403);
        var entries = administrator.get("/audit?action=FIELD_CREATED&size=1").body();
        assertThat(entries.at("/items/0/fields/0").asString()).isEqualTo(key);
        assertThat(administrator.put("/fields/custom/" + key, body("TEXT", "", "", "", key)))
                .extracting(Answer::status)
                .isEqualTo(201);
        assertThat(administrator.put("/fields/custom/" + key, body("DATE", "", "", "", key)))
                .extracting(Answer::code)
                .isEqualTo("custom-field.name-taken");
    }

    // -- fields and files -------------------------------------------------------------------------

    private String make(String type, String options, String kinds, String more) {
        var name = "f" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var done =
                administrator.put("/fields/custom/" + name, body(type, options, kinds, more, name));
        assertThat(done.status()).as(done.response().body()).isEqualTo(201);
        made.add(name);
        return name;
    }

    private Answer change(String name, int version, String body) {
        return administrator.send(
                "PUT",
                "/fields/custom/" + name,
                body,
                Map.of("Content-Type", "application/json", "If-Match", "\"" + version + "\""));
    }

    private static String body(
            String type, String options, String kinds, String more, String name) {
        var choices = new ArrayList<String>();
        for (var code : options.isEmpty() ? new String[0] : options.split(",")) {
            choices.add(
                    "{\"code\":\"%s\",\"label\":{\"zh\":\"%1$s色\"},\"retired\":%s}"
                            .formatted(code.replace("!", ""), code.endsWith("!")));
        }
        var members = new ArrayList<String>();
        members.add("\"type\":\"" + type + "\"");
        members.add("\"section\":\"file\"");
        members.add("\"label\":{\"zh\":\"字段%s\",\"en\":\"Field %1$s\"}".formatted(name));
        members.add("\"kinds\":" + (kinds.isEmpty() ? "[]" : "[\"" + kinds + "\"]"));
        members.add("\"options\":" + choices);
        members.add("\"position\":1");
        if (!more.isEmpty()) {
            members.add(more);
        }
        for (var flag : List.of("required", "listed", "searched", "sensitive", "retired")) {
            if (!more.contains(flag)) {
                members.add("\"" + flag + "\":false");
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    private JsonNode view(String name) {
        for (var field : administrator.get("/fields/custom").body().at("/items")) {
            if (field.at("/name").asString().equals(name)) {
                return field;
            }
        }
        throw new AssertionError(name);
    }

    private List<String> fields() {
        var keys = new ArrayList<String>();
        director.get("/fields")
                .body()
                .at("/fields")
                .forEach(field -> keys.add(field.at("/key").asString()));
        return keys;
    }

    private String file(String field, String value) {
        var id = NewId.next();
        var answer = create(id, field, value);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return id.toString();
    }

    private Answer create(UUID id, String field, String value) {
        return director.put(
                "/customers/" + id,
                "{\"kind\":\"ORGANISATION\",\"name\":\"自定义%s\",\"custom\":{\"%s\":%s}}"
                        .formatted(id, field, value));
    }

    private JsonNode shown(String file, String field) {
        return director.get("/customers/" + file).body().at("/custom/" + field);
    }

    private String custom(String file) {
        return db.sql("select custom::text from customer where id = ?")
                .param(UUID.fromString(file))
                .query(String.class)
                .single();
    }

    private static String condition(String field, String operator, String value) {
        return "{\"field\":\"custom.%s\",\"op\":\"%s\",\"value\":%s}"
                .formatted(field, operator, value);
    }

    private List<String> found(String condition) {
        return ids(director.get("/customers?filter=" + encoded(condition)));
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        var ids = new ArrayList<String>();
        answer.body().at("/items").forEach(item -> ids.add(item.at("/id").asString()));
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
