package io.kedang.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@KedangTest
class HandoverTests {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final String token = Long.toString(System.nanoTime(), 36);
    private final List<String> files = new ArrayList<>();

    private TestClient admin;
    private User leaver;
    private User heir;
    private TestClient leaving;
    private TestClient inheriting;

    @BeforeEach
    void threeFilesOfSomebodyWhoLeaves() {
        admin = company.client(company.administrator());
        leaver = company.user("leaver-" + token, "employee", "销售一部", Scope.OWN);
        heir = company.user("heir-" + token, "employee", "销售二部", Scope.OWN);
        leaving = company.client(leaver);
        inheriting = company.client(heir);
        for (var name : List.of("甲", "乙", "丙")) {
            var path = "/customers/" + NewId.next();
            leaving.put(
                    path, "{\"kind\":\"ORGANISATION\",\"name\":\"移交%s%s\"}".formatted(token, name));
            files.add(path);
        }
        db.sql("update customer set grade = 'A' where id = :id")
                .param("id", UUID.fromString(files.getFirst().substring("/customers/".length())))
                .update();
    }

    @Test
    void allFilesGoOverAndComeBack() {
        var preview = admin.get("/handovers/preview?from=" + leaver.id()).body();
        assertThat(preview.at("/files").asInt()).isEqualTo(3);
        assertThat(preview.at("/byClass").toString())
                .contains("{\"grade\":\"A\",\"files\":1}", "{\"grade\":\"\",\"files\":2}");

        var id = NewId.next();
        assertThat(begin(id).status()).isEqualTo(204);
        assertThat(begin(id).status()).isEqualTo(204);
        await().atMost(SOON).until(() -> readable(inheriting) == 3);
        assertThat(readable(leaving)).isZero();
        var file = inheriting.get(files.getFirst());
        assertThat(file.text("/owner/name")).isEqualTo(heir.displayName());
        assertThat(file.text("/department/name")).isEqualTo("销售二部");
        assertThat(inheriting.get(files.getFirst() + "/revisions").body().toString())
                .contains("离职交接");
        assertThat(handover(id).at("/files").asInt()).isEqualTo(3);
        assertThat(admin.get(files.getFirst()).code()).isEqualTo("customer.announced");

        inheriting.patch(files.get(2), 2, "{\"owner\":\"" + company.administrator().id() + "\"}");
        assertThat(admin.post("/handovers/" + id + "/undo", "{}").status()).isEqualTo(204);
        await().atMost(SOON).until(() -> readable(leaving) == 2);
        assertThat(leaving.get(files.getFirst()).text("/department/name")).isEqualTo("销售一部");
        assertThat(admin.get(files.get(2)).text("/owner/id"))
                .isEqualTo(company.administrator().id().toString());
        assertThat(admin.post("/handovers/" + id + "/undo", "{}").code())
                .isEqualTo("handover.undone");
    }

    @Test
    void whatIsInTheRecycleBinAndWhatIsSharedStays() {
        var path = files.getFirst() + "/shares/" + company.administrator().id();
        leaving.put(path, "{\"mayEdit\":false}");
        db.sql("update customer set voided_at = now(), void_reason = 'x' where id = :id")
                .param("id", UUID.fromString(files.get(2).substring("/customers/".length())))
                .update();
        begin(NewId.next());
        await().atMost(SOON).until(() -> readable(inheriting) == 2);
        assertThat(inheriting.get(files.getFirst() + "/disclosure").body().at("/shares").size())
                .isOne();
        assertThat(
                        db.sql("select owner from customer where id = :id")
                                .param(
                                        "id",
                                        UUID.fromString(
                                                files.get(2).substring("/customers/".length())))
                                .query(UUID.class)
                                .single())
                .isEqualTo(leaver.id());
    }

    @Test
    void whatIsNoHandoverIsRefused() {
        assertThat(begin(NewId.next(), leaver.id(), leaver.id()).code()).isEqualTo("handover.same");
        assertThat(begin(NewId.next(), heir.id(), leaver.id()).code())
                .isEqualTo("handover.nothing");
        assertThat(begin(NewId.next(), leaver.id(), NewId.next()).code())
                .isEqualTo("access.user-unknown");
        assertThat(inheriting.get("/handovers").code()).isEqualTo("access.right-missing");
        assertThat(admin.post("/handovers/" + NewId.next() + "/undo", "{}").code())
                .isEqualTo("handover.unknown");
        assertThat(readable(leaving)).isEqualTo(3);
    }

    @Test
    void theRegisterTellsWhoHandedOverWhatToWhom() {
        begin(NewId.next());
        var entry = admin.get("/audit?action=HANDED_OVER&size=1");
        assertThat(entry.text("/items/0/reason")).isEqualTo("离职交接");
        assertThat(entry.body().at("/items/0/facts").toString())
                .contains(leaver.displayName(), heir.displayName());
        await().atMost(SOON).until(() -> readable(inheriting) == 3);
    }

    private TestClient.Answer begin(UUID id) {
        return begin(id, leaver.id(), heir.id());
    }

    private TestClient.Answer begin(UUID id, UUID from, UUID to) {
        return admin.put(
                "/handovers/" + id,
                "{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"离职交接\"}".formatted(from, to));
    }

    private long readable(TestClient client) {
        return files.stream().filter(path -> client.get(path).status() == 200).count();
    }

    private tools.jackson.databind.JsonNode handover(UUID id) {
        for (var each : admin.get("/handovers").body().at("/items")) {
            if (each.at("/id").asString().equals(id.toString())) {
                return each;
            }
        }
        throw new AssertionError(id);
    }
}
