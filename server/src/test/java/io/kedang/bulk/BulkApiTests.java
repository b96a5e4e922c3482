package io.kedang.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

@KedangTest
class BulkApiTests {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final String token = Long.toString(System.nanoTime(), 36);
    private final List<UUID> files = new ArrayList<>();

    private TestClient director;
    private User seller;
    private User heir;
    private TestClient selling;

    @BeforeEach
    void filesOfEachKind() {
        director = company.client(company.user("dir-" + token, "director", "销售一部", Scope.ALL));
        seller = company.user("seller-" + token, "employee", "销售一部", Scope.OWN);
        heir = company.user("heir-" + token, "employee", "销售二部", Scope.OWN);
        selling = company.client(seller);
        file(selling, "ORGANISATION", ",\"tags\":[\"重点\",\"旧\"],\"lifecycle\":\"NEW\"");
        file(selling, "ORGANISATION", ",\"bankAccount\":\"6222020200012345678\"");
        file(selling, "PERSON", ",\"tags\":[\"旧\"],\"family\":\"三口\"");
    }

    private UUID file(TestClient client, String kind, String more) {
        var id = NewId.next();
        var answer =
                client.put(
                        "/customers/" + id,
                        "{\"kind\":\"%s\",\"name\":\"批量%s之%d\"%s}"
                                .formatted(kind, token, files.size(), more));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        files.add(id);
        return id;
    }

    private static final String TAGS = "{\"action\":\"TAGS\",\"add\":[\"新\"],\"remove\":[\"旧\"]}";
    private static final String REGULAR =
            "{\"action\":\"FIELD\",\"field\":\"lifecycle\",\"value\":\"REGULAR\"}";
    private static final String DELETE = "{\"action\":\"DELETE\",\"reason\":\"重复\"}";

    @Test
    void tagsComeAndGoAndTheOthersStay() {
        var id = run(director, TAGS);
        assertThat(counts(id)).isEqualTo(Map.of("CHANGED", 3));
        assertThat(tags(0)).containsExactly("重点", "新");
        assertThat(tags(1)).containsExactly("新");
        assertThat(tags(2)).containsExactly("新");
        assertThat(found("新")).isEqualTo(3);
    }

    @Test
    void aCustomFieldIsChangedAndTakenBackLikeAnyOther() {
        var field = "bulk" + token;
        var made =
                company.client(company.administrator())
                        .put(
                                "/fields/custom/" + field,
                                """
                                {"type":"DECIMAL","section":"file","label":{"zh":"%s"},
                                 "required":false,"listed":false,"searched":false,
                                 "sensitive":false,"position":1,"retired":false}
                                """
                                        .formatted(field));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var id =
                run(
                        director,
                        "{\"action\":\"FIELD\",\"field\":\"custom.%s\",\"value\":7.25}"
                                .formatted(field));
        assertThat(counts(id)).isEqualTo(Map.of("CHANGED", 3));
        var value = "/custom/" + field;
        for (var file : files) {
            assertThat(director.get("/customers/" + file).body().at(value).asDouble())
                    .isEqualTo(7.25);
        }
        director.post("/bulk/" + id + "/undo", "");
        ended(director, id, "UNDONE");
        for (var file : files) {
            assertThat(director.get("/customers/" + file).body().at(value).isNull()).isTrue();
        }
    }

    @Test
    void filesGoToAnotherOwnerAndHisDepartment() {
        run(director, "{\"action\":\"OWNER\",\"owner\":\"" + heir.id() + "\"}");
        var inheriting = company.client(heir);
        for (var file : files) {
            var seen = inheriting.get("/customers/" + file);
            assertThat(seen.text("/owner/id")).isEqualTo(heir.id().toString());
            assertThat(seen.text("/department/name")).isEqualTo("销售二部");
            assertThat(selling.get("/customers/" + file).status()).isNotEqualTo(200);
        }
    }

