package io.kedang.customer.people;

import static io.kedang.customer.people.PeopleApiTests.at;
import static io.kedang.customer.people.PeopleApiTests.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Map;
import java.util.UUID;

@KedangTest
class PersonHistoryTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient ana;
    private final UUID customer = NewId.next();
    private final UUID id = NewId.next();
    private final String person = "/people/" + id;

    @BeforeEach
    void aPersonWithThreeVersions() {
        ana = company.client(company.user("history-ana", "employee", "销售一部", Scope.OWN));
        open(ana, customer, "历史" + customer);
        done(
                ana.put(
                        at(customer, id),
                        """
                        {"name":"单伟","hobbies":"钓鱼","mobile":"13800138000",
                         "position":{"title":"科长","since":"2020-01-01"}}
                        """));
        done(ana.patch(person, 1, "{\"hobbies\":\"围棋\",\"mobile\":\"13900139000\"}"));
        done(ana.patch(at(customer, id) + "/position", 2, "{\"title\":\"处长\"}"));
    }

    @Test
    void aPersonIsShownAsHeStoodAfterEachOfHisRevisions() {
        var first = asOf(ana, 1);
        assertThat(first.text("/hobbies")).isEqualTo("钓鱼");
        assertThat(first.text("/mobile")).isEqualTo("138****8000");
        assertThat(first.text("/positions/0/title")).isEqualTo("科长");
        assertThat(first.body().at("/version").asInt()).isOne();
        assertThat(asOf(ana, 2).text("/hobbies")).isEqualTo("围棋");
        assertThat(asOf(ana, 2).text("/mobile")).isEqualTo("139****9000");
        assertThat(asOf(ana, 2).text("/positions/0/title")).isEqualTo("科长");
        assertThat(asOf(ana, 3).body()).isEqualTo(ana.get(person).body());
    }

    @Test
    void positionsThatBeganLaterWereNotThereAndThoseThatEndedLaterWereHeld() {
        var next = NewId.next();
        open(ana, next, "下家" + next);
        move(next, "厂长", "2022-01-01");
        move(next, "总监", "2023-01-01");
        done(ana.post(person + "/leave", "{\"until\":\"2023-01-01\"}"));

        assertThat(titles(asOf(ana, 3))).containsExactly("处长 null");
        assertThat(titles(asOf(ana, 4))).containsExactly("厂长 null", "处长 2022-01-01");
        assertThat(titles(asOf(ana, 5)))
                .containsExactly("总监 null", "厂长 2023-01-01", "处长 2022-01-01");
        assertThat(titles(asOf(ana, 6)))
                .containsExactly("总监 2023-01-01", "厂长 2023-01-01", "处长 2022-01-01");
    }

    @Test
    void goingBackGivesThePersonWhatHeHadAndIsAChangeLikeAnyOther() {
        var restored = restore(ana, 3, "{\"revision\":1}");
        assertThat(restored.status()).isEqualTo(200);
        assertThat(restored.response().headers().firstValue("ETag")).hasValue("\"4\"");
        assertThat(restored.text("/hobbies")).isEqualTo("钓鱼");
        assertThat(restored.text("/mobile")).isEqualTo("138****8000");
        assertThat(restored.text("/positions/0/title")).isEqualTo("处长");
        var revealed = ana.post(person + "/reveal", "{\"fields\":[\"mobile\"],\"reason\":\"核对\"}");
        assertThat(revealed.text("/values/mobile")).isEqualTo("+8613800138000");
        var newest = ana.get(person + "/revisions").body().at("/items/0");
        assertThat(newest.at("/reason").asString()).isEqualTo("r1");
        assertThat(newest.at("/changes"))
                .extracting(change -> change.at("/field").asString())
                .containsExactlyInAnyOrder("hobbies", "mobile");
        assertThat(entries("r1")).isOne();
        var again = restore(ana, 4, "{\"revision\":1}");
        assertThat(again.body().at("/version").asInt()).isEqualTo(4);
    }

    @Test
    void fieldsGoBackOneByOne() {
        var restored = restore(ana, 3, "{\"revision\":1,\"fields\":[\"hobbies\"]}");
        assertThat(restored.text("/hobbies")).isEqualTo("钓鱼");
        assertThat(restored.text("/mobile")).isEqualTo("139****9000");
    }

    @Test
    void aFieldThatNoPersonHasIsNamedAndNothingGoesBack() {
        var refused = restore(ana, 3, "{\"revision\":1,\"fields\":[\"hobbies\",\"hobies\"]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo("hobies");
        assertThat(ana.get(person).text("/hobbies")).isEqualTo("围棋");
    }

    @Test
    void whoeverSawAnOlderVersionIsToldWhatChangedSince() {
        var refused = restore(ana, 2, "{\"revision\":1}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("people.version-stale");
        assertThat(ana.get(person).text("/hobbies")).isEqualTo("围棋");
    }

    @Test
    void aVersionThatNeverWasIsRefusedInWords() {
        for (var number : List.of(0, 4)) {
            assertThat(asOf(ana, number).status()).isEqualTo(404);
            assertThat(asOf(ana, number).code()).isEqualTo("people.revision-unknown");
        }
        assertThat(restore(ana, 3, "{\"revision\":4}").code()).isEqualTo("people.revision-unknown");
        assertThat(restore(ana, 3, "{\"revision\":0}").status()).isEqualTo(422);
    }

    @Test
    void whoMayNotReadThePersonLearnsNothingAndWhoMayNotEditHimChangesNothing() {
        var bea = company.client(company.user("history-bea", "employee", "客户服务部", Scope.OWN));
        assertThat(asOf(bea, 1).code()).isEqualTo("people.not-found");
        assertThat(restore(bea, 3, "{\"revision\":1}").code()).isEqualTo("people.not-found");
        assertThat(company.stranger().get(person + "/revisions/1").status()).isEqualTo(401);
        assertThat(ana.get(person).body().at("/version").asInt()).isEqualTo(3);
    }

    @Test
    void aPositionAtAHiddenCustomerIsNotToldOfThePastEither() {
        var hidden = NewId.next();
        var cem = company.client(company.user("history-cem", "employee", "销售二部", Scope.OWN));
        open(cem, hidden, "隐藏" + hidden);
        var boss = company.client(company.user("history-boss", "manager", "销售部", Scope.SUBTREE));
        done(
                boss.put(
                        at(hidden, id),
                        "{\"name\":\"单伟\",\"position\":{\"title\":\"顾问\",\"since\":\"2024-01-01\"}}"));
        assertThat(titles(asOf(boss, 4))).hasSize(2);
        assertThat(asOf(ana, 4).response().body()).doesNotContain("顾问", "隐藏");
        assertThat(titles(asOf(ana, 3))).containsExactly("处长 null");
    }

    private void move(UUID to, String title, String since) {
        done(
                ana.post(
                        person + "/move",
                        "{\"to\":\"%s\",\"title\":\"%s\",\"since\":\"%s\"}"
                                .formatted(to, title, since)));
    }

    private TestClient.Answer asOf(TestClient reader, int number) {
        return reader.get(person + "/revisions/" + number);
    }

    private TestClient.Answer restore(TestClient by, int version, String body) {
        return by.send(
                "POST",
                person + "/restore",
                body,
                Map.of("Content-Type", "application/json", "If-Match", "\"" + version + "\""));
    }

    private static List<String> titles(TestClient.Answer answer) {
        return answer.body().at("/positions").values().stream()
                .map(each -> each.at("/title").asString() + " " + each.at("/until").asString(null))
                .toList();
    }

    private int entries(String reason) {
        return db.sql(
                        "select count(*) from audit_entry where action = 'CUSTOMER_CHANGED'"
                                + " and subject_id = :id and customer_id = :customer"
                                + " and reason = :reason")
                .param("id", id)
                .param("customer", customer)
                .param("reason", reason)
                .query(Integer.class)
                .single();
    }

    private static void done(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 201);
    }
}
