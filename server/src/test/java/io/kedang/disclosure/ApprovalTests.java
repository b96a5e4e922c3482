package io.kedang.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A policy lets somebody print and take along only what somebody else has approved.
@KedangTest
class ApprovalTests {
    private static final String SCOPE = "/policies/01930000-0000-7000-8000-000000000001";
    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final String token = "待批" + Long.toString(System.nanoTime(), 36);
    private final UUID file = NewId.next();
    private final String path = "/customers/" + file;
    private final UUID policy = NewId.next();

    private String all;
    private TestClient admin;
    private TestClient manager;
    private TestClient serving;

    @BeforeEach
    void printingAndExportingWaitForApproval() {
        admin = company.client(company.administrator());
        manager = company.client(company.user("approval-manager", "manager", "销售部", Scope.SUBTREE));
        serving =
                company.client(
                        company.user("approval-service", "service", "客户服务部", Scope.DEPARTMENT));
        manager.put(path, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "\"}");
        all =
                db.sql("select to_json(actions) from policy where shipped = 'scope'")
                        .query(String.class)
                        .single();
        change("[\"FIND\",\"READ\",\"READ_SENSITIVE\",\"EDIT\"]");
        var body =
                """
                {"name":"approved","enabled":true,"effect":"ALLOW","actions":["EXPORT","PRINT"],
                 "level":"READABLE","relation":"SCOPE","obligations":["APPROVAL"]}
                """;
        assertThat(admin.put("/policies/" + policy, body).status()).isEqualTo(201);
    }

    @AfterEach
    void nobodyWaitsAnyMore() {
        change(all);
        admin.send("DELETE", "/policies/" + policy, null, Map.of("If-Match", "\"1\""));
    }

    @Test
    void whatWaitsForApprovalIsRefusedUntilThenAndDoneAfterwards() {
        assertThat(manager.get(path).status()).isEqualTo(200);
        assertThat(print().code()).isEqualTo("customer.approval-needed");
        assertThat(exported()).doesNotContain(token);

        var request = NewId.next();
        assertThat(ask(request).status()).isEqualTo(204);
        assertThat(print().code()).isEqualTo("customer.approval-needed");
        assertThat(
                        serving.post("/access-requests/" + request + "/approve", "{\"hours\":24}")
                                .status())
                .isEqualTo(204);
        assertThat(print().status()).isEqualTo(200);
        assertThat(exported()).contains(token);

        assertThat(manager.post("/access-requests/" + request + "/end", "").status())
                .isEqualTo(204);
        assertThat(print().code()).isEqualTo("customer.approval-needed");
        assertThat(exported()).doesNotContain(token);
        assertThat(manager.get(path).status()).isEqualTo(200);
    }

    @Test
    void whoeverLacksNothingHasNothingToAskFor() {
        change(all);
        assertThat(ask(NewId.next()).code()).isEqualTo("disclosure.readable-already");
    }

    @Test
    void thePanelNamesThePolicyThatWaits() {
        for (var verdict : manager.get(path + "/access").body().at("/verdicts")) {
            boolean waits = List.of("EXPORT", "PRINT").contains(verdict.at("/action").asString());
            assertThat(verdict.at("/pending").size())
                    .as(verdict.toString())
                    .isEqualTo(waits ? 1 : 0);
            if (waits) {
                assertThat(verdict.at("/allowed").asBoolean()).isFalse();
                assertThat(verdict.at("/pending/0/id").asString()).isEqualTo(policy.toString());
            }
        }
    }

    @Test
    void findingCannotWaitForApproval() {
        var wrong = "{\"actions\":[\"FIND\",\"READ\"]}";
        var refused = admin.patch("/policies/" + policy, 1, wrong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/code")).isEqualTo("access.policy-approves-contents");
    }

    private TestClient.Answer print() {
        return manager.get(path + "/print/file-form.docx");
    }

    private String exported() {
        var wish =
                "{\"format\":\"CSV\",\"filter\":{\"field\":\"name\",\"op\":\"eq\",\"value\":\"%s\"}}"
                        .formatted(token);
        var answer = manager.post("/exports", wish);
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body();
    }

    private TestClient.Answer ask(UUID request) {
        return manager.put(
                "/access-requests/" + request,
                "{\"customer\":\"%s\",\"purpose\":\"打印存档\",\"hours\":24}".formatted(file));
    }

    private void change(String actions) {
        int version =
                db.sql("select version from policy where shipped = 'scope'")
                        .query(Integer.class)
                        .single();
        assertThat(admin.patch(SCOPE, version, "{\"actions\":" + actions + "}").status())
                .isEqualTo(200);
    }
}
