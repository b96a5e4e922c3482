package io.kedang.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@KedangTest
class PolicyApiTests {
    private static final String OWNER_OF_A = "01930000-0000-7000-8000-000000000003";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private TestClient admin;
    private TestClient ana;
    private final String token = "策略" + Long.toString(System.nanoTime(), 36);
    private final List<UUID> made = new ArrayList<>();

    @BeforeEach
    void people() {
        admin = company.client(company.administrator());
        ana = company.client(company.user("ana", "employee", "销售一部", Scope.OWN));
    }

    @AfterEach
    void nothingOfThisStays() {
        for (var id : made) {
            admin.send(
                    "DELETE",
                    "/policies/" + id,
                    null,
                    Map.of("If-Match", "\"" + version(id) + "\""));
        }
    }

    @Test
    void aPolicyHoldsFromTheNextRequestOnAndNoLongerThanItIsThere() {
        var file = "/customers/" + NewId.next();
        ana.put(file, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "公司\"}");
        assertThat(ana.get(file).status()).isEqualTo(200);

        var id = create(forbidding(token));
        assertThat(ana.get(file).code()).isEqualTo("customer.not-found");
        assertThat(ana.get(file + "/open").code()).isEqualTo("customer.not-found");
        assertThat(found()).isZero();

        assertThat(admin.patch("/policies/" + id, 1, "{\"enabled\":false}").status())
                .isEqualTo(200);
        assertThat(ana.get(file).status()).isEqualTo(200);
        assertThat(found()).isOne();
    }

    @Test
    void whatMayNotBeReadIsNeitherListedNorChanged() {
        var file = "/customers/" + NewId.next();
        ana.put(file, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "公司\"}");
        create(forbidding(token).replace("\"FIND\",", ""));
        assertThat(found()).isZero();
        assertThat(ana.patch(file, 1, "{\"remarks\":\"x\"}").status()).isIn(403, 404);
        assertThat(ana.get(file + "/open").status()).isIn(403, 404);
    }

    @Test
    void whatCameWithTheHouseIsSwitchedOffAndNotRemoved() {
        var path = "/policies/" + OWNER_OF_A;
        int version = version(UUID.fromString(OWNER_OF_A));
        var headers = Map.of("If-Match", "\"" + version + "\"");
        assertThat(admin.send("DELETE", path, null, headers).code())
                .isEqualTo("access.policy-shipped");

        var file = NewId.next();
        var address = "/customers/" + file;
        ana.put(address, "{\"kind\":\"ORGANISATION\",\"name\":\"" + token + "\"}");
        db.sql("update customer set grade = 'A' where id = :id").param("id", file).update();
        assertThat(ana.get(address).status()).isEqualTo(200);
        assertThat(admin.patch(path, version, "{\"enabled\":false}").text("/shipped"))
                .isEqualTo("class-a-by-owner");
        try {
            assertThat(ana.get(address).code()).isEqualTo("customer.announced");
        } finally {
            admin.patch(path, version + 1, "{\"enabled\":true}");
        }
        assertThat(ana.get(address).status()).isEqualTo(200);
    }

    @Test
    void theSameCreationAgainChangesNothingAndAnOlderVersionIsRefused() {
        var id = create(forbidding(token));
        assertThat(admin.put("/policies/" + id, forbidding("other")).text("/name"))
                .isEqualTo(token);
        assertThat(admin.patch("/policies/" + id, 7, "{\"enabled\":false}").code())
                .isEqualTo("access.version-stale");
        assertThat(admin.patch("/policies/" + NewId.next(), 1, "{\"enabled\":false}").code())
                .isEqualTo("access.policy-unknown");
    }

    @Test
    void theRegisterTellsWhatThePolicyWasAndWhatItBecame() {
        var id = create(forbidding(token));
        admin.patch("/policies/" + id, 1, "{\"enabled\":false}");
        var newest = admin.get("/audit?action=POLICY_CHANGED&size=1");
        assertThat(newest.text("/items/0/subjectId")).isEqualTo(id.toString());
        assertThat(newest.body().at("/items/0/facts").toString())
                .contains("\"code\":\"enabled\"", "\"value\":\"true → false\"", token)
                .doesNotContain("\"code\":\"effect\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\" \"} | name | access.name-missing",
                "{\"actions\":[]} | actions | access.policy-actions-missing",
                "{\"level\":\"ANNOUNCED\"} | level | access.policy-announces-only",
                "{\"roles\":[]} | roles | access.role-unknown",
                "{\"roles\":[\"01930000-0000-7000-8000-00000000ffff\"]} | roles |"
                        + " access.role-unknown",
                "{\"condition\":{\"related\":\"orders\",\"where\":{\"field\":\"orderedOn\",\"op\":\"present\"},\"aggregate\":\"count\",\"op\":\"gt\",\"value\":1}}"
                    + " | condition | access.policy-asks-others",
            })
    void whatCanNotBeAPolicyIsRefusedAtItsField(String patch, String field, String code) {
        var id = create(forbidding(token));
        var refused = admin.patch("/policies/" + id, 1, patch);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/field")).isEqualTo(field);
        assertThat(refused.text("/errors/0/code")).isEqualTo(code);
        assertThat(version(id)).isOne();
    }

    @Test
    void aConditionOverAFieldThatNoFileHasIsRefused() {
        var wrong = "{\"condition\":{\"field\":\"shoeSize\",\"op\":\"eq\",\"value\":\"43\"}}";
        assertThat(admin.patch("/policies/" + create(forbidding(token)), 1, wrong).status())
                .isEqualTo(422);
    }

    @Test
    void aConditionIsReplacedAsAWhole() {
        var id = create(forbidding(token));
        var other = "{\"not\":{\"field\":\"grade\",\"op\":\"eq\",\"value\":\"A\"}}";
        var patch = "{\"enabled\":false,\"condition\":%s}";
        var changed = admin.patch("/policies/" + id, 1, patch.formatted(other));
        assertThat(changed.body().at("/condition").toString()).isEqualTo(other);
        var emptied = admin.patch("/policies/" + id, 2, patch.formatted("null"));
        assertThat(emptied.body().at("/condition").isNull()).isTrue();
    }

    @Test
    void onlyAdministratorsReadAndChangeThem() {
        assertThat(ana.get("/policies").code()).isEqualTo("access.right-missing");
        assertThat(ana.put("/policies/" + NewId.next(), forbidding(token)).code())
                .isEqualTo("access.right-missing");
        assertThat(ana.patch("/policies/" + OWNER_OF_A, 1, "{\"enabled\":false}").code())
                .isEqualTo("access.right-missing");
    }

    private UUID create(String body) {
        var id = NewId.next();
        assertThat(admin.put("/policies/" + id, body).status()).isEqualTo(201);
        made.add(id);
        return id;
    }

    private int version(UUID id) {
        for (var policy : admin.get("/policies").body().at("/items")) {
            if (policy.at("/id").asString().equals(id.toString())) {
                return policy.at("/version").asInt();
            }
        }
        return 0;
    }

    private int found() {
        var filter = "{\"field\":\"name\",\"op\":\"contains\",\"value\":\"%s\"}".formatted(token);
        var encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8);
        return ana.get("/customers?filter=" + encoded).body().at("/items").size();
    }

    private static String forbidding(String word) {
        return """
        {"name":"%s","enabled":true,"effect":"DENY","actions":["FIND","READ"],"level":"READABLE",
         "relation":"ANY","condition":{"field":"name","op":"contains","value":"%1$s"}}
        """
                .formatted(word);
    }
}
