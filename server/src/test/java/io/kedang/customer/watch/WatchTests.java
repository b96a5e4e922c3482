package io.kedang.customer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.audit.Audit;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

/// Somebody reads more than his work needs, or what nobody has any business with.
@Tag("s17")
@KedangTest
class WatchTests {
    private static final String SCOPE = "/policies/01930000-0000-7000-8000-000000000001";
    private static final int MAY = 5;

    @Autowired TestCompany company;
    @Autowired Readings readings;
    @Autowired Audit audit;
    @Autowired JdbcClient db;

    private TestClient admin;
    private TestClient reader;
    private UUID readerId;
    private final Instant began = Instant.now();
    private final List<UUID> baits = new ArrayList<>();

    @BeforeEach
    void people() {
        admin = company.client(company.administrator());
        var name = "reader" + Long.toString(System.nanoTime(), 36);
        var user = company.user(name, "employee", "销售一部", Scope.OWN);
        readerId = user.id();
        reader = company.client(user);
    }

    @AfterEach
    void nobodyIsWatchedAnyMore() {
        change("{\"obligations\":[],\"limit\":null}");
        baits.forEach(bait -> admin.delete("/customers/" + bait + "/bait"));
    }

    @Test
    void ofManyOpenedAtOnceAsManyOpenAsMayAndTheAlarmIsRaised() throws Exception {
        var files = files(20);
        limit();
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var opened :
                    files.stream()
                            .map(file -> threads.submit(() -> reader.get(path(file) + "/open")))
                            .toList()) {
                statuses.add(opened.get().status());
            }
        }
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(MAY);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(20 - MAY);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(alarms("READING_LIMIT_REACHED")).isEqualTo(1));
    }

    @Test
    void theRefusalSaysWhenFilesOpenAgainAndThoseThatAreOpenStayOpen() {
        var files = files(MAY + 1);
        limit();
        for (var file : files.subList(0, MAY)) {
            assertThat(reader.get(path(file)).status()).isEqualTo(200);
        }
        var refused = reader.get(path(files.getLast()));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("customer.too-many-files");
        assertThat(Instant.parse(refused.text("/opensAt")))
                .isBetween(
                        began.plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofHours(1)));
        assertThat(refused.body().has("name")).isFalse();
        assertThat(reader.get(path(files.getLast()) + "/revisions").status()).isEqualTo(429);
        assertThat(reader.get(path(files.getFirst()) + "/open").status()).isEqualTo(200);
    }

    @Test
    void whatWasOpenedCountsAfterARestartToo() {
        var files = files(MAY + 1);
        limit();
        for (var file : files.subList(0, MAY)) {
            assertThat(reader.get(path(file)).status()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            audit.writeNotes();
                            assertThat(registered()).isEqualTo(MAY);
                        });
        readings.forget();
        assertThat(reader.get(path(files.getLast())).status()).isEqualTo(429);
        assertThat(reader.get(path(files.getFirst())).status()).isEqualTo(200);
    }

    @Test
    void whatAnotherPolicyLetsFreelyDoesNotCount() {
        var files = files(MAY + 2);
        db.sql("update customer set grade = 'A' where id = any (:ids)")
                .param("ids", files.toArray(UUID[]::new))
                .update();
        limit();
        for (var file : files) {
            say(file);
            assertThat(reader.get(path(file)).status()).isEqualTo(200);
        }
    }

    @Test
    void whoeverOpensABaitRaisesTheAlarmAndLearnsNothing() {
        var bait = files(1).getFirst();
        var before = reader.get(path(bait)).body();
        assertThat(admin.put(path(bait) + "/bait", "").status()).isEqualTo(204);
        baits.add(bait);
        assertThat(admin.get(path(bait) + "/bait").body().at("/bait").asBoolean()).isTrue();
        assertThat(reader.get(path(bait) + "/bait").code()).isEqualTo("access.right-missing");
        assertThat(reader.get(path(bait)).body()).isEqualTo(before);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(alarms("BAIT_TAKEN")).isEqualTo(1));
        assertThat(reader.get("/audit?group=ALARM").code()).isEqualTo("access.right-missing");
    }

    @Test
    void whoeverTakesABaitAlongInAListRaisesTheAlarm() {
        var manager =
                company.user(
                        "taker" + Long.toString(System.nanoTime(), 36),
                        "manager",
                        "销售部",
                        Scope.SUBTREE);
        var client = company.client(manager);
        var bait = NewId.next();
        var name = "诱饵" + Long.toString(System.nanoTime(), 36);
        client.put(path(bait), "{\"kind\":\"ORGANISATION\",\"name\":\"" + name + "\"}");
        assertThat(admin.put(path(bait) + "/bait", "").status()).isEqualTo(204);
        baits.add(bait);
        readerId = manager.id();
        var wish =
                "{\"format\":\"CSV\",\"filter\":{\"field\":\"name\",\"op\":\"eq\",\"value\":\"%s\"}}"
                        .formatted(name);
        assertThat(client.post("/exports", wish).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(alarms("BAIT_TAKEN")).isEqualTo(1));
    }

    @Test
    void aLimitIsWholeOrNotThere() {
        for (var wrong :
                List.of(
                        "{\"obligations\":[\"LIMIT\"]}",
                        "{\"limit\":{\"files\":5,\"hours\":1}}",
                        "{\"obligations\":[\"LIMIT\"],\"limit\":{\"files\":0,\"hours\":1}}",
                        "{\"obligations\":[\"LIMIT\"],\"limit\":{\"files\":5,\"hours\":25}}",
                        "{\"obligations\":[\"LIMIT\"],\"effect\":\"DENY\","
                                + "\"limit\":{\"files\":5,\"hours\":1}}")) {
            assertThat(admin.patch(SCOPE, version(), wrong).status()).as(wrong).isEqualTo(422);
        }
    }

    // -- parts of the above --------------------------------------------------------------------

    private void limit() {
        change("{\"obligations\":[\"LIMIT\"],\"limit\":{\"files\":%d,\"hours\":1}}".formatted(MAY));
    }

    private void change(String patch) {
        assertThat(admin.patch(SCOPE, version(), patch).status()).isEqualTo(200);
    }

    private int version() {
        return db.sql("select version from policy where shipped = 'scope'")
                .query(Integer.class)
                .single();
    }

    private List<UUID> files(int count) {
        var files = new ArrayList<UUID>();
        for (int n = 0; n < count; n++) {
            var id = NewId.next();
            var made =
                    reader.put(path(id), "{\"kind\":\"ORGANISATION\",\"name\":\"看守 " + id + "\"}");
            assertThat(made.status()).isEqualTo(201);
            files.add(id);
        }
        return files;
    }

    private void say(UUID file) {
        reader.put(path(file) + "/consultations/" + NewId.next(), "{\"purpose\":\"x\"}");
    }

    private long registered() {
        return db.sql(
                        "select count(distinct customer_id) from audit_entry where actor_id = :user"
                                + " and action = 'FILE_READ'")
                .param("user", readerId)
                .query(Long.class)
                .single();
    }

    private long alarms(String action) {
        var found = 0L;
        for (var entry :
                admin.get("/audit?group=ALARM&size=200&action=" + action).body().at("/items")) {
            if (entry.toString().contains(readerId.toString())) {
                found++;
            }
        }
        return found;
    }

    private static String path(UUID file) {
        return "/customers/" + file;
    }
}
