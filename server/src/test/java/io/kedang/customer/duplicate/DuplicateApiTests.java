package io.kedang.customer.duplicate;

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

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

@KedangTest
class DuplicateApiTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient ana;
    private final String mobile =
            "139%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));

    @BeforeEach
    void anEmployee() {
        ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
    }

    @Test
    void twentyParallelCreationsWithOneMobileOpenOneFile() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 20)
                            .mapToObj(n -> threads.submit(() -> open("并发" + n, Map.of()).status()))
                            .toList();
            int opened = 0;
            for (var answer : answers) {
                assertThat(answer.get()).isIn(201, 409);
                opened += answer.get() == 201 ? 1 : 0;
            }
            assertThat(opened).isOne();
        }
    }

    @Test
    void aReasonLetsAFamilyShareANumber() {
        open("王先生", Map.of());
        assertThat(open("王太太", Map.of()).code()).isEqualTo("customer.duplicate");
        assertThat(open("王太太", Map.of("Kedang-Reason", "family")).status()).isEqualTo(201);
    }

    @Test
    void whoeverMayReadTheTwinIsLedToIt() {
        open("重庆江岳新材料（集团）有限公司", Map.of());
        var hits = ana.post("/customers/duplicates", "{\"name\":\"重庆 江岳新材料(集团)有限公司\"}").body();
        assertThat(hits.at("/hits/0/level").asString()).isEqualTo("READABLE");
        assertThat(hits.at("/hits/0/name").asString()).contains("江岳");
    }

    @Test
    void aStrangerLearnsOnlyThatItExistsAndWhomToAsk() {
        open("保密客户有限公司", Map.of());
        var ben = company.client(company.user("ben", "employee", "销售二部", Scope.OWN));
        var answer = ben.post("/customers/duplicates", "{\"mobile\":\"" + mobile + "\"}");
        assertThat(answer.body().at("/hits/0/level").asString()).isEqualTo("ANNOUNCED");
        assertThat(answer.body().at("/hits/0/department").asString()).isEqualTo("销售一部");
        assertThat(answer.response().body())
                .doesNotContain("保密")
                .doesNotContain("KH-")
                .doesNotContain(mobile);
        assertThat(
                        db.sql(
                                        "select count(*) from audit_entry where action = 'PROBED'"
                                                + " and actor_name = 'ben'")
                                .query(Integer.class)
                                .single())
                .isPositive();
    }

    @Test
    void whoOpensFilesToFindOutIsRegisteredAndSlowed() {
        open("保密客户有限公司", Map.of());
        var prober = company.user("prober", "employee", "销售二部", Scope.OWN);
        var probing = company.client(prober);
        int refused = 0;
        var answer = probe(probing);
        while (answer.status() == 409) {
            refused++;
            assertThat(answer.code()).isEqualTo("customer.duplicate");
            answer = probe(probing);
        }
        assertThat(answer.code()).isEqualTo("access.too-many-attempts");
        assertThat(refused).isBetween(60, 120);
        assertThat(
                        db.sql(
                                        "select count(*) from audit_entry where action = 'PROBED'"
                                                + " and actor_id = :user")
                                .param("user", prober.id())
                                .query(Integer.class)
                                .single())
                .isEqualTo(refused);
        var harmless = "{\"kind\":\"ORGANISATION\",\"name\":\"全新客户有限公司\"}";
        assertThat(ana.put("/customers/" + NewId.next(), harmless).status()).isEqualTo(201);
    }

    private TestClient.Answer probe(TestClient client) {
        var body = "{\"kind\":\"ORGANISATION\",\"name\":\"探\",\"mobile\":\"" + mobile + "\"}";
        return client.put("/customers/" + NewId.next(), body);
    }

    @Test
    void whatIsHalfTypedFindsNothing() {
        open("半个号码公司", Map.of());
        var answer =
                ana.post(
                        "/customers/duplicates", "{\"mobile\":\"" + mobile.substring(0, 7) + "\"}");
        assertThat(answer.body().at("/hits").size()).isZero();
    }

    private TestClient.Answer open(String name, Map<String, String> headers) {
        var all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return ana.send(
                "PUT",
                "/customers/" + NewId.next(),
                "{\"kind\":\"ORGANISATION\",\"name\":\"%s\",\"mobile\":\"%s\"}"
                        .formatted(name, mobile),
                all);
    }
}
