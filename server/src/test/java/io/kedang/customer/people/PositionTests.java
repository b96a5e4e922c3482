package io.kedang.customer.people;

import static io.kedang.customer.people.PeopleApiTests.at;
import static io.kedang.customer.people.PeopleApiTests.open;

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

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Where people work, who sees them there, and how they move.
@KedangTest
class PositionTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient ana;
    private TestClient ben;
    private final UUID old = NewId.next();
    private final UUID next = NewId.next();
    private final UUID id = NewId.next();

    @BeforeEach
    void aPersonAtACustomer() {
        ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        ben = company.client(company.user("ben", "employee", "销售二部", Scope.OWN));
        open(ana, old, "重庆江岳新材料有限公司");
        open(ana, next, "成都武侯商贸有限公司");
        ana.put(
                at(old, id),
                """
                {"name":"单伟","mobile":"13800138000","hobbies":"钓鱼",
                 "position":{"role":"PRINCIPAL","title":"总经理","since":"2020-01-01"}}
                """);
    }

    @Test
    void aPersonMovesWithoutBeingCopiedAndTheHistoryStaysAtBoth() {
        var moved = move("{\"to\":\"%s\",\"title\":\"顾问\",\"since\":\"2024-03-01\"}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body().at("/version").asInt()).isEqualTo(2);
        assertThat(
                        db.sql("select count(*) from person where name = '单伟' and id = :id")
                                .param("id", id)
                                .query(Integer.class)
                                .single())
                .isOne();
        assertThat(people(ana, old, false)).isEmpty();
        var former = people(ana, old, true);
        assertThat(former).hasSize(1);
        assertThat(former.getFirst().at("/position/until").asString()).isEqualTo("2024-03-01");
        assertThat(former.getFirst().at("/hobbies").asString()).isEqualTo("钓鱼");
        assertThat(people(ana, next, false).getFirst().at("/position/title").asString())
                .isEqualTo("顾问");
        var positions = ana.get("/people/" + id + "/positions").body().at("/items");
        assertThat(positions)
                .extracting(position -> position.get("title").asString())
                .containsExactly("顾问", "总经理");
        assertThat(ana.get("/people/" + id).text("/mobile")).isEqualTo("138****8000");
        for (var customer : List.of(old, next)) {
            assertThat(
                            db.sql(
                                            "select count(*) from audit_entry where action ="
                                                    + " 'CUSTOMER_CHANGED'"
                                                    + " and customer_id = :id")
                                    .param("id", customer)
                                    .query(Integer.class)
                                    .single())
                    .isOne();
        }
    }

    @Test
    void movingTwiceIsMovingOnce() {
        var body = "{\"to\":\"%s\",\"title\":\"顾问\"}";
        move(body);
        var again = move(body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().at("/version").asInt()).isEqualTo(2);
        assertThat(again.body().at("/positions").size()).isEqualTo(2);
    }

    @Test
    void aStepUpAtTheSameCustomerKeepsWhatIsNotNamed() {
        var moved =
                ana.post(
                        "/people/" + id + "/move",
                        "{\"to\":\"%s\",\"title\":\"董事长\"}".formatted(old));
        assertThat(moved.text("/positions/0/title")).isEqualTo("董事长");
        assertThat(moved.text("/positions/0/role")).isEqualTo("PRINCIPAL");
        assertThat(moved.body().at("/positions/0/main").asBoolean()).isTrue();
        assertThat(moved.text("/positions/1/title")).isEqualTo("总经理");
        assertThat(moved.text("/positions/1/until")).isNotNull();
    }

    @Test
    void whoHoldsTwoPositionsSaysWhichOneEnds() {
        ana.put(at(next, id), "{\"name\":\"单伟\"}");
        var third = NewId.next();
        open(ana, third, "第三公司");
        var body = "{\"to\":\"" + third + "\"%s}";
        assertThat(ana.post("/people/" + id + "/move", body.formatted("")).code())
                .isEqualTo("people.from-missing");
        var moved =
                ana.post("/people/" + id + "/move", body.formatted(",\"from\":\"" + old + "\""));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(people(ana, old, false)).isEmpty();
        assertThat(people(ana, next, false)).hasSize(1);
        assertThat(people(ana, third, false)).hasSize(1);
        var there =
                ana.post(
                        "/people/" + id + "/move",
                        "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(next, third));
        assertThat(there.code()).isEqualTo("people.already-there");
    }

    @Test
    void movesThatCannotBeAreRefusedAndChangeNothing() {
        assertThat(move("{\"to\":\"%s\",\"since\":\"2019-01-01\"}").code())
                .isEqualTo("people.ends-before-it-began");
        assertThat(move("{\"to\":\"%s\",\"since\":\"2999-01-01\"}").status()).isEqualTo(422);
        assertThat(move("{\"to\":\"%s\",\"salary\":1}").status()).isEqualTo(422);
        assertThat(ana.post("/people/" + id + "/move", "{}").code()).isEqualTo("people.to-missing");
        assertThat(ana.post("/people/" + id + "/move", "{\"to\":\"" + NewId.next() + "\"}").code())
                .isEqualTo("customer.not-found");
        assertThat(ana.get("/people/" + id).body().at("/version").asInt()).isOne();
    }

    @Test
    void whoHasLeftIsFormerAndStillReached() {
        var left = ana.post("/people/" + id + "/leave", "{\"until\":\"2024-12-31\"}");
        assertThat(left.text("/positions/0/until")).isEqualTo("2024-12-31");
        assertThat(people(ana, old, false)).isEmpty();
        assertThat(people(ana, old, true)).hasSize(1);
        assertThat(ana.post("/people/" + id + "/leave", "{}").body().at("/version").asInt())
                .isEqualTo(2);
        assertThat(ana.patch("/people/" + id, 2, "{\"remarks\":\"已退休\"}").status()).isEqualTo(200);
        assertThat(move("{\"to\":\"%s\"}").status()).isEqualTo(200);
        assertThat(people(ana, next, false)).hasSize(1);
    }

    @Test
    void aPositionIsCorrectedUnderTheVersionOfThePerson() {
        var corrected = ana.patch(at(old, id) + "/position", 1, "{\"title\":\"董事长\"}");
        assertThat(corrected.text("/position/title")).isEqualTo("董事长");
        assertThat(corrected.response().headers().firstValue("ETag")).hasValue("\"2\"");
        var stale = ana.patch(at(old, id) + "/position", 1, "{\"title\":\"副总\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("/conflicts/0/field")).isEqualTo("position.title");
        assertThat(stale.text("/conflicts/0/base")).isEqualTo("总经理");
        assertThat(stale.text("/conflicts/0/theirs")).isEqualTo("董事长");
        var change = ana.get("/people/" + id + "/revisions").body().at("/items/0/changes/0");
        assertThat(change.at("/field").asString()).isEqualTo("position.title");
        assertThat(change.at("/customer").asString()).isEqualTo(old.toString());
        assertThat(ana.patch(at(next, id) + "/position", 2, "{\"title\":\"x\"}").code())
                .isEqualTo("people.not-here");
    }

    @Test
    void makingSomebodyTheMainContactTakesItFromTheOther() {
        var second = NewId.next();
        ana.put(at(old, second), "{\"name\":\"王芳\"}");
        var made = ana.post(at(old, second) + "/make-main", "");
        assertThat(made.body().at("/position/main").asBoolean()).isTrue();
        assertThat(people(ana, old, false))
                .extracting(person -> person.get("name").asString())
                .containsExactly("王芳", "单伟");
        assertThat(ana.post(at(old, second) + "/make-main", "").body()).isEqualTo(made.body());
    }

    @Test
    void aPersonIsHiddenFromWhoeverSeesNoneOfHisCustomers() {
        assertThat(ben.get("/people/" + id).status()).isEqualTo(404);
        assertThat(ben.get("/people/" + id + "/positions").status()).isEqualTo(404);
        assertThat(ben.get("/people/" + id + "/revisions").status()).isEqualTo(404);
        assertThat(ben.patch("/people/" + id, 1, "{\"name\":\"x\"}").status()).isEqualTo(404);
        assertThat(
                        ben.post(
                                        "/people/" + id + "/reveal",
                                        "{\"fields\":[\"mobile\"],\"reason\":\"核对\"}")
                                .status())
                .isEqualTo(404);
        assertThat(ben.post("/people/" + id + "/leave", "{}").status()).isEqualTo(404);
        assertThat(ben.get("/customers/" + old + "/people").status()).isEqualTo(403);
        assertThat(ben.put(at(old, NewId.next()), "{\"name\":\"x\"}").status()).isEqualTo(403);
        var searched = ben.get("/people?q=单伟");
        assertThat(searched.status()).isEqualTo(200);
        assertThat(searched.body().at("/items"))
                .extracting(item -> item.get("id").asString())
                .doesNotContain(id.toString());
    }

    @Test
    void whatAPersonTellsHisNextCustomerIsHiddenFromThePeopleOfTheLast() {
        var hidden = NewId.next();
        open(ben, hidden, "重庆保密公司");
        var director = company.client(company.user("gao", "director", "客户服务部", Scope.ALL));
        var moved =
                director.post(
                        "/people/" + id + "/move",
                        "{\"to\":\"%s\",\"title\":\"秘密顾问\"}".formatted(hidden));
        assertThat(moved.status()).isEqualTo(200);
        director.patch("/people/" + id, 2, "{\"mobile\":\"13900139000\"}");
        assertThat(ana.get("/people/" + id).status()).isEqualTo(404);
        assertThat(
                        ana.post(
                                        "/people/" + id + "/reveal",
                                        "{\"fields\":[\"mobile\"],\"reason\":\"核对\"}")
                                .status())
                .isEqualTo(404);
        var former = people(ana, old, true);
        assertThat(former).hasSize(1);
        assertThat(former.getFirst().at("/name").asString()).isEqualTo("单伟");
        assertThat(former.getFirst().at("/position/title").asString()).isEqualTo("总经理");
        assertThat(former.getFirst().has("mobile")).isFalse();
        assertThat(ana.get("/people/" + id + "/positions").body().toString())
                .contains("总经理")
                .doesNotContain("秘密顾问")
                .doesNotContain("保密公司");
        assertThat(ben.get("/people/" + id).text("/mobile")).isEqualTo("139****9000");
        assertThat(ben.get("/people/" + id + "/positions").body().at("/items").size()).isOne();
        assertThat(ben.get("/people/" + id + "/revisions").body().toString())
                .contains("秘密顾问")
                .doesNotContain("总经理");
    }

    @Test
    void peopleOfAFileInTheRecycleBinCannotBeChanged() {
        var manager = company.client(company.user("fei", "manager", "销售部", Scope.SUBTREE));
        manager.post("/customers/" + old + "/void", "{\"reason\":\"重复\"}");
        assertThat(ana.patch("/people/" + id, 1, "{\"name\":\"x\"}").code())
                .isEqualTo("customer.voided");
        assertThat(ana.put(at(old, NewId.next()), "{\"name\":\"x\"}").code())
                .isEqualTo("customer.voided");
    }

    @Test
    void aCustomerIsFoundByThePeopleWhoWorkThereNow() {
        assertThat(grams(old)).contains(GramCodes.of(List.of("n单伟", "psw", "psh")));
        assertThat(tokens(old)).isNotEmpty();
        assertThat(found("单伟")).containsExactly(old.toString());
        assertThat(found("shanwei")).contains(old.toString());
        assertThat(found("13800138000")).contains(old.toString());
        move("{\"to\":\"%s\"}");
        assertThat(grams(old)).doesNotContain(GramCodes.of("n单伟"));
        assertThat(tokens(old)).isEmpty();
        assertThat(grams(next)).contains(GramCodes.of("n单伟"));
        assertThat(tokens(next)).isNotEmpty();
        ana.patch(
                "/people/" + id, 2, "{\"name\":\"解缙\",\"mobile\":null,\"phone\":\"023-88886666\"}");
        assertThat(grams(next))
                .contains(GramCodes.of(List.of("n解缙", "#888")))
                .doesNotContain(GramCodes.of("n单伟"));
        assertThat(tokens(next)).isEmpty();
        ana.patch("/customers/" + next, 1, "{\"alias\":[\"武侯\"]}");
        assertThat(grams(next)).contains(GramCodes.of(List.of("n解缙", "n武侯")));
    }

    @Test
    void peopleAreListedByNameAndFoundByPinyinAndNumber() {
        var names = List.of("阿甲", "赵乙", "李丙", "查良镛");
        for (var name : names) {
            ana.put(at(next, NewId.next()), "{\"name\":\"%s\"}".formatted(name));
        }
        var listed = new ArrayList<String>();
        var ids = new ArrayList<String>();
        String after = "";
        do {
            var page = ana.get("/people?size=2&after=" + after);
            for (var item : page.body().at("/items")) {
                listed.add(item.get("name").asString());
                ids.add(item.get("id").asString());
            }
            after = page.text("/next");
        } while (after != null);
        assertThat(listed).containsSubsequence("阿甲", "李丙", "单伟", "查良镛", "赵乙");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(names("/people?q=良镛")).isNotEmpty().containsOnly("查良镛");
        assertThat(names("/people?q=zly")).contains("查良镛");
        assertThat(names("/people?q=13800138000")).contains("单伟");
        assertThat(names("/people?q=8000")).contains("单伟");
        assertThat(ana.get("/people?q=查良镛").body().at("/items"))
                .extracting(item -> item.at("/position/customer/name").asString())
                .contains("成都武侯商贸有限公司");
        assertThat(ana.get("/people?after=nonsense").code()).isEqualTo("list.bad-cursor");
    }

    @Test
    void everyReaderOfTheCustomersConcernedIsTold() {
        long before = db.sql("select coalesce(max(id), 0) from change").query(Long.class).single();
        move("{\"to\":\"%s\"}");
        var told =
                db.sql("select readers from change where id > :id and kind = 'person'")
                        .param("id", before)
                        .query((row, n) -> List.of((Integer[]) row.getArray(1).getArray()))
                        .single();
        var readers =
                db.sql("select readers from customer where id = :id")
                        .param("id", old)
                        .query((row, n) -> List.of((Integer[]) row.getArray(1).getArray()))
                        .single();
        assertThat(told).containsAll(readers);
    }

    private TestClient.Answer move(String body) {
        return ana.post("/people/" + id + "/move", body.formatted(next));
    }

    private static List<JsonNode> people(TestClient reader, UUID customer, boolean former) {
        var answer = reader.get("/customers/" + customer + "/people?former=" + former);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().at("/items").valueStream().toList();
    }

    private List<String> names(String path) {
        var answer = ana.get(path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .at("/items")
                .valueStream()
                .map(item -> item.get("name").asString())
                .toList();
    }

    private List<String> found(String words) {
        return ana.get("/customers?q=" + words)
                .body()
                .at("/items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .filter(item -> item.equals(old.toString()) || item.equals(next.toString()))
                .toList();
    }

    private List<Integer> grams(UUID customer) {
        return List.of(
                db.sql("select grams from customer_search where customer_id = :id")
                        .param("id", customer)
                        .query((row, n) -> (Integer[]) row.getArray(1).getArray())
                        .single());
    }

    private List<Long> tokens(UUID customer) {
        return List.of(
                db.sql("select tokens from customer_search where customer_id = :id")
                        .param("id", customer)
                        .query((row, n) -> (Long[]) row.getArray(1).getArray())
                        .single());
    }
}
