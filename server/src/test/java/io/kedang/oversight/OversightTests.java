package io.kedang.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.UUID;

@KedangTest
class OversightTests {
    @Autowired TestCompany company;

    private TestClient admin;
    private User owner;
    private TestClient ana;
    private TestClient stranger;
    private final UUID file = NewId.next();
    private final String name = "监督" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void aFileOfSomebody() {
        admin = company.client(company.administrator());
        owner = company.user("ana", "employee", "销售一部", Scope.OWN);
        ana = company.client(owner);
        stranger = company.client(company.user("bo", "employee", "销售二部", Scope.OWN));
        var body = "{\"kind\":\"ORGANISATION\",\"name\":\"%s\"}".formatted(name);
        assertThat(ana.put("/customers/" + file, body).status()).isEqualTo(201);
    }

    @Test
    void aPreviewNamesWhoLosesWhatHeWorkedWithAndChangesNothing() {
        var preview = preview("\"enabled\":true,\"effect\":\"DENY\",\"relation\":\"ANY\"");
        assertThat(preview.at("/exact").asBoolean()).isTrue();
        var change = changeOf(preview, owner).at("/changes/0");
        assertThat(change.at("/actions").toString()).isEqualTo("[\"FIND\",\"READ\"]");
        assertThat(change.at("/opened").asInt()).isZero();
        assertThat(change.at("/closed").asInt()).isOne();
        assertThat(change.at("/missed").asInt()).isOne();
        assertThat(ana.get("/customers/" + file).status()).isEqualTo(200);
    }

    @Test
    void aPreviewNamesWhoGainsAndLeavesOutThoseForWhomNothingChanges() {
        var bo = company.user("bo", "employee", "销售二部", Scope.OWN);
        var preview = preview("\"enabled\":true,\"effect\":\"ALLOW\",\"relation\":\"ANY\"");
        assertThat(changeOf(preview, bo).at("/changes/0/opened").asInt()).isOne();
        assertThat(changeOf(preview, owner).isMissingNode()).isTrue();
        assertThat(stranger.get("/customers/" + file).code()).isEqualTo("customer.announced");
    }

    @Test
    void theRegisterTellsWhichFieldsWereTriedAndNotWhichValues() {
        preview("\"enabled\":true,\"effect\":\"ALLOW\",\"relation\":\"ANY\"");
        var entries = admin.get("/audit?action=POLICY_PREVIEWED").body().at("/items");
        assertThat(entries.at("/0/fields").toString()).isEqualTo("[\"name\"]");
        assertThat(entries.toString()).doesNotContain(name);
    }

    @Test
    void aPolicyThatIsOffChangesNothingForAnybody() {
        var preview = preview("\"enabled\":false,\"effect\":\"DENY\",\"relation\":\"ANY\"");
        assertThat(preview.at("/effects")).isEmpty();
        assertThat(preview.at("/users").asInt()).isPositive();
    }

    @Test
    void theOwnerIsToldWhichPolicyOpensHisFileAndWhatHisRoleLacks() {
        var told = ana.get("/customers/" + file + "/access");
        assertThat(told.text("/level")).isEqualTo("READABLE");
        assertThat(verdict(told, "READ").at("/allowed").asBoolean()).isTrue();
        assertThat(verdict(told, "READ").at("/granting/0/shipped").asString()).isEqualTo("scope");
        var export = verdict(told, "EXPORT");
        assertThat(export.at("/allowed").asBoolean()).isEqualTo(export.at("/missing").isNull());
    }

    @Test
    void whoMayOnlyKnowOfAFileIsToldThatAndNothingElse() {
        var told = stranger.get("/customers/" + file + "/access");
        assertThat(told.text("/level")).isEqualTo("ANNOUNCED");
        assertThat(verdict(told, "READ").at("/allowed").asBoolean()).isFalse();
        assertThat(verdict(told, "READ").at("/granting")).isEmpty();
        assertThat(told.response().body()).doesNotContain(name);
    }

    @Test
    void anAdministratorAsksForOthersAndNobodyElseDoes() {
        var path = "/customers/" + file + "/access?user=" + owner.id();
        assertThat(admin.get(path).text("/user")).isEqualTo(owner.displayName());
        assertThat(ana.get(path).code()).isEqualTo("access.right-missing");
        assertThat(admin.get("/customers/" + file + "/access?user=" + NewId.next()).code())
                .isEqualTo("access.user-unknown");
    }

    @Test
    void anAdministratorIsToldWhatHidesAFileFromSomebody() {
        var policy = "/policies/" + NewId.next();
        var body =
                """
                {"name":"藏","enabled":true,"effect":"DENY","actions":["FIND","READ"],
                 "level":"READABLE","relation":"OWNER",
                 "condition":{"field":"name","op":"eq","value":"%s"}}
                """;
        assertThat(admin.put(policy, body.formatted(name)).status()).isEqualTo(201);
        try {
            assertThat(ana.get("/customers/" + file + "/access").code())
                    .isEqualTo("customer.not-found");
            var told = admin.get("/customers/" + file + "/access?user=" + owner.id());
            assertThat(told.body().at("/level").isNull()).isTrue();
            assertThat(verdict(told, "READ").at("/taking/0/name").asString()).isEqualTo("藏");
            assertThat(verdict(told, "READ").at("/allowed").asBoolean()).isFalse();
        } finally {
            admin.send("DELETE", policy, null, Map.of("If-Match", "\"1\""));
        }
    }

    @Test
    void aFileThatDoesNotExistIsRefusedLikeEverywhere() {
        assertThat(ana.get("/customers/" + NewId.next() + "/access").code())
                .isEqualTo("customer.not-found");
    }

    private JsonNode preview(String some) {
        var body =
                """
                {"name":"试","actions":["FIND","READ"],"level":"READABLE",%s,
                 "condition":{"field":"name","op":"eq","value":"%s"}}
                """
                        .formatted(some, name);
        var answer = admin.post("/policies/" + NewId.next() + "/preview", body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode changeOf(JsonNode preview, User user) {
        for (var effect : preview.at("/effects")) {
            if (effect.at("/user").asString().equals(user.id().toString())) {
                return effect;
            }
        }
        return preview.at("/nothing");
    }

    private static JsonNode verdict(TestClient.Answer told, String action) {
        for (var verdict : told.body().at("/verdicts")) {
            if (verdict.at("/action").asString().equals(action)) {
                return verdict;
            }
        }
        throw new AssertionError(told.body());
    }
}
