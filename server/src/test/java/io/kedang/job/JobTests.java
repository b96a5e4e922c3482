package io.kedang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.Scope;
import io.kedang.access.User;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@KedangTest
@Import(JobTests.Counting.class)
class JobTests {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Autowired TestCompany company;
    @Autowired Jobs jobs;
    @Autowired Counting counting;
    @Autowired JdbcClient db;

    private User ana;
    private TestClient client;

    /// Counts to the number that it is told, one row of a table a piece, and meets the test at the
    /// pieces that it names.
    static class Counting implements JobKind {
        record Input(int to, List<Integer> meetAt, @Nullable Integer breakAt) {}

        record Counted(int number) {}

        private final TransactionTemplate transaction;
        private final JdbcClient db;
        private final CyclicBarrier meeting = new CyclicBarrier(2);
        private boolean broken;

        Counting(TransactionTemplate transaction, JdbcClient db) {
            this.transaction = transaction;
            this.db = db;
        }

        @Override
        public String name() {
            return "count";
        }

        @Override
        public Right right() {
            return Right.IMPORT;
        }

        @Override
        public Object run(JobRun run) {
            var input = run.input(Input.class);
            var before = run.checkpoint(Counted.class);
            for (int i = before == null ? 1 : before.number() + 1; i <= input.to(); i++) {
                run.mayGoOn();
                int number = i;
                transaction.executeWithoutResult(status -> piece(run, input, number));
                if (input.meetAt().contains(number)) {
                    meet();
                    meet();
                }
            }
            return Map.of("by", CurrentUser.get().username(), "actor", Actor.current().name());
        }

        private void piece(JobRun run, Input input, int number) {
            db.sql("insert into change (kind, subject, version) values ('counted', :id, :n)")
                    .param("id", run.id().value())
                    .param("n", number)
                    .update();
            run.keep(number, (long) input.to(), new Counted(number));
            if (input.breakAt() != null && input.breakAt() == number && !broken) {
                broken = true;
                throw new IllegalStateException("broken on purpose");
            }
        }

