package io.kedang.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.KedangTest;
import io.kedang.TestClient;
import io.kedang.TestCompany;
import io.kedang.access.Scope;
import io.kedang.kernel.NewId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// What hangs on a file of class A asks what for as the file does; what lies in the bin takes in
/// nothing.
@KedangTest
class ConsultationTests {
    private static final String ORDER =
            """
            {"customerId":"%s","orderNumber":"%s","orderedOn":"2019-05-06","status":"DONE",
             "total":{"amount":"10.00","currency":"CNY"}}
            """;

    private static final int READERS = 32;

    @Autowired TestCompany company;
    @Autowired JdbcClient db;

    private final UUID id = NewId.next();
    private final UUID person = NewId.next();
    private final UUID order = NewId.next();
    private TestClient owner;

    @BeforeEach
    void aFileWithSomebodyAndAnOrder() {
        owner = company.client(company.user("consulted-owner", "employee", "销售一部", Scope.OWN));
        owner.put("/customers/" + id, "{\"kind\":\"ORGANISATION\",\"name\":\"查阅公司\"}");
        owner.put("/customers/" + id + "/people/" + person, "{\"name\":\"王小明\"}");
        assertThat(owner.put("/orders/" + order, ORDER.formatted(id, order)).status())
                .isEqualTo(201);
    }

    private void classA() {
        db.sql("update customer set grade = 'A' where id = :id").param("id", id).update();
    }

    private TestClient marketing(String name) {
        return company.client(company.user(name, "marketing-manager", "销售部", Scope.SUBTREE));
    }

    private TestClient.Answer say(TestClient client, UUID consultation, String purpose) {
        return client.put(
                "/customers/" + id + "/consultations/" + consultation,
                "{\"purpose\":\"%s\"}".formatted(purpose));
    }

    /// More of them than the server has connections to the database: none may wait for another to
    /// register his look while he holds what that one waits for.
    @Test
    void manyFirstLooksAtOnceAreAllRegistered() throws Exception {
        classA();
        var readers =
                IntStream.range(0, READERS).mapToObj(n -> marketing("consulting-" + n)).toList();
        readers.forEach(reader -> say(reader, NewId.next(), "年度拜访"));
        var together = new CyclicBarrier(READERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks =
                    readers.stream()
                            .map(
                                    reader ->
                                            threads.submit(
                                                    () -> {
                                                        together.await();
                                                        return reader.get("/customers/" + id)
                                                                .status();
                                                    }))
                            .toList();
            for (var look : looks) {
                assertThat(look.get()).isEqualTo(200);
            }
        }
        assertThat(
                        db.sql(
                                        "select count(*) from audit_entry where action ="
                                                + " 'CONSULTED' and customer_id = :id")
                                .param("id", id)
                                .query(Integer.class)
                                .single())
                .isEqualTo(READERS);
    }

    @Test
    void aPurposeUnderATakenIdIsRefusedAndNotForgotten() {
        classA();
        var reader = marketing("consulting-one");
        var consultation = NewId.next();
        assertThat(say(reader, consultation, "年度拜访").status()).isEqualTo(204);
        assertThat(say(reader, consultation, "年度拜访").status()).isEqualTo(204);
        assertThat(say(reader, consultation, "另一用途").code())
                .isEqualTo("customer.consultation-id-taken");
        var other = marketing("consulting-two");
        assertThat(say(other, consultation, "年度拜访").code())
                .isEqualTo("customer.consultation-id-taken");
        assertThat(other.get("/customers/" + id).code()).isEqualTo("customer.reason-needed");
        db.sql("update consultation set ends_at = now() where id = :id")
                .param("id", consultation)
                .update();
        assertThat(say(reader, consultation, "年度拜访").code())
                .isEqualTo("customer.consultation-id-taken");
    }

    @Test
    void peopleAndOrdersAskWhatForAndTheRegisterNamesTheirCustomer() {
        classA();
        var silent = marketing("consulting-silent");
        var reader = marketing("consulting-reader");
        assertThat(say(reader, NewId.next(), "年度拜访").status()).isEqualTo(204);
        for (var path :
                List.of(
                        "/people/" + person,
                        "/people/" + person + "/positions",
                        "/people/" + person + "/revisions",
                        "/orders/" + order)) {
            assertThat(silent.get(path).code()).as(path).isEqualTo("customer.reason-needed");
            assertThat(reader.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(silent.patch("/people/" + person, 1, "{\"name\":\"王大明\"}").code())
                .isEqualTo("customer.reason-needed");
        var revealing = "{\"fields\":[\"mobile\"],\"reason\":\"核对\"}";
        assertThat(silent.post("/people/" + person + "/reveal", revealing).code())
                .isEqualTo("customer.reason-needed");
        var admin = company.client(company.administrator());
        var seen = admin.get("/audit?action=FILE_READ&of=person&customer=" + id).body();
        assertThat(seen.at("/items/0/subjectId").asString()).isEqualTo(person.toString());
        var bought = admin.get("/audit?action=FILE_READ&of=order&customer=" + id).body();
        assertThat(bought.at("/items/0/actor/name").asString()).isEqualTo("consulting-reader");
    }

    @Test
    void whatLiesInTheBinTakesInNothing() {
        var manager =
                company.client(company.user("consulted-manager", "manager", "销售部", Scope.SUBTREE));
        assertThat(manager.post("/customers/" + id + "/void", "{\"reason\":\"重复\"}").status())
                .isEqualTo(200);
        var visit = "{\"visitedOn\":\"2020-02-29\",\"peopleMet\":[\"王\"],\"summary\":\"谈\"}";
        var again = NewId.next();
        for (var code :
                List.of(
                        owner.put("/customers/" + id + "/visits/" + NewId.next(), visit).code(),
                        owner.put("/orders/" + again, ORDER.formatted(id, again)).code(),
                        owner.put(
                                        "/customers/" + id + "/grade",
                                        "{\"grade\":\"B\",\"reason\":\"试\"}")
                                .code())) {
            assertThat(code).isEqualTo("customer.voided");
        }
    }
}
