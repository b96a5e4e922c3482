package io.kedang.customer.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;
import io.kedang.kernel.text.GramCodes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

@KedangTest
class PeopleApiTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient ana;
    private final UUID customer = NewId.next();
    private final UUID id = NewId.next();

    @BeforeEach
    void anEmployeeWithACustomer() {
        ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        open(ana, customer, "重庆江岳新材料有限公司");
    }

    @Test
    void onlyTheNameIsNeededAndTheFirstContactIsTheMainOne() {
        var created = ana.put(at(customer, id), "{\"name\":\"单伟\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.response().headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(created.text("/position/role")).isEqualTo("CONTACT");
        assertThat(created.text("/position/customer/name")).isEqualTo("重庆江岳新材料有限公司");
        assertThat(created.body().at("/position/main").asBoolean()).isTrue();
        assertThat(created.text("/position/since")).isNotNull();
        var second = ana.put(at(customer, NewId.next()), "{\"name\":\"王芳\"}");
        assertThat(second.body().at("/position/main").asBoolean()).isFalse();
    }

    @Test
    void everyFieldOfAContactComesBackAsItWasEntered() {
        ana.put(
                at(customer, id),
                """
                {"name":"单伟","sex":"MALE","birthDate":"1980-05-01","education":"重庆大学",
                 "hobbies":"钓鱼","family":"一子","externalNumber":"C-7","mobile":"13800138000",
                 "phone":"023-88886666","email":"shan@example.com","wechat":"shanwei",
                 "address":"重庆市江北区建新路 1 号","bestChannel":"WECHAT","bestTime":"工作日下午",
                 "answerRate":80,"purchaseIntent":"明年扩产","remarks":"爱喝茶",
                 "position":{"role":"PRINCIPAL","title":"总经理","department":"总经办",
                 "decisionRole":"DECIDER","since":"2020-01-01"}}
                """);
        var shown = ana.get("/people/" + id);
        assertThat(shown.body().at("/answerRate").asInt()).isEqualTo(80);
        assertThat(shown.text("/education")).isEqualTo("重庆大学");
        assertThat(shown.text("/phone")).isEqualTo("+862388886666");
        assertThat(shown.text("/positions/0/title")).isEqualTo("总经理");
        assertThat(shown.text("/positions/0/decisionRole")).isEqualTo("DECIDER");
        assertThat(shown.text("/positions/0/since")).isEqualTo("2020-01-01");
        var revealed =
                ana.post(
                        "/people/" + id + "/reveal",
                        """
                        {"fields":["mobile","birthDate","family","email","wechat","address"],
                         "reason":"核对"}
                        """);
        assertThat(revealed.body().at("/values"))
                .extracting(value -> value.asString())
                .containsExactly(
                        "+8613800138000",
                        "1980-05-01",
                        "一子",
                        "shan@example.com",
                        "shanwei",
                        "重庆市江北区建新路 1 号");
    }

    @Test
    void sensitiveValuesAreMaskedForReadersAndSealedEverywhereInTheDatabase() {
        ana.put(
                at(customer, id),
                """
                {"name":"单伟","birthDate":"1980-05-01","family":"一子在读","mobile":"13800138000",
                 "phone":"13900139000","email":"shan@example.com","wechat":"shanwei",
                 "address":"建新路 1 号"}
                """);
        var shown = ana.get("/people/" + id).body();
        assertThat(shown.at("/mobile").asString()).isEqualTo("138****8000");
        assertThat(shown.at("/phone").asString()).isEqualTo("139****9000");
        assertThat(shown.toString())
                .doesNotContain("1980-05-01")
                .doesNotContain("一子在读")
                .doesNotContain("shan@")
                .doesNotContain("shanwei")
                .doesNotContain("建新路 1 号");
        for (var table : List.of("person", "person_revision", "customer_search")) {
            assertThat(
                            db.sql("select string_agg(t::text, ' ') from " + table + " t")
                                    .query(String.class)
                                    .single())
                    .doesNotContain("13800138000", "13900139000", "1980-05-01", "一子在读")
                    .doesNotContain("shan@", "shanwei", "建新路 1 号");
        }
    }

    @Test
    void revealingIsARegisterEntryThatNamesTheCustomer() {
        ana.put(at(customer, id), "{\"name\":\"单伟\",\"mobile\":\"13800138000\"}");
        ana.post("/people/" + id + "/reveal", "{\"fields\":[\"mobile\"],\"reason\":\"回访\"}");
        assertThat(entries("SENSITIVE_READ", customer)).isOne();
        var refused =
                ana.post(
                        "/people/" + id + "/reveal", "{\"fields\":[\"colour\"],\"reason\":\"核对\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(entries("SENSITIVE_READ", customer)).isOne();
    }

    @Test
    void everyWrongFieldIsNamedAtOnceAndNothingIsStored() {
        var refused =
                ana.put(
                        at(customer, id),
                        """
                        {"name":" ","answerRate":101,"birthDate":"2999-01-01",
                         "mobile":"138****8000","colour":"red","position":{"role":"KING","since":"2999-01-01"}}
                        """);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors"))
                .extracting(error -> error.get("field").asString())
                .containsExactlyInAnyOrder(
                        "name",
                        "answerRate",
                        "birthDate",
                        "mobile",
                        "colour",
                        "position.role",
                        "position.since");
        assertThat(ana.get("/people/" + id).status()).isEqualTo(404);
    }

    @Test
    void anEntrySentTwiceMakesOnePerson() {
        var body = "{\"name\":\"单伟\",\"position\":{\"title\":\"总经理\"}}";
        var first = ana.put(at(customer, id), body);
        var second = ana.put(at(customer, id), body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(ana.put(at(customer, id), "{\"name\":\"王芳\"}").code())
                .isEqualTo("people.id-taken");
        assertThat(ana.get("/customers/" + customer + "/people").body().at("/items").size())
                .isOne();
    }

    @Test
    void oneLegalRepresentativeCanStandAtTwoCustomers() {
        var second = NewId.next();
        open(ana, second, "重庆江岳贸易有限公司");
        var body = "{\"name\":\"单伟\",\"position\":{\"role\":\"LEGAL_REPRESENTATIVE\"}}";
        ana.put(at(customer, id), body);
        var added = ana.put(at(second, id), body);
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("/position/customer/id")).isEqualTo(second.toString());
        assertThat(ana.get("/people/" + id).body().at("/positions").size()).isEqualTo(2);
        assertThat(count("select count(*) from person where id = :id")).isOne();
    }

    @Test
    void aChangeAppendsARevisionAndStaleOnesGetBothValues() {
        ana.put(
                at(customer, id),
                "{\"name\":\"单伟\",\"hobbies\":\"钓鱼\",\"mobile\":\"13800138000\"}");
        var changed =
                ana.patch(
                        "/people/" + id,
                        1,
                        "{\"hobbies\":\"围棋\",\"mobile\":\"13900139000\",\"name\":\"单伟\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().at("/version").asInt()).isEqualTo(2);
        var refused = ana.patch("/people/" + id, 1, "{\"hobbies\":\"登山\",\"remarks\":\"甲\"}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("people.version-stale");
        assertThat(refused.body().at("/conflicts").size()).isOne();
        assertThat(refused.text("/conflicts/0/base")).isEqualTo("钓鱼");
        assertThat(refused.text("/conflicts/0/theirs")).isEqualTo("围棋");
        assertThat(refused.text("/conflicts/0/yours")).isEqualTo("登山");
        var revisions = ana.get("/people/" + id + "/revisions").body().at("/items");
        assertThat(revisions.size()).isEqualTo(2);
        assertThat(revisions.at("/0/by/name").asString()).isEqualTo("ana");
        assertThat(revisions.at("/0/changes"))
                .extracting(change -> change.get("before").asString())
                .containsExactlyInAnyOrder("钓鱼", "138****8000");
        assertThat(entries("CUSTOMER_CHANGED", customer)).isOne();
    }

    @Test
    void aChangeWithoutAVersionIsRefused() {
        ana.put(at(customer, id), "{\"name\":\"单伟\"}");
        var refused =
                ana.send(
                        "PATCH",
                        "/people/" + id,
                        "{\"name\":\"王芳\"}",
                        Map.of("Content-Type", "application/merge-patch+json"));
        assertThat(refused.status()).isEqualTo(428);
    }

    @Test
    void aMaskThatComesBackIsRefusedInsteadOfDestroyingTheNumber() {
        ana.put(at(customer, id), "{\"name\":\"单伟\",\"mobile\":\"13800138000\"}");
        assertThat(ana.patch("/people/" + id, 1, "{\"mobile\":\"138****8000\"}").status())
                .isEqualTo(422);
        assertThat(ana.patch("/people/" + id, 1, "{\"position\":{\"title\":\"x\"}}").status())
                .isEqualTo(422);
        assertThat(ana.get("/people/" + id).body().at("/version").asInt()).isOne();
    }

    @Test
    void ofTwentyParallelEditsOfOneVersionOneHoldsAndNoneIsLost() throws Exception {
        ana.put(at(customer, id), "{\"name\":\"单伟\"}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var edits =
                    IntStream.range(0, 20)
                            .mapToObj(
                                    n ->
                                            threads.submit(
                                                    () ->
                                                            ana.patch(
                                                                            "/people/" + id,
                                                                            1,
                                                                            "{\"remarks\":\"第 "
                                                                                    + n
                                                                                    + " 次\"}")
                                                                    .status()))
                            .toList();
            var statuses = new ArrayList<Integer>();
            for (var edit : edits) {
                statuses.add(edit.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
        assertThat(ana.get("/people/" + id).body().at("/version").asInt()).isEqualTo(2);
        assertThat(count("select count(*) from person_revision where person_id = :id"))
                .isEqualTo(2);
    }

    @Test
    void twentyParallelFirstContactsMakeOneMainContactAndAllAreFound() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var entries =
                    IntStream.range(0, 20)
                            .mapToObj(
                                    n ->
                                            threads.submit(
                                                    () ->
                                                            ana.put(
                                                                    at(customer, NewId.next()),
                                                                    "{\"name\":\"赵"
                                                                            + (char) ('一' + n)
                                                                            + "\"}")))
                            .toList();
            for (var entry : entries) {
                assertThat(entry.get().status()).isEqualTo(201);
            }
        }
        var items = ana.get("/customers/" + customer + "/people").body().at("/items");
        assertThat(items)
                .extracting(item -> item.at("/position/main").asBoolean())
                .hasSize(20)
                .containsOnlyOnce(true);
        var grams = grams(customer);
        for (int n = 0; n < 20; n++) {
            assertThat(grams).contains(GramCodes.of("n赵" + (char) ('一' + n)));
        }
    }

    @Test
    void aPersonInTheRecycleBinLeavesListsAndSearchAndComesBackWhole() {
        ana.put(at(customer, id), "{\"name\":\"单伟\",\"hobbies\":\"钓鱼\"}");
        var manager = company.client(company.user("fei", "manager", "销售部", Scope.SUBTREE));
        assertThat(ana.post("/people/" + id + "/void", "{\"reason\":\"录错\"}").status())
                .isEqualTo(403);
        assertThat(manager.post("/people/" + id + "/void", "{\"reason\":\" \"}").status())
                .isEqualTo(422);
        assertThat(
                        manager.post("/people/" + id + "/void", "{\"reason\":\"录错\"}")
                                .text("/voidReason"))
                .isEqualTo("录错");
        assertThat(ana.get("/customers/" + customer + "/people").body().at("/items").size())
                .isZero();
        assertThat(grams(customer)).doesNotContain(GramCodes.of("n单伟"));
        assertThat(ana.patch("/people/" + id, 2, "{\"name\":\"x\"}").code())
                .isEqualTo("people.voided");
        var back = manager.post("/people/" + id + "/unvoid", "");
        assertThat(back.text("/hobbies")).isEqualTo("钓鱼");
        assertThat(grams(customer)).contains(GramCodes.of("n单伟"));
    }

    @Test
    void fieldsOfPeopleAreTheSameCatalogueForFormsOfEveryLanguage() {
        var fields = ana.get("/fields?of=person");
        assertThat(fields.body().at("/sections"))
                .extracting(section -> section.get("key").asString())
                .containsExactly("person", "contact", "habits", "position");
        assertThat(fields.text("/fields/0/label")).isEqualTo("姓名");
        assertThat(fields.body().at("/fields").toString()).contains("法定代表人");
        var english = ana.send("GET", "/fields?of=person", null, Map.of("Accept-Language", "en"));
        assertThat(english.text("/fields/0/label")).isEqualTo("Name");
    }

    @Test
    void somebodyWhoIsNotSignedInGetsNothing() {
        ana.put(at(customer, id), "{\"name\":\"单伟\"}");
        assertThat(company.stranger().get("/people/" + id).status()).isEqualTo(401);
        assertThat(company.stranger().get("/people").status()).isEqualTo(401);
        assertThat(company.stranger().put(at(customer, id), "{}").status()).isIn(401, 403);
    }

    static void open(TestClient client, UUID customer, String name) {
        var opened =
                client.put(
                        "/customers/" + customer,
                        "{\"kind\":\"ORGANISATION\",\"name\":\"%s\"}".formatted(name));
        assertThat(opened.status()).isEqualTo(201);
    }

    static String at(UUID customer, UUID person) {
        return "/customers/" + customer + "/people/" + person;
    }

    private List<Integer> grams(UUID of) {
        return List.of(
                db.sql("select grams from customer_search where customer_id = :id")
                        .param("id", of)
                        .query((row, n) -> (Integer[]) row.getArray(1).getArray())
                        .single());
    }

    private int entries(String action, UUID of) {
        return db.sql(
                        "select count(*) from audit_entry where action = :action"
                                + " and subject_kind = 'person' and customer_id = :id")
                .param("action", action)
                .param("id", of)
                .query(Integer.class)
                .single();
    }

    private int count(String sql) {
        return db.sql(sql).param("id", id).query(Integer.class).single();
    }
}
