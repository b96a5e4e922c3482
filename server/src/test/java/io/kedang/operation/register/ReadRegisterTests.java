package io.kedang.operation.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.goal.Course;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import tools.jackson.databind.JsonNode;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Whatever somebody saw, or tried to see, stands in the register, without its values.
@KedangTest
class ReadRegisterTests {
    private static final String MOBILE = "13900007788";

    @Autowired TestCompany company;
    @Autowired Environment settings;

    private TestClient admin() {
        return company.client(company.administrator());
    }

    private TestClient client(String name) {
        return company.client(company.user(name, "employee", "销售一部", Scope.OWN));
    }

    private static UUID file(TestClient owner, String name) {
        var id = NewId.next();
        var body = "{\"kind\":\"PERSON\",\"name\":\"%s\",\"mobile\":\"%s\"}";
        var made =
                owner.send(
                        "PUT",
                        "/customers/" + id,
                        body.formatted(name, MOBILE),
                        java.util.Map.of(
                                "Content-Type", "application/json", "Kedang-Reason", "test"));
        assertThat(made.status()).isEqualTo(201);
        return id;
    }

    private List<JsonNode> entries(String query) {
        var found = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = admin().get("/audit?size=200" + query + next);
            assertThat(page.status()).isEqualTo(200);
            page.body().path("items").forEach(found::add);
            next = page.text("/next") == null ? null : "&after=" + page.text("/next");
        } while (next != null);
        return found;
    }

    @Test
    void whoOpenedAFileAndWhoWasRefusedItStandsInItsRegister() {
        var owner = client("readregister-owner");
        var id = file(owner, "登记一号");
        assertThat(owner.get("/customers/" + id + "/open").status()).isEqualTo(200);
        assertThat(owner.get("/customers/" + id).status()).isEqualTo(200);
        assertThat(client("readregister-stranger").get("/customers/" + id).status()).isIn(403, 404);

        var seen = entries("&group=READING&customer=" + id);
        assertThat(seen)
                .extracting(entry -> entry.path("action").asString())
                .containsExactly("DENIED", "FILE_READ");
        assertThat(seen.getFirst().at("/actor/name").asString()).isEqualTo("readregister-stranger");
        assertThat(entries("&outcome=REFUSED&customer=" + id)).hasSize(1);
        assertThat(entries("&of=customer&address=127.0.0.1&customer=" + id).size())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aSearchTellsItsFieldsAndNeitherItsWordsNorItsValues() {
        var name = "readregister-seeker";
        var seeker = client(name);
        var filter = "%7B%22field%22:%22name%22,%22op%22:%22contains%22,%22value%22:%22zq77%22%7D";
        assertThat(seeker.get("/customers?q=zq99&filter=" + filter).status()).isEqualTo(200);
        assertThat(seeker.get("/customers").status()).isEqualTo(200);
        var user = company.user(name, "employee", "销售一部", Scope.OWN).id();
        var searches = entries("&action=SEARCHED&user=" + user);
        assertThat(searches).hasSize(1);
        assertThat(searches.getFirst().toString())
                .contains("\"name\"")
                .doesNotContain("zq77")
                .doesNotContain("zq99");
    }

    @Test
    void readingTheRegisterAndLackingARightAreEntriesThemselves() {
        assertThat(entries("&of=company")).isNotNull();
        var looks = entries("&action=AUDIT_READ");
        assertThat(looks.getFirst().path("facts").toString()).contains("of");

        var name = "readregister-denied";
        assertThat(client(name).get("/audit").code()).isEqualTo("access.right-missing");
        var user = company.user(name, "employee", "销售一部", Scope.OWN).id();
        assertThat(entries("&action=DENIED&user=" + user).getFirst().path("facts").toString())
                .contains("GET /api/v1/audit");
    }

    @Test
    void whatIsShownLeavesAsATableAndThatIsAnEntry() {
        var owner = client("readregister-table");
        var id = file(owner, "登记三号");
        assertThat(owner.get("/customers/" + id).status()).isEqualTo(200);
        var table = admin().get("/audit/table?as=CSV&group=READING&customer=" + id);
        assertThat(table.status()).isEqualTo(200);
        assertThat(table.response().body().lines()).hasSize(2);
        assertThat(table.response().body()).contains("readregister-table").contains(id.toString());
        assertThat(entries("&action=EXPORTED&of=audit&customer=" + id)).hasSize(1);
        assertThat(owner.get("/audit/table").status()).isEqualTo(403);
    }

    @Test
    void whatCannotBeFilteredByIsRefused() {
        assertThat(admin().get("/audit?group=NOTHING").status()).isEqualTo(400);
        assertThat(admin().get("/audit?outcome=x").status()).isEqualTo(400);
        assertThat(admin().get("/audit?of=" + "x".repeat(41)).status()).isBetween(400, 422);
    }

    @Test
    void wrongInputIsAnEntryOfItsOwnAndNotOneATry() {
        var name = "readregister-wrong";
        var sender = client(name);
        for (int i = 0; i < 5; i++) {
            assertThat(sender.get("/customers?size=zq%d".formatted(i)).status()).isEqualTo(400);
        }
        var user = company.user(name, "employee", "销售一部", Scope.OWN).id();
        var entries = entries("&action=INPUT_REFUSED&user=" + user);
        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().toString())
                .contains("GET /api/v1/customers")
                .doesNotContain("zq0");
        assertThat(entries("&outcome=REFUSED&user=" + user)).hasSize(1);
    }

    /// Goal C-g: where the register cannot take the entry, nothing sensitive is shown.
    @Test
    @Tag("c-g")
    void whatCannotBeRegisteredIsNotShown() throws Exception {
        var owner = client("readregister-closed");
        var id = file(owner, "登记四号");
        var reveal = "{\"fields\":[\"mobile\"],\"reason\":\"核对\"}";
        asDatabaseOwner(
                """
                create function register_down() returns trigger language plpgsql as
                $$ begin raise exception 'the register is down'; end $$;
                create trigger register_down before insert on audit_entry
                   for each row when (new.action in ('SENSITIVE_READ', 'PRINTED'))
                   execute function register_down()
                """);
        try {
            var refused = owner.post("/customers/" + id + "/reveal", reveal);
            assertThat(refused.status()).isGreaterThanOrEqualTo(500);
            assertThat(refused.response().body()).doesNotContain(MOBILE);
            var form = "/customers/" + id + "/print/file-form.docx?sensitive=true";
            assertThat(owner.get(form).status()).isGreaterThanOrEqualTo(500);
        } finally {
            asDatabaseOwner(
                    "drop trigger register_down on audit_entry; drop function register_down");
        }
        assertThat(owner.post("/customers/" + id + "/reveal", reveal).status()).isEqualTo(200);
        assertThat(entries("&action=SENSITIVE_READ&customer=" + id)).hasSize(1);
    }

    private void asDatabaseOwner(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                settings.getRequiredProperty("spring.flyway.url"),
                                settings.getRequiredProperty("spring.flyway.user"),
                                settings.getRequiredProperty("spring.flyway.password"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Goal C-g: any acts of those that have to be registered, an entry each, and no value in any.
    @Test
    @Tag("c-g")
    void everyActIsOneEntryWithoutAnyValue(TestReporter reporter) {
        var random = Course.random("audited acts");
        var name = "readregister-acts-" + Course.seed();
        var actor = client(name);
        var user = company.user(name, "employee", "销售一部", Scope.OWN).id();
        var id = file(actor, "登记二号");
        int before = entries("&user=" + user).size();
        int acts = Course.count(60, 10_000);
        for (int i = 0; i < acts; i++) {
            int status = act(random.nextInt(5), actor, id, i);
            assertThat(status).as("seed %d, act %d", Course.seed(), i).isIn(200, 204, 403, 404);
        }
        var register = entries("&user=" + user);
        assertThat(register.size() - before).isEqualTo(acts);
        assertThat(register.toString()).doesNotContain(MOBILE).doesNotContain("登记二号");
        reporter.publishEntry("acts", Integer.toString(acts));
        reporter.publishEntry("entries", Integer.toString(register.size() - before));
    }

    private static int act(int which, TestClient actor, UUID id, int number) {
        return switch (which) {
            case 0 ->
                    actor.post(
                                    "/customers/" + id + "/reveal",
                                    "{\"fields\":[\"mobile\"],\"reason\":\"act %d\"}"
                                            .formatted(number))
                            .status();
            case 1 -> actor.get("/customers?q=nothing" + number).status();
            case 2 -> actor.get("/customers/" + NewId.next()).status();
            case 3 -> actor.get("/users").status();
            default -> actor.get("/keys").status();
        };
    }
}