    @Test
    void aClassNeedsItsRightAndAReason() {
        var grade = "{\"action\":\"GRADE\",\"grade\":\"A\",\"reason\":\"大客户\"}";
        run(director, grade);
        var seen = director.get("/customers/" + files.getFirst());
        assertThat(seen.text("/grade")).isEqualTo("A");
        assertThat(
                        db.sql("select grade_reason from customer where id = :id")
                                .param("id", files.getFirst())
                                .query(String.class)
                                .single())
                .isEqualTo("大客户");
        assertThat(begin(selling, NewId.next(), grade).code()).isEqualTo("access.right-missing");
        assertThat(begin(director, NewId.next(), "{\"action\":\"GRADE\",\"grade\":\"A\"}").code())
                .isEqualTo("bulk.incomplete");
    }

    @Test
    void deletedFilesLieInTheBinWithTheReason() {
        var id = run(director, DELETE);
        assertThat(counts(id)).isEqualTo(Map.of("CHANGED", 3));
        for (var file : files) {
            var seen = director.get("/customers/" + file);
            assertThat(seen.text("/voidReason")).isEqualTo("重复");
        }
        assertThat(begin(selling, NewId.next(), DELETE).code()).isEqualTo("access.right-missing");
    }

    @Test
    void whatIsSkippedIsSkippedForTheReasonThatThePreviewNamed() {
        var binned = file(director, "ORGANISATION", "");
        put(binned);
        file(director, "ORGANISATION", ",\"industry\":\"C\"");
        var change = "{\"action\":\"FIELD\",\"field\":\"industry\",\"value\":\"C\"}";
        var preview = director.post("/bulk/preview", body(change, ids())).body();
        var before = states();
        assertThat(preview.at("/looked").asInt()).isEqualTo(5);
        assertThat(preview.at("/complete").asBoolean()).isTrue();
        assertThat(preview.at("/changed").asInt()).isEqualTo(2);
        assertThat(preview.at("/skipped").toString())
                .contains(
                        "{\"outcome\":\"UNCHANGED\",\"files\":1}",
                        "{\"outcome\":\"OTHER_KIND\",\"files\":1}",
                        "{\"outcome\":\"IN_BIN\",\"files\":1}");
        assertThat(preview.at("/examples").size()).isEqualTo(3);
        assertThat(states()).isEqualTo(before);

        var id = run(director, change);
        assertThat(counts(id))
                .isEqualTo(Map.of("CHANGED", 2, "UNCHANGED", 1, "OTHER_KIND", 1, "IN_BIN", 1));
        assertThat(rows(id, "OTHER_KIND").at("/items/0/file").asString())
                .isEqualTo(files.get(2).toString());
    }

    @Test
    void filesThatSomebodyMayReadAndNotChangeAreSkipped() {
        var foreign = file(director, "ORGANISATION", "");
        var hidden = file(director, "ORGANISATION", "");
        director.put("/customers/" + foreign + "/shares/" + seller.id(), "{\"mayEdit\":false}");
        var preview = selling.post("/bulk/preview", body(TAGS, ids()));
        assertThat(preview.body().at("/changed").asInt()).isEqualTo(3);
        assertThat(preview.body().at("/skipped").toString())
                .isEqualTo("[{\"outcome\":\"NO_RIGHT\",\"files\":1}]");
        assertThat(preview.response().body()).doesNotContain(hidden.toString());
        var id = run(selling, TAGS);
        assertThat(counts(id, selling)).isEqualTo(Map.of("CHANGED", 3, "NO_RIGHT", 1));
        assertThat(version(foreign)).isOne();
        assertThat(version(hidden)).isOne();
    }

