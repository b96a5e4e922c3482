package io.kedang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

/// An import that is stopped between two pieces goes on exactly once. The second piece of every
/// file here needs a customer whom the test holds in a transaction of its own, so that the test
/// knows where the job stands.
@KedangTest
class ImportInterruptionTests {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int ROWS = 3 * ImportWork.PIECE - 100;
    private static final int HELD = ImportWork.PIECE + ImportWork.PIECE / 2;
    private static final String INVOICES = "订单号,产品编号,数量,单价,日期,客户编号";
    private static final String FILES = "客户编号,客户名称";
    private static final String PEOPLE = "联系人编号,姓名,客户编号";

    @Autowired TestCompany company;
    @Autowired JdbcClient db;
    @Autowired DataSource database;

    private TestClient api;
    private ImportClient imports;
    private int first;

    @BeforeEach
    void twoFirms() {
        imports = ImportClient.of(company);
        api = imports.api();
        first = imports.firms(2);
    }

    @Test
    void linesWhoseDatabaseConnectionBreaksGoOnByThemselvesAndAreThereExactlyOnce()
            throws Exception {
        var id = bring("ORDER_LINES", INVOICES, lines());
        var job = run(id, (running, backend) -> terminate(backend));
        assertThat(imports.ended(job).text("/state")).isEqualTo("DONE");
        assertThat(imports.counts(id)).containsExactly(ROWS, 0, 0, 0, 0);
        assertThat(lineCount()).isEqualTo(ROWS);
        var again = bring("ORDER_LINES", INVOICES, lines());
        imports.work(again, "run");
        assertThat(imports.counts(again)).containsExactly(0, 0, ROWS, 0, 0);
    }

    @Test
    void peopleWhoseDatabaseConnectionBreaksGoOnByThemselvesAndAreThereExactlyOnce()
            throws Exception {
        var id = bring("PEOPLE", PEOPLE, people());
        var job = run(id, (running, backend) -> terminate(backend));
        assertThat(imports.ended(job).text("/state")).isEqualTo("DONE");
        assertThat(imports.counts(id)).containsExactly(ROWS, 0, 0, 0, 0);
        assertThat(peopleCount()).isEqualTo(ROWS);
    }

    @Test
    void filesWhoseDatabaseConnectionBreaksGoOnByThemselvesAndAreThereExactlyOnce()
            throws Exception {
        var id = bring("CUSTOMERS", FILES, files());
        imports.patch(id, "{\"onDuplicate\":\"OVERWRITE\"}");
        var job = run(id, (running, backend) -> terminate(backend));
        assertThat(imports.ended(job).text("/state")).isEqualTo("DONE");
        assertThat(imports.counts(id)).containsExactly(ROWS - 1, 1, 0, 0, 0);
        assertThat(fileCount()).isEqualTo(ROWS - 1);
    }

    /// What is there is looked at while the rows before are written, so this has to be seen all the
    /// same.
    @Test
    void aNameThatThePieceBeforeHasTakenAwayIsNobodysAnyMore() {
        var before = bring("CUSTOMERS", FILES, List.of("W%d-1,旧名%d厂".formatted(first, first)));
        imports.work(before, "run");
        var rows = new ArrayList<String>();
        for (int row = 1; row <= 2 * ImportWork.PIECE; row++) {
            rows.add("W%d-%d,新名%d之%d厂".formatted(first, row, first, row));
        }
        rows.set(HELD, ",旧名%d厂".formatted(first));
        var id = bring("CUSTOMERS", FILES, rows);
        imports.patch(id, "{\"onDuplicate\":\"OVERWRITE\"}");
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(2 * ImportWork.PIECE - 1, 1, 0, 0, 0);
    }

    @Test
    void aPausedImportStopsAfterThePieceAndGoesOn() throws Exception {
        var id = bring("ORDER_LINES", INVOICES, lines());
        var job = run(id, (running, backend) -> api.post("/jobs/" + running + "/pause", ""));
        await().atMost(SOON).until(() -> api.get("/jobs/" + job).text("/state").equals("PAUSED"));
        assertThat(lineCount()).isEqualTo(2 * ImportWork.PIECE);
        assertThat(api.post("/imports/" + id + "/undo", "").code()).isEqualTo("intake.busy");
        api.post("/jobs/" + job + "/resume", "");
        await().atMost(SOON).until(() -> api.get("/jobs/" + job).text("/state").equals("DONE"));
        assertThat(lineCount()).isEqualTo(ROWS);
    }

