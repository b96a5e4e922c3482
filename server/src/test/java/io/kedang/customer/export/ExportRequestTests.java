package io.kedang.customer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

@KedangTest
class ExportRequestTests {
    private static final Random RANDOM = new Random();
    private static final String REQUESTS = "/export-requests/";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final String token = "申请" + Long.toString(System.nanoTime(), 36);
    private User asker;
    private TestClient asking;
    private TestClient deciding;
    private TestClient serving;

    /// 12 files of somebody whose role lets 10 rows go unapproved.
    @BeforeEach
    void aListThatIsTooLong() {
        var admin = company.client(company.administrator());
        var made =
                admin.put(
                        "/roles/" + NewId.next(),
                        """
                        {"name":"少量导出","rank":"EMPLOYEE","scope":"OWN",
                         "rights":["CUSTOMER_READ","CUSTOMER_EDIT","EXPORT","APPROVE"],
                         "exports":{"unapproved":10,"perDay":20,"atOnce":15}}
                        """);
        var name = "asker" + UUID.randomUUID().toString().substring(0, 8);
        asker = company.user(name, made.text("/code"), "销售一部", Scope.OWN);
        asking = company.client(asker);
        deciding = company.client(company.user("export-decider", "director", "销售部", Scope.ALL));
        serving = company.client(company.user("export-service", "service", "客户服务部", Scope.OWN));
        open(12);
    }

    @Test
    void whatIsApprovedIsFetchedOnceAndIsExactlyWhatWasAskedFor() {
        asking.put("/customers/" + NewId.next(), "{\"kind\":\"ORGANISATION\",\"name\":\"别家\"}");
        var id = ask();
        assertThat(fetch(id).code()).isEqualTo("export.not-open");
        assertThat(approve(deciding, id).status()).isEqualTo(204);

        var file = fetch(id);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().headers().firstValue("Kedang-Rows")).contains("12");
        assertThat(file.response().body())
                .contains(token)
                .doesNotContain("别家")
                .doesNotContainPattern("137\\d{8}")
                .containsPattern("137\\*{4}\\d{4}");
        assertThat(fetch(id).code()).isEqualTo("export.not-open");

