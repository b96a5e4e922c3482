package io.kedang.customer.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.trade.Order;
import io.kedang.trade.OrderBulk;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@KedangTest
class TimelineApiTests {
    private static final Origin FILE = new Origin("订单.xlsx", Actor.Channel.IMPORT, null, 70, null);

    @Autowired TestCompany company;
    @Autowired OrderBulk orders;
    @Autowired TransactionTemplate transaction;

    private User clerk;
    private TestClient ana;
    private final UUID customer = NewId.next();
    private final String file = "/customers/" + customer;

    @BeforeEach
    void aFile() {
        clerk = company.user("time-ana", "employee", "销售一部", Scope.OWN);
        ana = company.client(clerk);
        open(ana, customer);
    }

    @Test
    void whatHappenedToAFileStandsInOneLineNewestFirst() {
        ana.patch(file, 1, "{\"remarks\":\"首次来电\"}");
        var person = NewId.next();
        enter(person, "{\"name\":\"单伟\",\"mobile\":\"13800138000\"}");
        ana.patch("/people/" + person, 1, "{\"hobbies\":\"围棋\",\"mobile\":\"13900139000\"}");
        visit("2024-05-07", "送样");
        var order = order("2024-05-06", 1);
        rename(Set.of(order), "重庆");
        ana.post("/people/" + person + "/leave", "{}");

        var all = items(ana.get(file + "/timeline"));
        assertThat(all)
                .extracting(entry -> entry.at("/kind").asString())
                .containsExactly(
                        "PERSON", "ORDER", "PERSON", "PERSON", "FILE", "FILE", "VISIT", "ORDER");
        assertThat(all.get(0).at("/by/name").asString()).isEqualTo("time-ana");
        assertThat(all.get(0).at("/name").asString()).isEqualTo("单伟");
        assertThat(all.get(0).at("/revision/changes"))
                .extracting(change -> change.at("/field").asString())
                .contains("position.until");
        assertThat(all.get(1).at("/name").asString()).isEqualTo(number(order));
        assertThat(all.get(1).at("/revision/changes/0/after").asString()).isEqualTo("重庆");
        assertThat(all.get(2).at("/revision/changes").toString())
                .contains("围棋", "139****9000")
                .doesNotContain("13900139000");
        assertThat(all.get(6).at("/day").asString()).isEqualTo("2024-05-07");
        assertThat(all.get(6).at("/at").asString()).isEqualTo("2024-05-07T15:59:59.999999Z");
        assertThat(all.get(6).at("/by/name").asString()).isEqualTo("time-ana");
        assertThat(all.get(6).at("/thing/summary").asString()).isEqualTo("送样");
        assertThat(all.get(7).at("/thing/total/amount").asString()).isEqualTo("10.00");
        assertThat(all.get(7).at("/by/name").asString()).isEqualTo("time-ana");
        assertThat(all.get(7).at("/subject").asString()).isEqualTo(order.toString());
    }

    @Test
    void aKindIsReadAlone() {
        visit("2024-05-07", "送样");
        order("2024-05-06", 1);
        enter(NewId.next(), "{\"name\":\"单伟\"}");
        for (var kind : TimelineKind.values()) {
            assertThat(items(ana.get(file + "/timeline?only=" + kind)))
                    .extracting(entry -> entry.at("/kind").asString())
                    .containsExactly(kind.name());
        }
    }