    @Test
    void aCancelledImportCanRunAgainOrBeUndone() throws Exception {
        var id = bring("ORDER_LINES", INVOICES, lines());
        var job = run(id, (running, backend) -> api.post("/jobs/" + running + "/cancel", ""));
        assertThat(imports.ended(job).text("/state")).isEqualTo("CANCELLED");
        assertThat(imports.get(id).text("/state")).isEqualTo("PARTLY");
        assertThat(lineCount()).isEqualTo(2 * ImportWork.PIECE);
        imports.work(id, "run");
        assertThat(imports.counts(id)).containsExactly(ROWS, 0, 0, 0, 0);
        assertThat(lineCount()).isEqualTo(ROWS);
        imports.work(id, "undo");
        assertThat(imports.get(id).body().at("/conflicts")).isEmpty();
        assertThat(lineCount()).isZero();
    }

    /// Runs an import, and lets the event happen while it waits for the customer of its second
    /// piece.
    ///
    /// @return the job
    private UUID run(UUID id, BiConsumer<UUID, Integer> event) throws SQLException {
        try (var holding = database.getConnection()) {
            holding.setAutoCommit(false);
            int holder = hold(holding);
            var job = UUID.fromString(imports.start(id, "run").text("/job"));
            await().atMost(SOON).until(() -> !waiting(holder).isEmpty());
            event.accept(job, waiting(holder).getFirst());
            holding.rollback();
            return job;
        }
    }

    /// @return the backend that holds the customer
    private int hold(Connection holding) throws SQLException {
        try (var statement =
                holding.prepareStatement(
                        """
                        select pg_backend_pid() from customer
                         where external_number = ? for update
                        """)) {
            statement.setString(1, "T%07d".formatted(first + 1));
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
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

    /// Orders that go on over the borders of the pieces, with lines that say the same.
    private List<String> lines() {
        var rows = new ArrayList<String>();
        for (int row = 1; row <= ROWS; row++) {
            int order = row >= HELD && row < HELD + 5 ? 999 : row % 97;
            rows.add(
                    "V%d-%d,P%d,1,2.50,2025-07-15,T%07d"
                            .formatted(first, order, row % 7, order == 999 ? first + 1 : first));
        }
        return rows;
    }

    private List<String> people() {
        var rows = new ArrayList<String>();
        for (int row = 1; row <= ROWS; row++) {
            rows.add(
                    "Z%d-%d,王%d,T%07d".formatted(first, row, row, row == HELD ? first + 1 : first));
        }
        return rows;
    }

    private List<String> files() {
        var rows = new ArrayList<String>();
        for (int row = 1; row <= ROWS; row++) {
            rows.add(
                    row == HELD
                            ? "T%07d,改名%d厂".formatted(first + 1, first)
                            : "F%d-%d,新厂%d之%d".formatted(first, row, first, row));
        }
        return rows;
    }

    private int fileCount() {
        return db.sql("select count(*) from customer where external_number like :numbers")
                .param("numbers", "F" + first + "-%")
                .query(Integer.class)
                .single();
    }

    private int lineCount() {
        return db.sql(
                        """
                        select count(*) from order_line l join trade_order o on o.id = l.order_id
                         where o.order_number like :numbers and o.voided_at is null
                        """)
                .param("numbers", "V" + first + "-%")
                .query(Integer.class)
                .single();
    }

    private int peopleCount() {
        return db.sql("select count(*) from person where external_number like :numbers")
                .param("numbers", "Z" + first + "-%")
                .query(Integer.class)
                .single();
    }

    private UUID bring(String kind, String heading, List<String> rows) {
        var text = heading + "\n" + String.join("\n", rows) + "\n";
        var answer = imports.bring("stopped.csv", text.getBytes(StandardCharsets.UTF_8), kind);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return UUID.fromString(answer.text("/id"));
    }
}
