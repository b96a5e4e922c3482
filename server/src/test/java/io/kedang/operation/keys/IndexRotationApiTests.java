package io.kedang.operation.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;
import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.PhoneTokens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// A new key under the blind indexes while people open files, look for numbers and open the same
/// file twice.
@KedangTest
class IndexRotationApiTests {
    private static final int ROTATIONS = 2;
    private static final int WORKERS = 3;

    @Autowired TestCompany company;
    @Autowired JdbcClient db;
    @Autowired PhoneTokens tokens;
    @Autowired NamedKeys keys;
    private TestClient admin;
    private TestClient ana;
    private final List<String> created = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger numbers = new AtomicInteger();

    @BeforeEach
    void signIn() {
        admin = company.client(company.administrator());
        ana = company.client(company.user("index-ana", "manager", "销售一部", Scope.DEPARTMENT));
    }

    @AfterEach
    void intoTheBin() {
        created.forEach(id -> admin.post("/customers/" + id + "/void", "{\"reason\":\"test\"}"));
    }

    private String number() {
        return "1377%07d".formatted(numbers.incrementAndGet());
    }

    private TestClient.Answer open(String id, String number) {
        return ana.put(
                "/customers/" + id,
                "{\"kind\":\"PERSON\",\"name\":\"索引甲\",\"mobile\":\"%s\"}".formatted(number));
    }

    private String opened(String number) {
        var id = NewId.next().toString();
        var made = open(id, number);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        created.add(id);
        return id;
    }

    private void contact(String customer, String number) {
        var made =
                ana.put(
                        "/customers/%s/people/%s".formatted(customer, NewId.next()),
                        "{\"name\":\"联系人\",\"mobile\":\"%s\"}".formatted(number));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    }

    private void assertFound(String number, String customer) {
        for (var typed : List.of(number, number.substring(3), number.substring(7))) {
            var found = ana.get("/customers?size=200&q=" + typed);
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.body().path("items").findValuesAsString("id"))
                    .as(typed)
                    .contains(customer);
        }
    }

    private void assertKnown(String number, String customer) {
        var twins =
                ana.post(
                        "/customers/duplicates",
                        "{\"kind\":\"PERSON\",\"mobile\":\"%s\"}".formatted(number));
        assertThat(twins.body().path("hits").findValuesAsString("id")).contains(customer);
    }

    private String rotate() {
        var started = admin.post("/keys/blind-index/rotation", null);
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var job = "/jobs/" + started.text("/job");
        await(() -> !admin.get(job).text("/state").matches("QUEUED|RUNNING"));
        assertThat(admin.get(job).text("/state")).isEqualTo("DONE");
        return job;
    }

    private static void await(Callable<Boolean> reached) {
        long deadline = System.nanoTime() + 120_000_000_000L;
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
    void numbersAreFoundAtEveryMomentAndNoFileIsOpenedTwice() throws Exception {
        var stop = new AtomicBoolean();
        var rounds = new AtomicInteger();
        var known = number();
        var early = opened(known);
        var atWork = number();
        contact(early, atWork);
        try (var threads = Executors.newFixedThreadPool(2 * WORKERS)) {
            Callable<Void> work =
                    () -> {
                        while (!stop.get()) {
                            var number = number();
                            var id = openedOnceOfTwo(threads, number);
                            assertFound(number, id);
                            assertFound(known, early);
                            assertFound(atWork, early);
                            rounds.incrementAndGet();
                        }
                        return null;
                    };
            var all = IntStream.range(0, WORKERS).mapToObj(n -> threads.submit(work)).toList();
            try {
                for (int i = 0; i < ROTATIONS; i++) {
                    rotate();
                    int seen = rounds.get();
                    await(() -> rounds.get() > seen + 1 || all.stream().anyMatch(Future::isDone));
                }
            } finally {
                stop.set(true);
            }
            for (var each : all) {
                each.get();
            }
        }
        assertKnown(known, early);
        var state = admin.get("/keys").body().path("index");
        assertThat(state.path("unfinished").asBoolean()).isFalse();
        assertThat(state.path("left").asLong()).isZero();
    }

    /// Two open a file with one number at the same moment: one does, the other is told of it.
    private String openedOnceOfTwo(ExecutorService threads, String number) throws Exception {
        var together = new CyclicBarrier(2);
        var ids = List.of(NewId.next().toString(), NewId.next().toString());
        Callable<Integer> other =
                () -> {
                    together.await();
                    return open(ids.getLast(), number).status();
                };
        var second = threads.submit(other);
        together.await();
        int first = open(ids.getFirst(), number).status();
        var statuses = List.of(first, second.get());
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        var id = ids.get(statuses.indexOf(201));
        created.add(id);
        return id;
    }

    @Test
    void nothingInTheDatabaseCanBeFoundWithTheOldKeyAfterwards() {
        var number = number();
        var old = new ArrayList<Long>();
        for (var field : List.of("mobile", "person.mobile")) {
            old.addAll(tokens.tokens(field, "+86" + number).values());
        }
        long alike = rowsWith(old); // of other numbers that end in the same digits
        var customer = opened(number);
        contact(customer, number);
        assertThat(rowsWith(old)).isEqualTo(alike + 3);
        int version = admin.get("/keys").body().at("/index/version").asInt();
        rotate();
        assertThat(rowsWith(old)).isZero();
        assertThat(keys.versions(NamedKeys.Name.BLIND_INDEX)).containsExactly(version + 1);
        assertFound(number, customer);
        assertKnown(number, customer);
    }

    private long rowsWith(List<Long> tokens) {
        return db.sql(
                        """
                        select (select count(*) from customer_search where tokens && :tokens)
                               + (select count(*) from customer_search where mobile = any(:tokens))
                               + (select count(*) from person where tokens && :tokens)
                        """)
                .param("tokens", tokens.toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    /// As a database that was restored from before a rotation.
    @Test
    void filesThatNobodyFindsAnyMoreAreFoundAgainAfterTheSameCommand() {
        var number = number();
        var customer = opened(number);
        db.sql(
                        "update customer_search set tokens = '{-5}', mobile = null,"
                                + " token_version = 99 where customer_id = cast(:id as uuid)")
                .param("id", customer)
                .update();
        assertThat(ana.get("/customers?q=" + number).body().path("items")).isEmpty();
        var job = rotate();
        assertThat(admin.get(job).body().at("/result/left").asLong()).isZero();
        assertFound(number, customer);
        assertKnown(number, customer);
    }

    @Test
    void itStandsInTheRegisterAndOnlyWhoAdministersMayDoIt() {
        rotate();
        var entries = admin.get("/audit?action=KEY_CHANGED&size=2").body().path("items");
        assertThat(entries.findValuesAsString("value")).contains("开始轮换", "轮换完成", "盲索引密钥");
        assertThat(ana.post("/keys/blind-index/rotation", null).status()).isEqualTo(403);
    }
}
