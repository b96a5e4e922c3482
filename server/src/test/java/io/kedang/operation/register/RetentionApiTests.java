package io.kedang.operation.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Map;

/// Who reads the register sees how long it is kept; who administers previews and changes it.
@KedangTest
class RetentionApiTests {
    @Autowired TestCompany company;

    private TestClient admin() {
        return company.client(company.administrator());
    }

    private static String body(int months, String hold) {
        return "{\"months\":{\"READING\":%d},\"hold\":%s,\"archive\":false}"
                .formatted(months, hold == null ? "null" : "\"" + hold + "\"");
    }

    private TestClient.Answer change(String body) {
        var version = admin().get("/audit/retention").text("/version");
        return admin().send(
                        "PUT",
                        "/audit/retention",
                        body,
                        Map.of("Content-Type", "application/json", "If-Match", version));
    }

    @Test
    void aChangeIsPreviewedMadeAndRegistered() {
        var known = admin().get("/audit/retention");
        assertThat(known.body().at("/months/READING").asInt()).isEqualTo(36);
        assertThat(known.body().at("/fewest").asInt()).isEqualTo(6);
        var preview = admin().post("/audit/retention/preview", body(12, null));
        assertThat(preview.body().at("/groups/0/group").asString()).isEqualTo("READING");
        assertThat(preview.body().at("/groups/0/months").asInt()).isEqualTo(12);
        assertThat(preview.body().at("/groups/0/due").asInt()).isZero();
        assertThat(admin().get("/audit/retention").body()).isEqualTo(known.body());
        try {
            var held = change(body(48, "稽查期间"));
            assertThat(held.status()).isEqualTo(200);
            assertThat(held.text("/hold/reason")).isEqualTo("稽查期间");
            assertThat(held.body().at("/months/KEYS").asInt()).isEqualTo(120);
            var entry = admin().get("/audit?action=RETENTION_CHANGED").body().at("/items/0");
            assertThat(entry.at("/reason").asString()).isEqualTo("稽查期间");
            assertThat(entry.at("/facts").toString()).contains("36 → 48");
        } finally {
            assertThat(change(body(36, null)).status()).isEqualTo(200);
        }
    }

    @Test
    void whatTheLawForbidsWhatIsStaleAndWhoMayNotAreRefused() {
        assertThat(change(body(5, null)).status()).isEqualTo(422);
        assertThat(change(body(1_201, null)).status()).isEqualTo(422);
        var stale =
                admin().send(
                                "PUT",
                                "/audit/retention",
                                body(36, null),
                                Map.of("Content-Type", "application/json", "If-Match", "999"));
        assertThat(stale.code()).isEqualTo("audit.retention-stale");
        var director = company.client(company.user("retaining", "director", "客户服务部", Scope.ALL));
        assertThat(director.get("/audit/retention").status()).isEqualTo(200);
        assertThat(director.post("/audit/retention/preview", body(12, null)).code())
                .isEqualTo("access.right-missing");
        var employee = company.client(company.user("retained", "employee", "销售一部", Scope.OWN));
        assertThat(employee.get("/audit/retention").status()).isEqualTo(403);
    }
}