    @Test
    void allFilesOfAListAreChangedAndNoOthers() {
        var other = file(director, "ORGANISATION", ",\"lifecycle\":\"LOST\"");
        var list =
                "{\"q\":\"批量%s\",\"filter\":{\"field\":\"lifecycle\",\"op\":\"missing\"}}"
                        .formatted(token);
        var preview = director.post("/bulk/preview", body(REGULAR, list)).body();
        assertThat(preview.at("/changed").asInt()).as(preview.toString()).isEqualTo(2);
        var id = NewId.next();
        assertThat(director.put("/bulk/" + id, body(REGULAR, list)).status()).isEqualTo(200);
        ended(director, id, "DONE");
        assertThat(counts(id)).isEqualTo(Map.of("CHANGED", 2));
        assertThat(director.get("/customers/" + other).text("/lifecycle")).isEqualTo("LOST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TAGS,
                REGULAR,
                DELETE,
                "{\"action\":\"GRADE\",\"grade\":\"A\",\"reason\":\"x\"}",
                "{\"action\":\"FIELD\",\"field\":\"lifecycle\"}",
                "OWNER"
            })
    void whatIsTakenBackIsToTheByteAsBefore(String wished) {
        var change =
                wished.equals("OWNER")
                        ? "{\"action\":\"OWNER\",\"owner\":\"" + heir.id() + "\"}"
                        : wished;
        var before = states();
        var id = run(director, change);
        assertThat(states()).isNotEqualTo(before);
        assertThat(director.post("/bulk/" + id + "/undo", "").status()).isEqualTo(200);
        ended(director, id, "UNDONE");
        assertThat(states()).isEqualTo(before);
        assertThat(director.post("/bulk/" + id + "/undo", "").code()).isEqualTo("bulk.undone");
        assertThat(counts(id)).containsKey("UNDONE").doesNotContainKey("CHANGED");
    }

    @Test
    void whatSomebodyChangedSinceStaysAndIsNamed() {
        var id = run(director, "{\"action\":\"OWNER\",\"owner\":\"" + heir.id() + "\"}");
        var changed = "/customers/" + files.getFirst();
        var own = company.department("销售一部");
        director.patch(changed, 2, "{\"department\":\"" + own + "\"}");
        director.patch("/customers/" + files.get(1), 2, "{\"remarks\":\"后来\"}");
        director.post("/bulk/" + id + "/undo", "");
        ended(director, id, "UNDONE");
        assertThat(counts(id)).isEqualTo(Map.of("UNDONE", 2, "KEPT", 1));
        var kept = rows(id, "KEPT").at("/items/0");
        assertThat(kept.at("/file").asString()).isEqualTo(files.getFirst().toString());
        assertThat(kept.at("/kept").toString()).isEqualTo("[\"department\"]");
        assertThat(director.get(changed).text("/owner/id")).isEqualTo(seller.id().toString());
        assertThat(director.get("/customers/" + files.get(1)).text("/remarks")).isEqualTo("后来");
    }

    @Test
    void onlyWhoDidItAndTheAdministratorTakeItBack() {
        var id = run(selling, TAGS);
        assertThat(director.post("/bulk/" + id + "/undo", "").code()).isEqualTo("bulk.unknown");
        assertThat(director.get("/bulk/" + id + "/rows").code()).isEqualTo("bulk.unknown");
        assertThat(director.get("/bulk").body().toString()).doesNotContain(id.toString());
        var admin = company.client(company.administrator());
        assertThat(admin.get("/bulk").body().toString()).contains(id.toString());
        assertThat(admin.post("/bulk/" + id + "/undo", "").status()).isEqualTo(200);
    }

    @Test
    void thirtyDaysLaterNothingIsTakenBack() {
        var id = run(director, TAGS);
        db.sql("update bulk set undo_until = now() - interval '1 second' where id = :id")
                .param("id", id)
                .update();
        assertThat(director.post("/bulk/" + id + "/undo", "").code()).isEqualTo("bulk.too-late");
        assertThat(tags(1)).containsExactly("新");
    }

