package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;
import io.kedang.sealing.KeyStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/// Yesterday's copy of the database, today's keys: what a person's erased key sealed stays shut,
/// and everything else opens.
@KedangTest
class ErasedKeyTests {
    private static final List<String> TABLES = List.of("customer", "revision");

    @Autowired TestCompany company;
    @Autowired DataSource database;
    @Autowired JdbcClient db;
    @Autowired KeyStore keys;
    private TestClient ana;
    private final UUID gone = NewId.next();
    private final UUID stays = NewId.next();

    @BeforeEach
    void openTwoFiles() {
        ana = company.client(company.user("erasing-ana", "manager", "销售一部", Scope.DEPARTMENT));
        for (var id : List.of(gone, stays)) {
            var made =
                    ana.put(
                            "/customers/" + id,
                            """
                            {"kind":"PERSON","name":"钥匙%s","mobile":"139%08d","occupation":"教师",
                             "birthDate":"1987-03-14","idKind":"ID_CARD","idNumber":"11010519491231002X"}
                            """
                                    .formatted(
                                            id.equals(gone) ? "甲" : "乙",
                                            Math.floorMod(id.hashCode(), 100_000_000)));
            assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        }
        assertThat(
                        ana.patch("/customers/" + gone, 1, "{\"idNumber\":\"440524188001010014\"}")
                                .status())
                .isEqualTo(200);
    }

    @AfterEach
    void intoTheBin() {
        for (var id : List.of(gone, stays)) {
            company.client(company.administrator())
                    .post("/customers/" + id + "/void", "{\"reason\":\"test\"}");
        }
    }

    @Test
    void whatAnErasedKeySealedStaysShutInYesterdaysDatabaseAndTheRestOpens() throws Exception {
        var yesterday = TABLES.stream().map(this::copy).toList();
        keys.erase(List.of(gone));
        db.sql("update customer set sealed = '{}' where id in (:ids)")
                .param("ids", List.of(gone, stays))
                .update();
        for (int i = 0; i < TABLES.size(); i++) {
            restore(TABLES.get(i), yesterday.get(i));
        }

        var file = ana.get("/customers/" + gone);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text("/name")).isEqualTo("钥匙甲");
        assertThat(file.text("/occupation")).isEqualTo("教师");
        for (var field : List.of("mobile", "idNumber", "birthDate")) {
            assertThat(file.text("/" + field)).as(field).isNull();
        }
        var revealed =
                ana.post(
                        "/customers/" + gone + "/reveal",
                        "{\"fields\":[\"mobile\",\"idNumber\"],\"reason\":\"核对\"}");
        assertThat(revealed.body().path("values")).isEmpty();
        for (var path : List.of("/revisions", "/timeline", "/open")) {
            var answer = ana.get("/customers/" + gone + path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.response().body())
                    .doesNotContain("440524188001010014", "11010519491231002X");
        }
        assertThat(ana.get("/customers/" + gone + "/print/file-form.pdf").status()).isEqualTo(200);

        assertThat(ana.get("/customers?size=200").status()).isEqualTo(200);
        assertThat(ana.get("/customers/" + stays).text("/mobile")).startsWith("139****");
        var other =
                ana.post(
                        "/customers/" + stays + "/reveal",
                        "{\"fields\":[\"idNumber\"],\"reason\":\"核对\"}");
        assertThat(other.text("/values/idNumber")).isEqualTo("11010519491231002X");
        assertThat(keys.verify().isSound()).isTrue();
    }

    @Test
    void nothingSensitiveIsKeptOfThePersonAnyMoreAndTheRestMayChange() {
        keys.erase(List.of(gone));
        var refused = ana.patch("/customers/" + gone, 2, "{\"mobile\":\"13912345678\"}");
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.code()).isEqualTo("customer.key-erased");
        assertThat(ana.patch("/customers/" + gone, 2, "{\"occupation\":\"医生\"}").status())
                .isEqualTo(200);
    }

    private byte[] copy(String table) {
        var rows = new ByteArrayOutputStream();
        try (var connection = database.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + rows(table) + ") to stdout", rows);
            return rows.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String rows(String table) {
        var id = table.equals("customer") ? "id" : "customer_id";
        return "select * from %s where %s in ('%s', '%s')".formatted(table, id, gone, stays);
    }

    /// The sealed values of the rows as they were.
    private void restore(String table, byte[] rows) throws Exception {
        var column = table.equals("customer") ? "sealed" : "changes";
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "create temp table yesterday on commit drop as " + rows(table) + " limit 0");
            copyIn(connection.unwrap(PGConnection.class), rows);
            int restored =
                    statement.executeUpdate(
                            "update %s t set %s = y.%s from yesterday y where %s"
                                    .formatted(
                                            table,
                                            column,
                                            column,
                                            table.equals("customer")
                                                    ? "y.id = t.id"
                                                    : "y.customer_id = t.customer_id and y.number ="
                                                            + " t.number"));
            assertThat(restored).isGreaterThanOrEqualTo(2);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void copyIn(PGConnection connection, byte[] rows)
            throws SQLException, java.io.IOException {
        connection
                .getCopyAPI()
                .copyIn("copy yesterday from stdin", new java.io.ByteArrayInputStream(rows));
    }
}
