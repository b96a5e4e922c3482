package io.kedang.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@KedangTest
class DemoTests {
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    @Test
    void theInventedCompanyComesWholeAndGoesWhole() {
        var admin = company.client(company.administrator());
        var own = NewId.next();
        var ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
        ana.put("/customers/" + own, "{\"kind\":\"ORGANISATION\",\"name\":\"真实的客户\"}");
        int orders = count("trade_order");
        assertThat(admin.put("/demo", "").status()).isEqualTo(200);
        assertThat(admin.put("/demo", "").status()).isEqualTo(200);
        assertThat(count("demo_customer")).isEqualTo(2_000);
        assertThat(count("trade_order")).isGreaterThan(5_000);
        assertThat(count("visit")).isGreaterThan(2_000);
        assertThat(admin.get("/customers?count=exact").body().at("/count").asInt())
                .isGreaterThan(2_000);
        var director = company.client(company.user("gao", "director", "客户服务部", Scope.ALL));
        var rules =
                """
                {"regionWeight":20,"strengthWeight":40,"likelihoodWeight":40,"regions":{},"otherRegions":50}
                """;
        var outcome = director.post("/classifications/preview", rules).body();
        int all = outcome.at("/customers").asInt();
        assertThat(all).isGreaterThan(2_000);
        assertThat(outcome.at("/classes/A").asInt())
                .isBetween(Math.ceilDiv(all, 5), Math.ceilDiv(all * 22, 100));
        assertThat(admin.delete("/demo").status()).isEqualTo(204);
        assertThat(count("trade_order")).isEqualTo(orders);
        assertThat(ana.get("/customers/" + own).status()).isEqualTo(200);
        assertThat(admin.get("/demo").body().at("/loaded").asBoolean()).isFalse();
    }

    private int count(String table) {
        return db.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
