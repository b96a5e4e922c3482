package io.kedang.customer.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.ExportLimits;
import io.kedang.access.Rank;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

@KedangTest
class OutgoingTests {
    private static final String LIST = "{\"format\":\"CSV\",\"columns\":[\"name\"]}";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final UUID role = NewId.next();
    private TestClient admin;
    private User ya;
    private TestClient client;

    /// 4 files, of which he may export 4 at once and 10 a day.
    @BeforeEach
    void somebodyWithALittleRoom() {
        admin = company.client(company.administrator());
        var made =
                admin.put(
                        "/roles/" + role,
                        """
                        {"name":"限额","rank":"EMPLOYEE","scope":"OWN",
                         "rights":["CUSTOMER_READ","CUSTOMER_EDIT","EXPORT","PRINT"],
                         "exports":{"unapproved":4,"perDay":10,"atOnce":6}}
                        """);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        var name = "ya" + UUID.randomUUID().toString().substring(0, 8);
        ya = company.user(name, made.text("/code"), "销售一部", Scope.OWN);
        client = company.client(ya);
        open(4);
    }

    @Test
    void ofTwentyAtOnceTogetherNoMoreLeavesThanTheDayAllows() throws Exception {
        Callable<Integer> exporting = () -> client.post("/exports", LIST).status();
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (var answer :
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(_ -> exporting).toList())) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(200, 429);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(2);
        assertThat(taken()).isEqualTo(8);
        assertThat(registered("EXPORTED")).isEqualTo(2);
    }

    @Test
    void theRefusalSaysHowMuchIsLeftAndFromWhenThereIsEnough() {
        client.post("/exports", LIST);
        client.post("/exports", LIST);
        var refused = client.post("/exports", LIST);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("outgoing.day-used-up");
        assertThat(refused.body().at("/left").asInt()).isEqualTo(2);
        var enoughAt = Instant.parse(refused.text("/enoughAt"));
        assertThat(enoughAt)
                .isAfter(Instant.now().plusSeconds(23 * 3600))
                .isBefore(Instant.now().plusSeconds(24 * 3600));
        assertThat(refused.text("/detail")).contains("4", "10", "2");
        assertThat(registered("EXPORTED")).isEqualTo(2);

        var shown = client.get("/exports/allowance");
        assertThat(shown.body().at("/left").asInt()).isEqualTo(2);
        assertThat(shown.body().at("/used").asInt()).isEqualTo(8);
        assertThat(Instant.parse(shown.text("/moreAt"))).isEqualTo(enoughAt);
    }

    @Test
    void whatLeftADayAgoCountsNoLonger() {
        client.post("/exports", LIST);
        client.post("/exports", LIST);
        db.sql(
                        """
                        update outgoing_file set left_at = left_at - interval '24 hours'
                         where user_id = :user
                           and left_at = (select min(left_at) from outgoing_file where user_id = :user)
                        """)
                .param("user", ya.id())
                .update();
        assertThat(client.get("/exports/allowance").body().at("/left").asInt()).isEqualTo(6);
        assertThat(client.post("/exports", LIST).status()).isEqualTo(200);
        assertThat(client.post("/exports", LIST).status()).isEqualTo(429);
    }

    @Test
    void aLongListLeavesOnlyWhereSomebodyApproves() {
        open(1);
        var refused = client.post("/exports", LIST);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("outgoing.approval-needed");
        assertThat(refused.body().at("/rows").asInt()).isEqualTo(5);
        assertThat(client.get("/prints/contact-overview.xlsx").code())
                .isEqualTo("outgoing.approval-needed");
        open(2);
        assertThat(client.post("/exports", LIST).code()).isEqualTo("outgoing.more-than-at-once");
        assertThat(taken()).isZero();
        assertThat(registered("EXPORTED") + registered("PRINTED")).isZero();
    }

    @Test
    void printsCountAmongTheRowsOfTheDay() {
        var file = client.get("/customers").text("/items/0/id");
        assertThat(client.get("/customers/" + file + "/print/file-form.docx").status())
                .isEqualTo(200);
        assertThat(client.get("/prints/contact-overview.xlsx").status()).isEqualTo(200);
        assertThat(client.get("/exports/allowance").body().at("/left").asInt()).isEqualTo(5);
        client.post("/exports", LIST);
        client.get("/customers/" + file + "/print/file-form.docx");
        assertThat(client.get("/customers/" + file + "/print/file-form.pdf").code())
                .isEqualTo("outgoing.day-used-up");
        assertThat(taken()).isEqualTo(10);
    }

    @Test
    void everyCustomerOfAFileFindsWhoTookIt() {
        assertThat(client.post("/exports", LIST).status()).isEqualTo(200);
        assertThat(client.get("/prints/contact-overview.xlsx").status()).isEqualTo(200);
        for (var customer : client.get("/customers").body().at("/items")) {
            var seen = admin.get("/audit?group=READING&customer=" + customer.at("/id").asString());
            assertThat(seen.body().at("/items").valueStream())
                    .filteredOn(each -> each.at("/actor/name").asString().equals(ya.displayName()))
                    .extracting(each -> each.at("/action").asString())
                    .contains("PRINTED", "EXPORTED");
            assertThat(seen.body().toString()).doesNotContain("listed");
        }
    }

    @Test
    void theNumberOfAFileFindsWhoTookIt() {
        var number =
                client.post("/exports", LIST)
                        .response()
                        .headers()
                        .firstValue("Kedang-Export-Number")
                        .orElseThrow();
        var found = admin.get("/audit?number=" + number);
        assertThat(found.body().at("/items").size()).isOne();
        assertThat(found.text("/items/0/actor/id")).isEqualTo(ya.id().toString());
        assertThat(found.text("/items/0/action")).isEqualTo("EXPORTED");
        assertThat(admin.get("/audit?number=" + Long.parseLong(number)).body().at("/items").size())
                .isOne();
        assertThat(admin.get("/audit?number=999999999999").body().at("/items").size()).isZero();
        assertThat(admin.get("/audit?number=1'or'1").status()).isEqualTo(422);
        assertThat(client.get("/audit?number=" + number).status()).isEqualTo(403);
    }

    @Test
    void anAdministratorSetsTheLimitsOfARole() {
        var path = "/roles/" + role;
        var changed =
                admin.patch(
                        path,
                        1,
                        "{\"exports\":{\"perDay\":null,\"atOnce\":null,\"unapproved\":null}}");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().at("/exports/perDay").isNull()).isTrue();
        IntStream.range(0, 4)
                .forEach(_ -> assertThat(client.post("/exports", LIST).status()).isEqualTo(200));
        assertThat(client.get("/exports/allowance").body().at("/left").isNull()).isTrue();
        admin.patch(path, 2, "{\"exports\":{\"perDay\":0,\"unapproved\":0}}");
        assertThat(client.post("/exports", LIST).code()).isEqualTo("outgoing.approval-needed");
        admin.patch(path, 3, "{\"exports\":{\"perDay\":null}}");
        var file = client.get("/customers").text("/items/0/id");
        assertThat(client.get("/customers/" + file + "/print/file-form.docx").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"exports\":{\"unapproved\":11}}",
                "{\"exports\":{\"unapproved\":null}}",
                "{\"exports\":{\"atOnce\":3}}",
                "{\"exports\":{\"perDay\":-1}}",
                "{\"exports\":{\"perDay\":\"x\"}}",
                "{\"exports\":null}"
            })
    void limitsThatContradictEachOtherAreRefused(String patch) {
        assertThat(admin.patch("/roles/" + role, 1, patch).status()).isIn(400, 422);
        assertThat(client.get("/exports/allowance").body().at("/limits/perDay").asInt())
                .isEqualTo(10);
    }

    @Test
    void aRoleWithoutLimitsOfItsOwnHasThoseOfItsRank() {
        var made =
                admin.put(
                        "/roles/" + NewId.next(),
                        "{\"name\":\"未设限额\",\"rank\":\"MANAGER\",\"scope\":\"OWN\",\"rights\":[]}");
        assertThat(made.body().at("/exports/perDay").asInt())
                .isEqualTo(ExportLimits.of(Rank.MANAGER).perDay());
        assertThat(List.of(Rank.values()))
                .allSatisfy(rank -> assertThat(ExportLimits.of(rank).unapproved()).isEqualTo(500));
    }

    private void open(int files) {
        for (int n = 0; n < files; n++) {
            var made =
                    client.put(
                            "/customers/" + NewId.next(),
                            "{\"kind\":\"ORGANISATION\",\"name\":\"限额公司\"}");
            assertThat(made.status()).isEqualTo(201);
        }
    }

    private long taken() {
        return db.sql("select coalesce(sum(rows), 0) from outgoing_file where user_id = :user")
                .param("user", ya.id())
                .query(Long.class)
                .single();
    }

    private long registered(String action) {
        return db.sql(
                        "select count(*) from audit_entry where action = :action and actor_id ="
                                + " :user")
                .param("action", action)
                .param("user", ya.id())
                .query(Long.class)
                .single();
    }
}
