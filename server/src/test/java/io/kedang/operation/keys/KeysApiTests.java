package io.kedang.operation.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;
import io.kedang.sealing.KeyRecovery;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

@KedangTest
class KeysApiTests {
    private static final int ROTATIONS = 4;

    @Autowired TestCompany company;
    private TestClient admin;

    @BeforeEach
    void signIn() {
        admin = company.client(company.administrator());
    }

    @Test
    void thePageLearnsWhichAlgorithmsAreInUse() {
        assertThat(admin.get("/keys").body().at("/suite").asString()).isEqualTo("STANDARD");
    }

    /// Customers are opened, read in clear and changed without a pause while the master key is
    /// rotated again and again: no request may fail, and every value stays what it was.
    @Test
    void noRequestFailsWhileTheMasterKeyIsRotated() throws Exception {
        var stop = new AtomicBoolean();
        var rounds = new AtomicInteger();
        var created = new ArrayList<String>();
        int before = admin.get("/keys").body().at("/master/version").asInt();
        try (var threads = Executors.newFixedThreadPool(3)) {
            Callable<Void> writing =
                    () -> {
                        while (!stop.get()) {
                            workOnce(created, rounds.incrementAndGet());
                        }
                        return null;
                    };
            var work =
                    java.util.stream.Stream.generate(() -> threads.submit(writing))
                            .limit(3)
                            .toList();
            try {
                for (int i = 1; i <= ROTATIONS; i++) {
                    rotate();
                    int seen = rounds.get();
                    await(
                            () ->
                                    rounds.get() > seen + 3
                                            || work.stream().anyMatch(each -> each.isDone()));
                }
            } finally {
                stop.set(true);
            }
            for (var each : work) {
                each.get();
            }
        } finally {
            created.forEach(
                    id -> admin.post("/customers/" + id + "/void", "{\"reason\":\"test\"}"));
        }
        var after = admin.get("/keys").body().at("/master");
        assertThat(after.path("version").asInt()).isEqualTo(before + ROTATIONS);
        assertThat(after.path("unfinished").asBoolean()).isFalse();
        assertThat(after.path("done")).isEqualTo(after.path("total"));
        assertThat(admin.post("/verification", null).body().path("broken")).isEmpty();
    }

    private void workOnce(ArrayList<String> created, int round) {
        var id = NewId.next().toString();
        var phone = "139%08d".formatted(round);
        var made =
                admin.put(
                        "/customers/" + id,
                        "{\"kind\":\"PERSON\",\"name\":\"轮换 %d\",\"mobile\":\"%s\"}"
                                .formatted(round, phone));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        synchronized (created) {
            created.add(id);
        }
        var shown =
                admin.post(
                        "/customers/" + id + "/reveal",
                        "{\"fields\":[\"mobile\"],\"reason\":\"test\"}");
        assertThat(shown.status()).as(shown.response().body()).isEqualTo(200);
        assertThat(shown.response().body()).contains(phone);
        var changed =
                admin.patch("/customers/" + id, 1, "{\"mobile\":\"138%08d\"}".formatted(round));
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    }

    private void rotate() {
        var started = admin.post("/keys/master/rotation", null);
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var job = "/jobs/" + started.text("/job");
        await(() -> !admin.get(job).text("/state").matches("QUEUED|RUNNING"));
        assertThat(admin.get(job).text("/state")).isEqualTo("DONE");
    }

    private static void await(Callable<Boolean> reached) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        try {
            while (!reached.call()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                LockSupport.parkNanos(20_000_000);
            }
        } catch (Exception e) {
            throw e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
        }
    }

    @Test
    void rotationsAndSharesStandInTheRegister() {
        rotate();
        var shares = admin.post("/keys/recovery", null);
        assertThat(shares.status()).isEqualTo(200);
        assertThat(shares.response().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        var entries = admin.get("/audit?action=KEY_CHANGED&size=3").body().path("items");
        assertThat(entries.findValuesAsString("value")).contains("开始轮换", "轮换完成", "显示了恢复份额", "主密钥");
        var text = shares.text("/shares/0/text");
        assertThat(admin.get("/audit?action=KEY_CHANGED").response().body()).doesNotContain(text);
    }

    @Test
    void theKeyOfTheRegisterIsChangedAtOnceAndTheRegisterStaysWhole() {
        int before = admin.get("/keys").body().path("auditVersion").asInt();
        var changed = admin.post("/keys/audit/rotation", null);
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.body().path("version").asInt()).isEqualTo(before + 1);
        assertThat(admin.get("/keys").body().path("auditVersion").asInt()).isEqualTo(before + 1);
        assertThat(admin.post("/verification", null).body().path("broken")).isEmpty();
        var entries = admin.get("/audit?action=KEY_CHANGED&size=2").body().path("items");
        assertThat(entries.findValuesAsString("value"))
                .contains("审计密钥", "开始轮换", "轮换完成", String.valueOf(before + 1));
    }

    @Test
    void sharesCanBeReadAndBelongToTheKeyInUse() {
        var shares = admin.post("/keys/recovery", null).body();
        assertThat(shares.path("shares")).hasSize(5);
        for (var share : shares.path("shares")) {
            var read = KeyRecovery.read(share.path("text").asString());
            assertThat(read.number()).isEqualTo(share.path("number").asInt());
            assertThat(read.version())
                    .isEqualTo(admin.get("/keys").body().at("/master/version").asInt());
        }
        assertThat(admin.get("/keys").body().at("/recovery/current").asBoolean()).isTrue();
    }

    @Test
    void aCopyOfTheKeyStoreIsMadeAtOnceAndStandsInTheRegister() {
        var made = admin.post("/keys/copies", null);
        assertThat(made.status()).as(made.response().body()).isEqualTo(200);
        var copies = admin.get("/keys").body().path("copies");
        assertThat(copies.path("copies").asInt()).isPositive();
        assertThat(copies.path("newest").asString())
                .startsWith(made.text("/madeAt").substring(0, "2026-11-22T15:00".length()));
        assertThat(copies.path("trouble").isNull()).as("%s", copies).isTrue();
        var entry = admin.get("/audit?action=KEY_CHANGED&size=1").body().path("items");
        assertThat(entry.findValuesAsString("value")).contains("密钥库", "已备份");
        assertThat(admin.post("/verification", null).body().path("broken")).isEmpty();
    }

    @Test
    void onlyWhoAdministersMayLookAtKeysOrTouchThem() {
        var seller = company.client(company.user("keys-seller", "employee", "销售一部", Scope.OWN));
        assertThat(seller.get("/keys").status()).isEqualTo(403);
        assertThat(seller.post("/keys/master/rotation", null).status()).isEqualTo(403);
        assertThat(seller.post("/keys/audit/rotation", null).status()).isEqualTo(403);
        assertThat(seller.post("/keys/recovery", null).status()).isEqualTo(403);
        assertThat(seller.post("/keys/copies", null).status()).isEqualTo(403);
        assertThat(company.stranger().get("/keys").status()).isEqualTo(401);
        assertThat(company.stranger().post("/keys/recovery", null).status()).isEqualTo(403);
    }
}
