package io.kedang.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@KedangTest
class ClassificationApiTests {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private static final String RULES =
            """
            {"regionWeight":%d,"strengthWeight":40,"likelihoodWeight":40,"regions":{},"otherRegions":50}
            """;

    @Autowired TestCompany company;

    private TestClient director;
    private String best;
    private String worst;

    @BeforeEach
    void aGoodCustomerAPoorOneAndThreeBetweenThem() {
        director = company.client(company.user("gao", "director", "客户服务部", Scope.ALL));
        best =
                file(
                        """
                        {"kind":"ORGANISATION","name":"头部客户%s","lifecycle":"REGULAR",
                         "standing":"LEADER","creditRating":"AAA","address":{"province":"广东省"},
                         "sales":{"latest":{"amount":"999999999999.00","currency":"CNY"}}}
                        """);
        for (int n = 0; n < 3; n++) {
            file("{\"kind\":\"ORGANISATION\",\"name\":\"中间客户%s\",\"lifecycle\":\"AT_RISK\"}");
        }
        worst = file("{\"kind\":\"ORGANISATION\",\"name\":\"尾部客户%s\",\"lifecycle\":\"LOST\"}");
    }

    @Test
    void applyingClassesEveryFileAndSaysWhy() {
        var outcome = apply();
        int all = outcome.at("/customers").asInt();
        assertThat(outcome.at("/classes/A").asInt()).isEqualTo(Math.ceilDiv(all, 5));
        assertThat(outcome.at("/classes/A").asInt() + outcome.at("/classes/B").asInt())
                .isEqualTo(Math.ceilDiv(all * 3, 5));
        assertThat(outcome.at("/applied").asBoolean()).isTrue();
        assertThat(director.get("/customers/" + best).text("/grade")).isEqualTo("A");
        assertThat(director.get("/customers/" + worst).text("/grade")).isEqualTo("C");

        var why = director.get("/customers/" + best + "/classification").body();
        double total =
                why.at("/region").asDouble() * why.at("/rules/regionWeight").asInt()
                        + why.at("/strength").asDouble() * why.at("/rules/strengthWeight").asInt()
                        + why.at("/likelihood").asDouble()
                                * why.at("/rules/likelihoodWeight").asInt();
        assertThat(why.at("/total").asDouble()).isCloseTo(total / 100, within());
        assertThat(why.at("/of").asInt()).isEqualTo(all);

        assertThat(why.at("/region").asDouble()).isEqualTo(50);
        assertThat(why.at("/strength").asDouble()).isBetween(20.0, 100.0);
        assertThat(why.at("/likelihood").asDouble()).isEqualTo(80);
        var whyNot = director.get("/customers/" + worst + "/classification").body();
        assertThat(whyNot.at("/strength").asDouble()).isZero();
        assertThat(whyNot.at("/likelihood").asDouble()).isEqualTo(10);

        var newest = director.get("/customers/" + best + "/revisions").body().at("/items/0");
        assertThat(newest.at("/changes"))
                .extracting(change -> change.at("/field").asString())
                .contains("grade", "gradeReason");
        assertThat(apply().at("/changed").asInt()).isZero();
    }

    @Test
    void ofEqualCustomersWhoOrderedMoreComesFirst() {
        var json = "{\"kind\":\"ORGANISATION\",\"name\":\"同分客户%s\",\"lifecycle\":\"NEW\"}";
        var first = file(json);
        var buyer = file(json);
        var order =
                """
                {"customerId":"%s","orderNumber":"ABC-1","orderedOn":"2019-05-06","status":"DONE",
                 "total":{"amount":"10.00","currency":"CNY"}}
                """;
        var made = director.put("/orders/" + NewId.next(), order.formatted(buyer));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        apply();
        assertThat(rank(buyer)).isLessThan(rank(first));
    }

    private int rank(String file) {
        return director.get("/customers/" + file + "/classification").body().at("/rank").asInt();
    }

    @Test
    void aPreviewChangesNothing() {
        var outcome = director.post("/classifications/preview", RULES.formatted(20)).body();
        assertThat(outcome.at("/applied").asBoolean()).isFalse();
        assertThat(outcome.at("/changed").asInt()).isPositive();
        assertThat(director.get("/customers/" + best).body().at("/grade").isNull()).isTrue();
    }

    @Test
    void aPreviewCountsOnlyWhatItsReaderMayRead() {
        var alone = company.client(company.user("gao-alone", "director", "销售一部", Scope.OWN));
        var id = NewId.next();
        var json = "{\"kind\":\"ORGANISATION\",\"name\":\"独有客户%s\"}".formatted(id);
        assertThat(alone.put("/customers/" + id, json).status()).isEqualTo(201);
        var outcome = alone.post("/classifications/preview", RULES.formatted(20)).body();
        assertThat(outcome.at("/customers").asInt()).isEqualTo(1);
        assertThat(outcome.at("/changed").asInt()).isEqualTo(1);
    }

    @Test
    void aClassSetByHandNeedsAReasonAndStaysUntilItIsGivenBack() {
        var path = "/customers/" + worst + "/grade";
        assertThat(director.send("PUT", path, "{\"grade\":\"A\",\"reason\":\" \"}", JSON).status())
                .isEqualTo(422);
        var set = "{\"grade\":\"A\",\"reason\":\"战略合作\"}";
        assertThat(director.send("PUT", path, set, JSON).text("/grade")).isEqualTo("A");
        apply();
        var kept = director.get("/customers/" + worst);
        assertThat(kept.text("/grade")).isEqualTo("A");
        assertThat(kept.text("/gradeReason")).isEqualTo("战略合作");
        director.delete(path);
        apply();
        assertThat(director.get("/customers/" + worst).text("/grade")).isEqualTo("C");
    }

    @Test
    void rulesAreRefusedWhenTheirWeightsDoNotAddUpOrSomebodyChangedThemMeanwhile() {
        var rules = director.get("/classifications/rules");
        var version = rules.response().headers().firstValue("ETag").orElseThrow();
        assertThat(put(RULES.formatted(30), version))
                .isEqualTo("classification.weights-do-not-add-up");
        assertThat(put(RULES.formatted(20), version)).isNull();
        assertThat(put(RULES.formatted(20), version)).isEqualTo("classification.version-stale");
    }

    @Test
    void onlyWhoMayClassifyMayDoIt() {
        var ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        for (var path : List.of("/classifications", "/classifications/preview")) {
            assertThat(ana.post(path, "{}").status()).isEqualTo(403);
        }
    }

    private String put(String rules, String version) {
        var headers = Map.of("Content-Type", "application/json", "If-Match", version);
        var answer = director.send("PUT", "/classifications/rules", rules, headers);
        return answer.status() == 200 ? null : answer.text("/code");
    }

    private JsonNode apply() {
        var started = director.post("/classifications", "");
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var job = "/jobs/" + started.text("/job");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> List.of("DONE", "FAILED").contains(director.get(job).text("/state")));
        var ended = director.get(job);
        assertThat(ended.text("/state")).as(ended.response().body()).isEqualTo("DONE");
        return ended.body().at("/result");
    }

    private String file(String json) {
        var id = NewId.next().toString();
        var made = director.put("/customers/" + id, json.formatted(id));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return id;
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.01);
    }
}