        var mine = listed(asking, "MINE", id);
        assertThat(mine.at("/state").asString()).isEqualTo("FETCHED");
        assertThat(mine.at("/number").isNumber()).isTrue();
        assertThat(asking.get("/exports/allowance").body().at("/used").asInt()).isZero();
        var entry =
                company.client(company.administrator())
                        .get("/audit?number=" + mine.at("/number").asString());
        assertThat(entry.text("/items/0/reason")).isEqualTo("年度回访");
        assertThat(entry.body().at("/items/0/facts").toString()).contains("export-decider");
    }

    @Test
    void whoDecidesSeesWhoWhatForAndWhat() {
        var id = ask();
        var shown = listed(deciding, "TO_DECIDE", id);
        assertThat(shown.at("/requester").asString()).isEqualTo(asker.displayName());
        assertThat(shown.at("/requesterDepartment").asString()).isEqualTo("销售一部");
        assertThat(shown.at("/purpose").asString()).isEqualTo("年度回访");
        assertThat(shown.at("/rows").asInt()).isEqualTo(12);
        assertThat(shown.at("/q").asString()).isEqualTo(token);
        assertThat(shown.at("/filter/op").asString()).isEqualTo("ne");
        assertThat(shown.at("/columns").toString()).isEqualTo("[\"name\",\"mobile\"]");
        assertThat(shown.at("/sensitive").toString()).isEqualTo("[\"mobile\"]");
        assertThat(
                        db.sql("select export from export_request where id = :id")
                                .param("id", id)
                                .query(String.class)
                                .single())
                .doesNotContain(token);
    }

    @Test
    void nobodyDecidesOnHisOwnRequestNorWithoutExportingHimself() {
        var id = ask();
        assertThat(approve(asking, id).code()).isEqualTo("export.own-request");
        assertThat(approve(serving, id).code()).isEqualTo("access.right-missing");
        assertThat(serving.get("/export-requests?which=TO_DECIDE").status()).isEqualTo(403);
        assertThat(deciding.post(REQUESTS + id + "/file", "{}").code())
                .isEqualTo("export.request-unknown");
        assertThat(fetch(id).code()).isEqualTo("export.not-open");
    }

    @Test
    void ofTwentyWhoApproveAtOnceOneDoesAndOfTwentyWhoFetchOneGetsIt() throws Exception {
        var id = ask();
        assertThat(atOnce(() -> approve(deciding, id).status())).containsOnlyOnce(204);
        var fetched = atOnce(() -> fetch(id).status());
        assertThat(fetched).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(
                        db.sql("select count(*) from outgoing_file where user_id = :user")
                                .param("user", asker.id())
                                .query(Long.class)
                                .single())
                .isOne();
    }

    @Test
    void theFileIsMadeByTheRightsThatTheAskerHasWhenHeFetchesIt() {
        var id = ask();
        approve(deciding, id);
        var gone = asking.get("/customers?q=" + token).text("/items/0/id");
        var owner = company.user("export-owner", "employee", "销售二部", Scope.OWN);
        db.sql(
                        """
                        update customer c set owner = :owner, readers = array[u.principal]
                          from app_user u where u.id = :owner and c.id = cast(:id as uuid)
                        """)
                .param("owner", owner.id())
                .param("id", gone)
                .update();
        assertThat(fetch(id).response().headers().firstValue("Kedang-Rows")).contains("11");
    }

    @Test
    void aListThatHasGrownIsAskedForAnew() {
        var id = ask();
        approve(deciding, id);
        open(3);
        var refused = fetch(id);
        assertThat(refused.code()).isEqualTo("export.list-grown");
        assertThat(listed(asking, "MINE", id).at("/state").asString()).isEqualTo("APPROVED");
        open(1);
        assertThat(ask(NewId.next()).code()).isEqualTo("outgoing.more-than-at-once");
    }

    @Test
    void whatIsNotFetchedInTimeIsOver() {
        var id = ask();
        approve(deciding, id);
        db.sql("update export_request set ends_at = now() where id = :id").param("id", id).update();
        assertThat(fetch(id).code()).isEqualTo("export.not-open");
        assertThat(listed(asking, "MINE", id).at("/state").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void aRefusalSaysWhyAndWhatIsTakenBackIsNotDecided() {
        var id = ask();
        assertThat(deciding.post(REQUESTS + id + "/refuse", "{\"answer\":\" \"}").status())
                .isEqualTo(422);
        assertThat(deciding.post(REQUESTS + id + "/refuse", "{\"answer\":\"请用一览表\"}").status())
                .isEqualTo(204);
        assertThat(listed(asking, "MINE", id).at("/answer").asString()).isEqualTo("请用一览表");
        assertThat(listed(deciding, "DECIDED_BY_ME", id).at("/state").asString())
                .isEqualTo("REFUSED");
        assertThat(fetch(id).code()).isEqualTo("export.not-open");

        var other = ask();
        assertThat(asking.post(REQUESTS + other + "/withdraw", "{}").status()).isEqualTo(204);
        assertThat(approve(deciding, other).code()).isEqualTo("export.request-decided");
    }

    @Test
    void askingAgainIsHarmlessAndWrongRequestsAreRefusedWithAReason() {
        var id = ask();
        assertThat(ask(id).status()).isEqualTo(204);
        assertThat(listed(asking, "MINE", id).at("/rows").asInt()).isEqualTo(12);
        var put = REQUESTS + NewId.next();
        assertThat(asking.put(put, "{\"purpose\":\"x\"}").status()).isIn(400, 422);
        assertThat(
                        asking.put(
                                        put,
                                        "{\"purpose\":\"x\",\"export\":{\"format\":\"CSV\","
                                                + "\"columns\":[\"nothing\"]}}")
                                .code())
                .isEqualTo("customer.field-unknown");
        for (int n = 0; n < 9; n++) {
            ask();
        }
        assertThat(ask(NewId.next()).code()).isEqualTo("export.requests-too-many");
        assertThat(ask(id).status()).isEqualTo(204);
    }

    private List<Integer> atOnce(Callable<Integer> act) throws Exception {
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (var answer :
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> act).toList())) {
                statuses.add(answer.get());
            }
        }
        return statuses;
    }

    private void open(int files) {
        for (int n = 0; n < files; n++) {
            var made =
                    asking.put(
                            "/customers/" + NewId.next(),
                            "{\"kind\":\"ORGANISATION\",\"name\":\"%s公司\",\"mobile\":\"137%08d\"}"
                                    .formatted(token, RANDOM.nextInt(100_000_000)));
            assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        }
    }

    private UUID ask() {
        var id = NewId.next();
        var asked = ask(id);
        assertThat(asked.status()).as(String.valueOf(asked.body())).isEqualTo(204);
        return id;
    }

    private TestClient.Answer ask(UUID id) {
        return asking.put(
                REQUESTS + id,
                """
                {"purpose":"年度回访",
                 "export":{"format":"CSV","q":"%s","columns":["name","mobile"],
                           "filter":{"field":"kind","op":"ne","value":"PERSON"}}}
                """
                        .formatted(token));
    }

    private TestClient.Answer fetch(UUID id) {
        return asking.post(REQUESTS + id + "/file", "{}");
    }

    private static TestClient.Answer approve(TestClient client, UUID id) {
        return client.post(REQUESTS + id + "/approve", "{}");
    }

    private static JsonNode listed(TestClient client, String which, UUID id) {
        for (var item :
                client.get("/export-requests?size=200&which=" + which).body().at("/items")) {
            if (item.at("/id").asString().equals(id.toString())) {
                return item;
            }
        }
        throw new AssertionError("not listed: " + id);
    }
}
