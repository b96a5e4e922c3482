package io.kedang.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.customer.CustomerBulk;
import io.kedang.customer.CustomerBulk.NewFile;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

/// A bulk change that is stopped in the middle of its second piece goes on exactly once. The test
/// holds a file of that piece in a transaction of its own, so that it knows where the job stands.
@KedangTest
class BulkInterruptionTests {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int FILES = 3 * BulkJob.PIECE - 100;

    @Autowired TestCompany company;
    @Autowired CustomerBulk bulk;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired DataSource database;

    private final String token = Long.toString(System.nanoTime(), 36);

    private TestClient director;
    private List<UUID> files;

    @BeforeEach
    void manyFiles() {
        var user = company.user("dir-" + token, "director", "销售一部", Scope.ALL);
        director = company.client(user);
        var wished = new ArrayList<NewFile>();
        for (int number = 0; number < FILES; number++) {
            wished.add(
                    new NewFile(
                            new CustomerId(NewId.next()),
                            CustomerKind.ORGANISATION,
                            Map.of(
                                    CustomerFields.find("name").orElseThrow(),
                                    "停%s之%d".formatted(token, number))));
        }
        company.as(
                user,
                () -> {
                    transaction.executeWithoutResult(_ -> bulk.create(wished, Origin.byHand(null)));
                    return true;
                });
        files = wished.stream().map(file -> file.id().value()).sorted(this::asDatabase).toList();
    }

    private int asDatabase(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }

    @Test
    void aChangeWhoseConnectionBreaksGoesOnByItselfAndHappensExactlyOnce() throws Exception {
        var id = begin((job, backend) -> terminate(backend));
        ended(id, "DONE");
        assertThat(versions()).isEqualTo(Map.of(2, FILES));
        assertThat(revisions()).isEqualTo(2 * FILES);
        director.post("/bulk/" + id + "/undo", "");
        ended(id, "UNDONE");
        assertThat(tagged()).isZero();
        assertThat(versions()).isEqualTo(Map.of(3, FILES));
    }

    @Test
    void anUndoWhoseConnectionBreaksGoesOnByItself() throws Exception {
        var id = beginUndo((job, backend) -> terminate(backend));
        ended(id, "UNDONE");
        assertThat(tagged()).isZero();
        assertThat(versions()).isEqualTo(Map.of(3, FILES));
    }

    @Test
    void aCancelledChangeLeavesWholePiecesThatCanBeTakenBack() throws Exception {
        var id = begin((job, backend) -> director.post("/jobs/" + job + "/cancel", ""));
        var job = director.get("/bulk/" + id).text("/job");
        await().atMost(SOON)
                .until(() -> director.get("/jobs/" + job).text("/state").equals("CANCELLED"));
        assertThat(tagged()).isEqualTo(2 * BulkJob.PIECE);
        director.post("/bulk/" + id + "/undo", "");
        ended(id, "UNDONE");
        assertThat(tagged()).isZero();
        assertThat(versions())
                .isEqualTo(Map.of(3, 2 * BulkJob.PIECE, 1, FILES - 2 * BulkJob.PIECE));
    }

    @Test
    void anUndoThatWasCancelledCanBeginAnew() throws Exception {
        var id = beginUndo((job, backend) -> director.post("/jobs/" + job + "/cancel", ""));
        var job = director.get("/bulk/" + id).text("/job");
        await().atMost(SOON)
                .until(() -> director.get("/jobs/" + job).text("/state").equals("CANCELLED"));
        assertThat(tagged()).isPositive();
        director.post("/bulk/" + id + "/undo", "");
        ended(id, "UNDONE");
        assertThat(tagged()).isZero();
    }

    private UUID begin(BiConsumer<UUID, Integer> event) throws Exception {
        var id = NewId.next();
        holding(() -> UUID.fromString(director.put("/bulk/" + id, body()).text("/job")), event);
        return id;
    }

    private UUID beginUndo(BiConsumer<UUID, Integer> event) throws Exception {
        var id = NewId.next();
        director.put("/bulk/" + id, body());
        ended(id, "DONE");
        holding(
                () -> UUID.fromString(director.post("/bulk/" + id + "/undo", "").text("/job")),
                event);
        return id;
    }

    private void holding(java.util.function.Supplier<UUID> start, BiConsumer<UUID, Integer> event)
            throws SQLException {
        try (var holding = database.getConnection()) {
            holding.setAutoCommit(false);
            int holder;
            try (var statement =
                    holding.prepareStatement(
                            "select pg_backend_pid() from customer where id = ? for no key"
                                    + " update")) {
                statement.setObject(1, files.get(BulkJob.PIECE + BulkJob.PIECE / 2));
                try (var found = statement.executeQuery()) {
                    found.next();
                    holder = found.getInt(1);
                }
            }
            var job = start.get();
            await().atMost(SOON).until(() -> !waiting(holder).isEmpty());
            assertThat(director.get("/jobs/" + job).body().at("/done").asInt())
                    .isEqualTo(BulkJob.PIECE);
            event.accept(job, waiting(holder).getFirst());
            holding.rollback();
        }
    }

    private List<Integer> waiting(int holder) {
        return db.sql(
                        """
                        select pid from pg_stat_activity
                         where wait_event_type = 'Lock' and :holder = any (pg_blocking_pids(pid))
                        """)
                .param("holder", holder)
                .query(Integer.class)
                .list();
    }

    private void terminate(int backend) {
        var done =
                db.sql("select pg_terminate_backend(:pid)")
                        .param("pid", backend)
                        .query(Boolean.class);
        assertThat(done.single()).isTrue();
    }

    private String body() {
        return """
        {"change":{"action":"TAGS","add":["停"]},"files":{"q":"停%s"}}
        """
                .formatted(token);
    }

    private void ended(UUID id, String state) {
        await().atMost(SOON).until(() -> director.get("/bulk/" + id).text("/state").equals(state));
    }

    private Map<Integer, Integer> versions() {
        var versions = new java.util.TreeMap<Integer, Integer>();
        db.sql(
                        """
                        select version, count(*) as files from customer
                         where id = any (cast(:ids as uuid[])) group by 1
                        """)
                .param("ids", files.toArray(UUID[]::new))
                .query(
                        row -> {
                            versions.put(row.getInt("version"), row.getInt("files"));
                        });
        return versions;
    }

    private int revisions() {
        return count(
                "select count(*) from revision where customer_id = any (cast(:ids as uuid[]))");
    }

    private int tagged() {
        return count(
                "select count(*) from customer where id = any (cast(:ids as uuid[]))"
                        + " and '停' = any (tags)");
    }

    private int count(String sql) {
        return db.sql(sql).param("ids", files.toArray(UUID[]::new)).query(Integer.class).single();
    }
}