    /// One transaction changes many orders at one moment; orders and visits share their days.
    @Test
    void pagesOfAnySizeLoseAndRepeatNothingAmongEqualMoments() {
        var entered = Set.copyOf(List.of(order("2024-05-06", 1), order("2024-05-06", 2)));
        rename(entered, "重庆");
        rename(entered, "成都");
        for (int n = 0; n < 3; n++) {
            visit("2024-05-06", "第 " + n + " 次");
            enter(NewId.next(), "{\"name\":\"赵%d\"}".formatted(n));
        }
        var whole = items(ana.get(file + "/timeline?size=200"));
        assertThat(whole).hasSize(13).doesNotHaveDuplicates();
        for (int size = 1; size <= 14; size++) {
            assertThat(paged("", size)).as("pages of " + size).isEqualTo(whole);
        }
        assertThat(paged("&only=ORDER", 1)).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void whatIsEnteredBetweenTwoPagesShiftsNothing() {
        order("2024-05-06", 1);
        visit("2024-05-07", "送样");
        var first = ana.get(file + "/timeline?size=2");
        enter(NewId.next(), "{\"name\":\"单伟\"}");
        visit("2024-05-08", "回访");
        var rest = items(ana.get(file + "/timeline?size=9&after=" + first.text("/next")));
        assertThat(rest).extracting(entry -> entry.at("/kind").asString()).containsExactly("ORDER");
    }

    @Test
    void aStrangerIsToldNothingAsIfThereWereNoFile() {
        visit("2024-05-07", "送样");
        order("2024-05-06", 1);
        var bea = company.client(company.user("time-bea", "employee", "客户服务部", Scope.OWN));
        var after = ana.get(file + "/timeline?size=1").text("/next");
        for (var query : List.of("", "?only=ORDER", "?after=" + after)) {
            var hidden = bea.get(file + "/timeline" + query);
            assertThat(hidden.status()).isEqualTo(bea.get(file).status()).isGreaterThan(400);
            assertThat(hidden.code()).isEqualTo(bea.get(file).code());
            assertThat(hidden.response().body()).doesNotContain("送样", "10.00");
        }
        assertThat(company.stranger().get(file + "/timeline").status()).isEqualTo(401);
    }

    /// What he tells the people of the next customer is none of this one's business, whoever reads.
    @Test
    void ofSomebodyWhoMovedAFileTellsWhatHappenedWhileHeWasThere() {
        var person = NewId.next();
        var next = NewId.next();
        var boss = company.client(company.user("time-boss", "manager", "销售部", Scope.SUBTREE));
        var cem = company.client(company.user("time-cem", "employee", "销售二部", Scope.OWN));
        open(cem, next);
        enter(person, "{\"name\":\"单伟\",\"position\":{\"since\":\"2020-01-01\"}}");
        ana.patch("/people/" + person, 1, "{\"hobbies\":\"围棋\"}");
        boss.post(
                "/people/" + person + "/move",
                "{\"to\":\"%s\",\"since\":\"2024-03-01\",\"title\":\"厂长\"}".formatted(next));
        cem.patch("/people/" + person, 3, "{\"hobbies\":\"登山\"}");

        var here = items(boss.get(file + "/timeline?only=PERSON"));
        assertThat(here).hasSize(2).last().asString().contains("单伟");
        assertThat(here.toString()).doesNotContain("登山", "厂长");
        var there = items(boss.get("/customers/" + next + "/timeline?only=PERSON"));
        assertThat(there.toString()).contains("登山", "厂长").doesNotContain("2020-01-01");

        var left = items(ana.get(file + "/timeline?only=PERSON"));
        assertThat(left.toString())
                .contains("单伟", "position.until", "2020-01-01")
                .doesNotContain("围棋", "登山", "厂长");
    }

    @Test
    void aPlaceThatNoPageAnsweredIsRefused() {
        for (var place :
                List.of(
                        "x",
                        "null",
                        "{\"file\":\"x\"}",
                        "{\"file\":null}",
                        "{\"file\":{\"a\":1}}",
                        "{\"people\":\"2024_1_1\"}",
                        "{\"people\":\"+99999-01-01T00:00:00Z_%s_1\"}".formatted(customer),
                        "{\"visits\":\"2024-13-01_%s\"}".formatted(customer),
                        "{\"orders\":\"2024\"}",
                        "{\"order-changes\":\"\\u0000\"}")) {
            var cursor =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(place.getBytes(StandardCharsets.UTF_8));
            assertThat(ana.get(file + "/timeline?after=" + cursor).code())
                    .as(place)
                    .isEqualTo("list.bad-cursor");
        }
        assertThat(ana.get(file + "/timeline?after=*").code()).isEqualTo("list.bad-cursor");
    }

    // -- what the tests are made of ------------------------------------------------------------

    private static void open(TestClient client, UUID id) {
        created(
                client.put(
                        "/customers/" + id,
                        "{\"kind\":\"ORGANISATION\",\"name\":\"时间轴%s\"}".formatted(id)));
    }

    private void enter(UUID person, String body) {
        created(ana.put(file + "/people/" + person, body));
    }

    private void visit(String day, String summary) {
        created(
                ana.put(
                        file + "/visits/" + NewId.next(),
                        "{\"visitedOn\":\"%s\",\"peopleMet\":[\"单伟\"],\"summary\":\"%s\"}"
                                .formatted(day, summary)));
    }

    private UUID order(String day, int lines) {
        var id = NewId.next();
        var body = new StringBuilder();
        for (int n = 1; n <= lines; n++) {
            body.append(n == 1 ? "" : ",")
                    .append(
                            """
                            {"lineNumber":%d,"productCode":"P","productName":"样品","quantity":"1",
                             "unitPrice":"10.00","amount":"10.00"}
                            """
                                    .formatted(n));
        }
        created(
                ana.put(
                        "/orders/" + id,
                        """
                        {"customerId":"%s","orderNumber":"%s","orderedOn":"%s","status":"DONE",
                         "total":{"amount":"%d0.00","currency":"CNY"},"lines":[%s]}
                        """
                                .formatted(customer, number(id), day, lines, body)));
        return id;
    }

    private static String number(UUID order) {
        return "TIME-" + order;
    }

    /// Gives orders another place, all at one moment.
    private void rename(Set<UUID> ids, String place) {
        var numbers = ids.stream().map(TimelineApiTests::number).toList();
        company.as(
                clerk,
                () -> {
                    transaction.executeWithoutResult(
                            status ->
                                    orders.save(
                                            List.of(),
                                            orders.find(numbers, true).orders().values().stream()
                                                    .map(order -> moved(order, place))
                                                    .toList(),
                                            FILE));
                    return true;
                });
    }

    private static OrderBulk.Change moved(Order order, String place) {
        var after =
                new Order(
                        order.id(),
                        order.customer(),
                        order.orderNumber(),
                        order.orderedOn(),
                        order.total(),
                        order.status(),
                        place,
                        order.owner(),
                        order.breach(),
                        order.remark(),
                        order.source(),
                        order.version(),
                        order.lines());
        return new OrderBulk.Change(order, after.next());
    }

    private List<JsonNode> paged(String query, int size) {
        var all = new ArrayList<JsonNode>();
        var after = "";
        for (int page = 0; page < 100; page++) {
            var answer = ana.get(file + "/timeline?size=" + size + query + after);
            var items = items(answer);
            assertThat(items).hasSizeLessThanOrEqualTo(size);
            all.addAll(items);
            if (answer.text("/next") == null) {
                return all;
            }
            assertThat(items).hasSize(size);
            after = "&after=" + answer.text("/next");
        }
        throw new AssertionError("the pages don't end");
    }

    private static List<JsonNode> items(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return List.copyOf(answer.body().at("/items").values());
    }

    private static void created(TestClient.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }
}