        void meet() {
            try {
                meeting.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void anArchivist() {
        ana = company.user("ana", "archivist", "销售一部", Scope.OWN);
        client = company.client(ana);
    }

    @Test
    void aJobRunsAsItsOwnerAndShowsItsResult() {
        var id = start(new Counting.Input(3, List.of(), null));
        var done = ended(id);
        assertThat(done.text("/state")).isEqualTo("DONE");
        assertThat(done.text("/result/by")).isEqualTo("ana");
        assertThat(done.text("/result/actor")).isEqualTo("ana");
        assertThat(done.body().at("/done").asInt()).isEqualTo(3);
        assertThat(done.body().at("/total").asInt()).isEqualTo(3);
        assertThat(client.get("/jobs").text("/items/0/id")).isEqualTo(id.toString());
    }

    @Test
    void aPausedJobGoesOnWhereItWas() {
        var id = start(new Counting.Input(5, List.of(2), null));
        counting.meet();
        assertThat(client.post("/jobs/" + id + "/pause", "").text("/wanted")).isEqualTo("PAUSED");
        counting.meet();
        await().atMost(SOON).until(() -> state(id).equals("PAUSED"));
        assertThat(counted(id)).containsExactly(1, 2);
        client.post("/jobs/" + id + "/resume", "");
        assertThat(ended(id).text("/state")).isEqualTo("DONE");
        assertThat(counted(id)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aCancelledJobStopsAtItsNextPieceAndCannotGoOn() {
        var id = start(new Counting.Input(5, List.of(2), null));
        counting.meet();
        client.post("/jobs/" + id + "/cancel", "");
        counting.meet();
        assertThat(ended(id).text("/state")).isEqualTo("CANCELLED");
        assertThat(counted(id)).containsExactly(1, 2);
        var refused = client.post("/jobs/" + id + "/resume", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("job.ended");
    }

    @Test
    void aBrokenPieceLeavesNothingAndTheJobGoesOnFromTheOneBefore() {
        var id = start(new Counting.Input(4, List.of(), 3));
        var failed = ended(id);
        assertThat(failed.text("/state")).isEqualTo("FAILED");
        assertThat(failed.text("/code")).isEqualTo("job.broke");
        assertThat(failed.text("/message")).contains("跟踪号");
        assertThat(counted(id)).containsExactly(1, 2);
        client.post("/jobs/" + id + "/resume", "");
        await().atMost(SOON).until(() -> state(id).equals("DONE"));
        assertThat(counted(id)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void whatADeadNodeHadInHandIsFinishedByAnother() {
        var id = NewId.next();
        db.sql(
                        """
                        insert into job (id, kind, title, owner, rights, state, run, input, checkpoint,
                                         created_at)
                        values (:id, 'count', 'left over', :owner, '{IMPORT}', 'RUNNING', 1,
                                '{"to":4,"meetAt":[],"breakAt":null}', '{"number":2}', now())
                        """)
                .param("id", id)
                .param("owner", ana.id())
                .update();
        db.sql(
                        """
                        insert into job_schedule (task_name, task_instance, execution_time, picked,
                                                  picked_by, last_heartbeat, version)
                        values ('job', :id || '/0', now(), true, 'dead node', now() - interval '1 h', 2)
                        """)
                .param("id", id.toString())
                .update();
        assertThat(ended(id).text("/state")).isEqualTo("DONE");
        assertThat(counted(id)).containsExactly(3, 4);
    }

    @Test
    void aRunThatWasReplacedWritesNothingAnyMore() {
        var id = start(new Counting.Input(3, List.of(1), null));
        counting.meet();
        db.sql("update job set run = run + 1 where id = :id").param("id", id).update();
        counting.meet();
        await().atMost(SOON)
                .until(
                        () ->
                                db.sql(
                                                        "select count(*) from job_schedule where"
                                                                + " task_instance like :id")
                                                .param("id", id + "%")
                                                .query(Integer.class)
                                                .single()
                                        == 0);
        assertThat(counted(id)).containsExactly(1);
        assertThat(state(id)).isEqualTo("RUNNING");
    }

    @Test
    void whoLostTheRightMeanwhileFindsHisJobRefused() {
        var bo = company.user("bo", "archivist", "销售一部", Scope.OWN);
        var id = NewId.next();
        db.sql(
                        """
                        insert into job (id, kind, title, owner, rights, state, input, created_at)
                        values (:id, 'count', 'without right', :owner, '{PRINT}', 'PAUSED',
                                '{"to":1,"meetAt":[],"breakAt":null}', now())
                        """)
                .param("id", id)
                .param("owner", bo.id())
                .update();
        var client = company.client(bo);
        client.post("/jobs/" + id + "/resume", "");
        await().atMost(SOON).until(() -> client.get("/jobs/" + id).text("/state").equals("FAILED"));
        assertThat(client.get("/jobs/" + id).text("/code")).isEqualTo("access.right-missing");
        assertThat(counted(id)).isEmpty();
    }

    @Test
    void somebodyElsesJobIsNotThere() {
        var id = start(new Counting.Input(1, List.of(), null));
        var bo = company.client(company.user("bo", "archivist", "销售一部", Scope.OWN));
        assertThat(bo.get("/jobs/" + id).status()).isEqualTo(404);
        assertThat(bo.post("/jobs/" + id + "/cancel", "").status()).isEqualTo(404);
        ended(id);
    }

    private UUID start(Counting.Input input) {
        return company.as(ana, () -> jobs.start(counting, "counting", input).id().value());
    }

    private TestClient.Answer ended(UUID id) {
        await().atMost(SOON)
                .until(() -> List.of("DONE", "FAILED", "CANCELLED").contains(state(id)));
        return client.get("/jobs/" + id);
    }

    private String state(UUID id) {
        return client.get("/jobs/" + id).text("/state");
    }

    private List<Integer> counted(UUID id) {
        return db.sql(
                        "select version from change where kind = 'counted' and subject = :id order"
                                + " by id")
                .param("id", id)
                .query(Integer.class)
                .list();
    }
}
