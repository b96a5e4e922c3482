package io.kedang.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.database.RunningDatabase;
import io.kedang.database.TestFolder;
import io.kedang.goal.Course;
import io.kedang.lab.Api;
import io.kedang.lab.InventedCustomers;
import io.kedang.lab.ServerProcess;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/// All keys of a house are rotated while people work, and the server is killed amid it: nobody
/// notices, everything opens and is found, and the old keys are of no use.
@Tag("s13")
@Tag("c-l")
class RotationGoalTests {
    private static final int IN_SUITE = 300;
    private static final int ASKED_FOR = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final String BUSY = "QUEUED|RUNNING";

    /// Of the imported numbers, those that are looked for one by one.
    private static final int LOOKED_FOR = 100;

    @TempDir Path temporary;
    private final int customers = Course.count(IN_SUITE, ASKED_FOR);
    private final Random random = Course.random("rotation");
    private final Map<String, String> figures = new LinkedHashMap<>();
    private ServerProcess server;
    private volatile Api api;

    @AfterEach
    void unlink() {
        TestFolder.unlink();
    }

    @Test
    void allKeysAreRotatedUnderLoadAndTheOldOnesAreOfNoUse(TestReporter reporter) throws Exception {
        var data = TestFolder.prepare(temporary.resolve("data"));
        start(data);
        try (var load = new Load(() -> api, random)) {
            fill();
            var old = OldKeys.copy(data.resolve("keys"), temporary.resolve("old"));
            var database = new RunningDatabase(data);
            assertThat(old.rowsFound(database, numbers(load))).as("before").isPositive();

            rotate(load, data, "master");
            rotate(load, data, "blind-index");
            int audit = keys().body().at("/auditVersion").asInt();
            assertThat(api.post("/keys/audit/rotation", "").orFail().body().at("/version").asInt())
                    .isEqualTo(audit + 1);
            int seen = load.asked();
            await(() -> load.asked() > seen + 2 * Load.A_SECOND);

            load.pause();
            assertThat(load.findings()).isEmpty();
            assertEverythingOpensAndIsFound(load);
            assertThat(old.rowsFound(database, numbers(load))).as("rows with old tokens").isZero();
            old.assertOfNoUseFor(data.resolve("keys"));
            figures.put("customers", "" + customers);
            figures.put("requests", "" + load.asked());
            figures.put("failed requests", "" + load.findings().size());
        } finally {
            server.close();
        }
        reporter.publishEntry(figures);
    }

    private void start(Path data) {
        server = ServerProcess.start(data);
        api = server.api();
        await(() -> api.get("/customers?size=1").succeeded());
    }

    private void fill() throws Exception {
        var brought = api.bring("rotation.csv", InventedCustomers.csv(0, customers)).orFail();
        var path = "/imports/" + brought.at("/id");
        for (var work : List.of("check", "run")) {
            api.post(path + "/" + work, "").orFail();
            await(() -> isOver(path, "/job/state"));
        }
        var counts = api.get(path).body().at("/counts");
        assertThat(counts.path("new").asInt()).as("%s", counts).isEqualTo(customers);
    }

    /// What is refused for now says nothing.
    private boolean isOver(String path, String state) throws IOException {
        var answer = api.get(path);
        return answer.succeeded() && !answer.at(state).matches(BUSY);
    }

    /// Kills the server at a moment that the seed chooses, by the work that was done since the
    /// begin.
    private void rotate(Load load, Path data, String key) throws Exception {
        long begin = System.nanoTime();
        int asked = load.asked();
        var job = "/jobs/" + api.post("/keys/" + key + "/rotation", "").orFail().at("/job");
        int moment = asked + random.nextInt(mostRequests(key));
        await(() -> load.asked() >= moment || isOver(job, "/state"));
        load.pause();
        figures.put("killed in " + key, api.get(job).at("/state"));
        server.kill();
        start(data);
        load.goOn();
        await(() -> isOver(job, "/state"));
        assertThat(api.get(job).at("/state")).isEqualTo("DONE");
        var state = keys().body().path(key.equals("master") ? key : "index");
        assertThat(state.path("unfinished").asBoolean()).as("%s", state).isFalse();
        assertThat(state.path("version").asInt()).isEqualTo(2);
        figures.put(key + " seconds", "" + (System.nanoTime() - begin) / 1_000_000_000L);
    }

    /// About as many as come in while the rotation lasts: the master key's is over in a moment.
    private int mostRequests(String key) {
        return key.equals("master") || !Course.isFull() ? 2 : 10 * Load.A_SECOND;
    }

    private Api.Answer keys() throws IOException {
        return api.get("/keys").orFail();
    }

    private List<String> numbers(Load load) {
        var numbers = new ArrayList<>(load.mobiles().values());
        for (int i = 0; i < Math.min(LOOKED_FOR, customers); i++) {
            numbers.add(InventedCustomers.mobile(i * customers / Math.min(LOOKED_FOR, customers)));
        }
        return numbers;
    }

    private void assertEverythingOpensAndIsFound(Load load) throws Exception {
        for (var each : load.mobiles().entrySet()) {
            var id = each.getKey();
            assertThat(Load.reveal(api, id).text()).contains(each.getValue());
            for (var typed : List.of(each.getValue(), each.getValue().substring(7))) {
                assertThat(isFound(typed, id.toString())).as(typed).isTrue();
            }
        }
        for (var number : numbers(load)) {
            assertThat(Load.search(api, number).body().path("items")).as(number).hasSize(1);
        }
        assertThat(unreadable()).as("undecryptable").isZero();
        figures.put("undecryptable", "0");
        var verified = api.post("/verification", "").orFail();
        assertThat(verified.body().path("broken")).as(verified.text()).isEmpty();
    }

    /// Four digits are in many files, so it may stand on a later page.
    private boolean isFound(String typed, String id) throws IOException {
        var page = Load.search(api, typed).orFail();
        while (!page.text().contains(id) && !page.at("/next").isEmpty()) {
            page = Load.search(api, typed + "&after=" + page.at("/next")).orFail();
        }
        return page.text().contains(id);
    }

    /// Every file has a number, which the list opens to mask it.
    private int unreadable() throws IOException {
        int seen = 0;
        int unreadable = 0;
        var after = "";
        while (after != null) {
            var page = api.get("/customers?size=200&sort=name" + after).orFail().body();
            for (var file : page.path("items")) {
                seen++;
                if (!file.path("mobile").asString("").matches("13[89]\\*{4}\\d{4}")) {
                    unreadable++;
                }
            }
            var next = page.path("next").asString("");
            after = next.isEmpty() ? null : "&after=" + next;
        }
        assertThat(seen).isGreaterThanOrEqualTo(customers);
        return unreadable;
    }

    private static void await(Callable<Boolean> reached) {
        Awaitility.await()
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(reached);
    }
}
