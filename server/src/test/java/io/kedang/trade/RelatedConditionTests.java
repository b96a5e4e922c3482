package io.kedang.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Files are found by figures of what hangs on them.
@KedangTest
class RelatedConditionTests {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired TestCompany company;

    private final String mark = "相关" + UUID.randomUUID().toString().substring(0, 8);
    private TestClient director;
    private int orders;

    @BeforeEach
    void fill() {
        director = company.client(company.user("xiangguan", "director", "客户服务部", Scope.ALL));
        var often = open("常购");
        for (int days : List.of(1, 20, 60, 89)) {
            order(often, days, "100.00", "CNY", "DONE");
        }
        order(often, 400, "900.00", "USD", "CANCELLED");
        visit(often, 5);
        var once = open("偶购");
        order(once, 90, "5000.00", "CNY", "IN_PROGRESS");
        visit(once, 45);
        open("未购");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `"related":"orders","where":{"field":"orderedOn","op":"withinLast","value":"P90D"},"aggregate":"count","op":"gt","value":3` | 常购
                    `"related":"orders","where":{"field":"orderedOn","op":"withinLast","value":"P90D"},"aggregate":"count","op":"le","value":3` | 偶购 未购
                    `"related":"orders","aggregate":"count","op":"ge","value":1` | 常购 偶购
                    `"related":"orders","aggregate":"count","op":"eq","value":0` | 未购
                    `"related":"orders","aggregate":"count","op":"ne","value":0` | 常购 偶购
                    `"related":"orders","aggregate":"count","op":"ne","value":5` | 偶购 未购
                    `"related":"orders","aggregate":"sum","of":"amount","op":"between","value":[1300,1300.01]` | 常购
                    `"related":"orders","where":{"field":"currency","op":"eq","value":"usd"},"aggregate":"sum","of":"amount","op":"lt","value":1` | 偶购 未购
                    `"related":"orders","where":{"field":"status","op":"eq","value":"IN_PROGRESS"},"aggregate":"max","of":"amount","op":"ge","value":5000` | 偶购
                    `"related":"orders","aggregate":"max","of":"orderedOn","op":"missing"` | 未购
                    `"related":"orders","aggregate":"max","of":"orderedOn","op":"olderThan","value":"P90D"` | 偶购
                    `"related":"visits","where":{"field":"visitedOn","op":"withinLast","value":"P30D"},"aggregate":"count","op":"eq","value":0` | 偶购 未购
                    `"related":"people","aggregate":"count","op":"eq","value":0` | 常购 偶购 未购
                    """)
    void filesAreFoundByAFigureAndByItsNegation(String condition, String met) {
        var names = List.of(met.split(" "));
        assertThat(found(director, "{" + condition + "}"))
                .containsExactlyInAnyOrderElementsOf(names);
        var others = new ArrayList<>(List.of("常购", "偶购", "未购"));
        others.removeAll(names);
        assertThat(found(director, "{\"not\":{" + condition + "}}"))
                .containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void figuresAreCountedExactly() {
        var filter = "{\"related\":\"orders\",\"aggregate\":\"count\",\"op\":\"lt\",\"value\":5}";
        var counted =
                director.get("/customers?count=exact&q=" + mark + "&filter=" + encoded(filter));
        assertThat(counted.body().at("/count").asInt()).isEqualTo(2);
    }

    @Test
    void whoMayReadNoOrdersMayNotAskAboutThem() {
        var archivist =
                company.client(company.user("xiangguandang", "archivist", "客户服务部", Scope.ALL));
        var filter = "{\"related\":\"orders\",\"aggregate\":\"count\",\"op\":\"ge\",\"value\":1}";
        var refused = archivist.get("/customers?filter=" + encoded(filter));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/code").asString()).isEqualTo("condition.unknown-related");
        assertThat(offered(archivist)).containsExactlyInAnyOrder("people", "visits");
        assertThat(offered(director)).containsExactlyInAnyOrder("people", "visits", "orders");
    }

    @Test
    void aPolicyAsksOfTheFileAlone() {
        var condition =
                "{\"related\":\"orders\",\"aggregate\":\"count\",\"op\":\"ge\",\"value\":1}";
        var refused =
                company.client(company.administrator())
                        .put(
                                "/policies/" + NewId.next(),
                                """
                                {"name":"%s","subject":{"everybody":true},"actions":["READ"],
                                 "condition":%s,"effect":"ALLOW","obligations":{}}
                                """
                                        .formatted(mark, condition));
        assertThat(refused.status()).isBetween(400, 422);
    }

    private List<String> offered(TestClient who) {
        return who.get("/fields?of=customer")
                .body()
                .path("related")
                .valueStream()
                .map(each -> each.path("key").asString())
                .toList();
    }

    private List<String> found(TestClient who, String filter) {
        var page = who.get("/customers?size=50&q=" + encoded(mark) + "&filter=" + encoded(filter));
        assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
        return page.body()
                .path("items")
                .valueStream()
                .map(each -> each.path("name").asString().replace(mark, ""))
                .toList();
    }

    private UUID open(String name) {
        var id = NewId.next();
        var body = "{\"kind\":\"ORGANISATION\",\"name\":\"%s\"}".formatted(mark + name);
        assertThat(director.put("/customers/" + id, body).status()).isEqualTo(201);
        return id;
    }

    private void order(UUID file, int daysAgo, String amount, String currency, String status) {
        var made =
                director.put(
                        "/orders/" + NewId.next(),
                        """
                        {"customerId":"%s","orderNumber":"%s-%d","orderedOn":"%s","status":"%s",
                         "total":{"amount":"%s","currency":"%s"},"lines":[]}
                        """
                                .formatted(
                                        file,
                                        mark,
                                        ++orders,
                                        TODAY.minusDays(daysAgo),
                                        status,
                                        amount,
                                        currency));
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    }

    private void visit(UUID file, int daysAgo) {
        var made =
                director.put(
                        "/customers/" + file + "/visits/" + NewId.next(),
                        """
                        {"visitedOn":"%s","peopleMet":["王"],"summary":"谈续约"}
                        """
                                .formatted(TODAY.minusDays(daysAgo)));
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
