package io.kedang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.kernel.NewId;
import io.kedang.matrix.Http.Request;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Twenty at once: one wins, the others are told so or find what is there, and nothing is left half
/// done.
@Tag("r12")
@MatrixTest
class ParallelTests {
    private static final int AT_ONCE = 20;
    private static final int PROBES_ALLOWED = 60;

    @Autowired World world;
    @Autowired JdbcClient db;

    @Test
    void aFileThatIsSentTwentyTimesIsOpenedOnceAndCanBeRead() throws Exception {
        var id = NewId.next();
        var body = "{\"kind\":\"PERSON\",\"name\":\"同号\",\"bankAccount\":\"6228480499999999\"}";
        var answers = together(() -> director().send(Request.put("/customers/" + id, body)));
        assertThat(answers).allMatch(answer -> answer.succeeded() || answer.status() == 409);
        assertThat(answers).anyMatch(Answer::succeeded);
        assertThat(count("customer", "id", id)).isOne();
        assertThat(count("revision", "customer_id", id)).isOne();
        var reveal = "{\"fields\":[\"bankAccount\"],\"reason\":\"核对\"}";
        var revealed = director().send(Request.post("/customers/" + id + "/reveal", reveal));
        assertThat(revealed.json().at("/values/bankAccount").asString())
                .as(revealed.toString())
                .isEqualTo("6228480499999999");
        assertThat(director().send(Request.put("/customers/" + id, body)).succeeded()).isTrue();
    }

    @Test
    void aPersonAnOrderAndAVisitThatAreSentTwentyTimesAreEnteredOnce() throws Exception {
        var file = world.file("B own");
        for (var sent :
                List.of(
                        new Sent(
                                "person",
                                "/customers/%s/people/%s",
                                "{\"name\":\"同号\",\"wechat\":\"same-id\"}"),
                        new Sent(
                                "trade_order",
                                "/orders/%2$s",
                                """
                                {"customerId":"%1$s","orderNumber":"P-%2$s","orderedOn":"2026-01-05",
                                 "status":"DRAFT","total":{"amount":"1.00","currency":"CNY"}}
                                """),
                        new Sent(
                                "visit",
                                "/customers/%s/visits/%s",
                                "{\"visitedOn\":\"2026-01-05\",\"peopleMet\":[\"x\"],\"summary\":\"x\"}"))) {
            var id = NewId.next();
            var request =
                    Request.put(
                            sent.path().formatted(file.id(), id),
                            sent.body().formatted(file.id(), id));
            var answers = together(() -> director().send(request));
            assertThat(answers)
                    .as(sent.table())
                    .allMatch(answer -> answer.succeeded() || answer.status() == 409)
                    .anyMatch(Answer::succeeded);
            assertThat(count(sent.table(), "id", id)).as(sent.table()).isOne();
        }
    }

    private record Sent(String table, String path, String body) {}

    @Test
    void ofTwentyChangesToOneVersionOneIsMade() throws Exception {
        var file = world.file("C own");
        int version = world.version("customer", file.id());
        var number = new java.util.concurrent.atomic.AtomicInteger();
        var answers =
                together(
                        () ->
                                director()
                                        .send(
                                                Request.patch(
                                                        "/customers/" + file.id(),
                                                        version,
                                                        "{\"lifecycle\":\"%s\"}"
                                                                .formatted(
                                                                        number.incrementAndGet() % 2
                                                                                        == 0
                                                                                ? "REGULAR"
                                                                                : "LOST"))));
        assertThat(answers).filteredOn(Answer::succeeded).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> !answer.succeeded())
                .allMatch(answer -> answer.code().equals("customer.version-stale"));
        assertThat(world.version("customer", file.id())).isEqualTo(version + 1);
    }

    @Test
    void theLimitOfDuplicateChecksHoldsForManyAtOnce() throws Exception {
        var who = world.principal("employee without department").http();
        var probe = Request.post("/customers/duplicates", "{\"name\":\"无此公司\"}");
        int answered = 0;
        for (int round = 0; round < 5; round++) {
            var answers = together(() -> who.send(probe));
            assertThat(answers)
                    .allMatch(answer -> answer.status() == 200 || answer.status() == 429);
            answered += (int) answers.stream().filter(Answer::succeeded).count();
        }
        assertThat(answered).isBetween(PROBES_ALLOWED - AT_ONCE, PROBES_ALLOWED + AT_ONCE);
    }

    private Http director() {
        return world.principal("director").http();
    }

    private static List<Answer> together(Callable<Answer> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, AT_ONCE).mapToObj(n -> call).toList();
            var answers = new java.util.ArrayList<Answer>();
            for (var answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private int count(String table, String column, Object id) {
        return db.sql("select count(*) from " + table + " where " + column + " = cast(:id as uuid)")
                .param("id", id.toString())
                .query(Integer.class)
                .single();
    }
}