    @Test
    void theSameCallTwiceHappensOnceAndAnotherOneIsRefused() {
        var id = run(director, TAGS);
        assertThat(begin(director, id, TAGS).status()).isEqualTo(200);
        assertThat(begin(director, id, REGULAR).code()).isEqualTo("bulk.id-taken");
        assertThat(version(files.getFirst())).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "creditCode", "mobile", "bankAccount", "idNumber"})
    void whatTellsFilesFromEachOtherAndWhatIsSensitiveIsRefused(String field) {
        var change = "{\"action\":\"FIELD\",\"field\":\"" + field + "\",\"value\":\"1\"}";
        assertThat(begin(director, NewId.next(), change).code()).isEqualTo("bulk.field-of-one");
    }

    @Test
    void theRegisterAndTheHistoryTellOfIt() {
        var id = run(director, "{\"action\":\"TAGS\",\"add\":[\"新\"],\"reason\":\"盘点\"}");
        var entry = director.get("/audit?action=BULK_CHANGED&size=1");
        assertThat(entry.text("/items/0/reason")).isEqualTo("盘点");
        var file = "/customers/" + files.getFirst();
        assertThat(director.get(file + "/revisions").body().toString()).contains("盘点");
        director.post("/bulk/" + id + "/undo", "");
        ended(director, id, "UNDONE");
        assertThat(director.get("/audit?action=BULK_UNDONE&size=1").body().at("/items").size())
                .isOne();
    }

    private UUID run(TestClient client, String change) {
        var id = NewId.next();
        var answer = begin(client, id, change);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        ended(client, id, "DONE");
        return id;
    }

    private TestClient.Answer begin(TestClient client, UUID id, String change) {
        return client.put("/bulk/" + id, body(change, ids()));
    }

    private static void ended(TestClient client, UUID id, String state) {
        await().atMost(SOON).until(() -> client.get("/bulk/" + id).text("/state").equals(state));
    }

    private String ids() {
        return "{\"ids\":[%s]}"
                .formatted(String.join(",", files.stream().map(id -> "\"" + id + "\"").toList()));
    }

    private static String body(String change, String files) {
        return "{\"change\":%s,\"files\":%s}".formatted(change, files);
    }

    private Map<String, Integer> counts(UUID id) {
        return counts(id, director);
    }

    private static Map<String, Integer> counts(UUID id, TestClient client) {
        var counts = new TreeMap<String, Integer>();
        for (var each : client.get("/bulk/" + id).body().at("/outcomes")) {
            counts.put(each.at("/outcome").asString(), each.at("/files").asInt());
        }
        return counts;
    }

    private tools.jackson.databind.JsonNode rows(UUID id, String outcome) {
        return director.get("/bulk/" + id + "/rows?outcome=" + outcome).body();
    }

    private List<String> tags(int file) {
        var tags = new ArrayList<String>();
        director.get("/customers/" + files.get(file))
                .body()
                .at("/tags")
                .forEach(tag -> tags.add(tag.asString()));
        return tags;
    }

    private int found(String word) {
        var path =
                "/customers?count=exact&q="
                        + URLEncoder.encode("批量" + token + " " + word, StandardCharsets.UTF_8);
        return director.get(path).body().at("/count").asInt();
    }

    private int version(UUID file) {
        return db.sql("select version from customer where id = :id")
                .param("id", file)
                .query(Integer.class)
                .single();
    }

    private void put(UUID file) {
        var answer = director.post("/customers/" + file + "/void", "{\"reason\":\"x\"}");
        assertThat(answer.status()).as(answer.response().body()).isLessThan(300);
    }

    /// The rows of the files and of their index, without what every change moves on.
    private List<String> states() {
        return db.sql(
                        """
                        select (to_jsonb(c) - 'version' - 'updated_at' - 'updated_by')::text
                               || to_jsonb(s)::text
                          from customer c join customer_search s on s.customer_id = c.id
                         where c.id = any (cast(:ids as uuid[])) order by c.id
                        """)
                .param("ids", files.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }
}
