package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Actor;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTests {
    private static final UUID LI = UUID.randomUUID();

    private AuditLab lab;

    @BeforeAll
    void open(@TempDir Path data) {
        lab = new AuditLab(data);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @BeforeEach
    void clear() {
        lab.clear();
    }

    private static AuditEntry read(UUID customer) {
        return AuditEntry.of(AuditAction.SENSITIVE_READ, "customer", customer).customer(customer);
    }

    private static void as(UUID user, String name, Runnable act) {
        var actor = new Actor(user, name, Actor.Channel.PAGE, "10.0.0.7", "t-1");
        ScopedValue.where(Actor.CURRENT, actor).run(act);
    }

    @Test
    void anEntryTellsWhoDidWhatToWhomWhenFromWhereAndWhy() {
        var customer = UUID.randomUUID();
        as(
                LI,
                "李雷",
                () ->
                        lab.record(
                                read(customer)
                                        .fields(List.of("phone", "idNumber"))
                                        .reason("客户来电核实")
                                        .detail("rows", 3)
                                        .detail("format", "xlsx")));

        assertThat(lab.audit.list(AuditFilter.ALL, null, 10))
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(
                        new AuditRecord(
                                0,
                                lab.clock().instant(),
                                LI,
                                "李雷",
                                "PAGE",
                                "10.0.0.7",
                                "t-1",
                                "SENSITIVE_READ",
                                "customer",
                                customer,
                                customer,
                                List.of("phone", "idNumber"),
                                "客户来电核实",
                                Map.of("rows", "3", "format", "xlsx")));
    }

    @Test
    void whoSignsInIsNamedBeforeHeIsTheActor() {
        lab.record(AuditEntry.of(AuditAction.SIGNED_IN, "user", LI).by(LI, "李雷"));

        var entry = lab.audit.list(AuditFilter.ALL, null, 10).getFirst();
        assertThat(entry.actorId()).isEqualTo(LI);
        assertThat(entry.actorName()).isEqualTo("李雷");
        assertThat(entry.channel()).isEqualTo("SYSTEM");
    }

    @Test
    void nothingIsRecordedOutsideOfATransaction() {
        assertThatThrownBy(() -> proxied().record(read(LI)))
                .isInstanceOf(
                        org.springframework.transaction.IllegalTransactionStateException.class);
        assertThat(lab.number("select count(*) from audit_entry")).isZero();
    }

    /// As Spring hands it out.
    private Audit proxied() {
        var factory = new org.springframework.aop.framework.ProxyFactory(lab.audit);
        factory.setProxyTargetClass(true);
        factory.addAdvice(
                new org.springframework.transaction.interceptor.TransactionInterceptor(
                        (org.springframework.transaction.TransactionManager)
                                lab.transaction.getTransactionManager(),
                        new org.springframework.transaction.annotation
                                .AnnotationTransactionAttributeSource()));
        return (Audit) factory.getProxy();
    }

    @Test
    void anEntryGoesWhenItsTransactionIsRolledBack() {
        lab.transaction.executeWithoutResult(
                status -> {
                    lab.audit.record(read(LI));
                    status.setRollbackOnly();
                });
        assertThat(lab.number("select count(*) from audit_entry")).isZero();
        assertThat(lab.number("select count(*) from audit_waiting")).isZero();
    }

    @Test
    void whatCannotBeRecordedDoesNotHappen() {
        lab.tamper("create table if not exists act (id int)");
        lab.tamper("grant insert on act to kedang_app");
        lab.tamper("alter table audit_entry add constraint full_disk check (action <> 'EXPORTED')");
        try {
            assertThatThrownBy(
                            () ->
                                    lab.transaction.executeWithoutResult(
                                            status -> {
                                                lab.db
                                                        .getJdbcTemplate()
                                                        .update("insert into act values (1)");
                                                lab.audit.record(
                                                        AuditEntry.of(
                                                                AuditAction.EXPORTED,
                                                                "export",
                                                                null));
                                            }))
                    .isInstanceOf(DataAccessException.class);
            assertThat(lab.number("select count(*) from act")).isZero();
        } finally {
            lab.tamper("alter table audit_entry drop constraint full_disk");
        }
    }

    @Test
    void theApplicationCanNeitherChangeNorRemoveNorEmpty() {
        lab.record(read(LI));
        lab.sealer.work();
        for (var sql :
                List.of(
                        "update audit_entry set reason = 'x'",
                        "delete from audit_entry",
                        "truncate audit_entry",
                        "delete from audit_entry_2026_11",
                        "insert into audit_entry_other overriding system value select * from"
                                + " audit_entry",
                        "update audit_seal set total = 0",
                        "delete from audit_seal",
                        "truncate audit_seal",
                        "update audit_waiting set id = 1",
                        "alter table audit_entry disable trigger all",
                        "drop table audit_entry")) {
            assertThatThrownBy(() -> lab.db.getJdbcTemplate().execute(sql))
                    .as(sql)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void textThatNoDatabaseTakesIsStoredAllTheSame() {
        lab.record(
                read(LI).reason("a\u0000b\uD800c").fields(List.of("\u0000")).detail("x", "\u0000"));
        lab.sealer.work();

        var entry = lab.audit.list(AuditFilter.ALL, null, 1).getFirst();
        assertThat(entry.reason()).isEqualTo("a\uFFFDb?c");
        assertThat(lab.verify().isSound()).isTrue();
    }

    @Test
    void entriesAreListedFromTheNewestPageByPage() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 23; i++) {
            if (i % 4 == 0) {
                lab.pass(1);
            }
            lab.record(read(LI).reason("entry " + i));
            expected.addFirst("entry " + i);
        }
        var listed = new ArrayList<String>();
        AuditPlace after = null;
        List<AuditRecord> page;
        do {
            page = lab.audit.list(AuditFilter.ALL, after, 5);
            page.forEach(entry -> listed.add(entry.reason()));
            after = page.isEmpty() ? null : page.getLast().place();
        } while (page.size() == 5);
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    void aFilterLetsThroughWhatItNames() {
        var han = UUID.randomUUID();
        var customer = UUID.randomUUID();
        as(LI, "李雷", () -> lab.record(read(customer).reason("1")));
        as(han, "韩梅梅", () -> lab.record(read(customer).reason("2")));
        lab.pass(10);
        var middle = lab.clock().instant();
        as(han, "韩梅梅", () -> lab.record(read(LI).reason("3")));
        var export = AuditEntry.of(AuditAction.EXPORTED, "export", null);
        as(han, "韩梅梅", () -> lab.record(export.reason("4")));

        assertThat(reasons(AuditFilter.ofUser(han))).containsExactly("4", "3", "2");
        assertThat(reasons(AuditFilter.ofCustomer(customer))).containsExactly("2", "1");
        assertThat(reasons(new AuditFilter(han, customer, null, null, null))).containsExactly("2");
        assertThat(reasons(new AuditFilter(han, null, AuditAction.EXPORTED, null, null)))
                .containsExactly("4");
        assertThat(reasons(new AuditFilter(null, null, AuditAction.SENSITIVE_READ, null, null)))
                .containsExactly("3", "2", "1");
        assertThat(reasons(ofKind("export", null))).containsExactly("4");
        assertThat(reasons(ofKind("export", AuditAction.EXPORTED))).containsExactly("4");
        assertThat(reasons(ofKind("export", AuditAction.SENSITIVE_READ))).isEmpty();
        assertThat(reasons(new AuditFilter(null, null, null, middle, null)))
                .containsExactly("4", "3");
        assertThat(reasons(new AuditFilter(null, null, null, null, middle)))
                .containsExactly("2", "1");
        assertThat(reasons(new AuditFilter(null, null, null, Instant.MIN, Instant.MAX))).hasSize(4);
    }

    private static AuditFilter ofKind(String kind, @Nullable AuditAction action) {
        return new AuditFilter(null, null, action, null, null, kind, null, null, null);
    }

    private List<String> reasons(AuditFilter filter) {
        return lab.audit.list(filter, null, 100).stream().map(AuditRecord::reason).toList();
    }

    @Test
    void aClockThatJumpsYearsLosesNothing() {
        for (long seconds : new long[] {0, 10L * 365 * 86_400, -20L * 365 * 86_400}) {
            lab.pass(seconds);
            lab.record(read(LI));
            lab.sealer.work();
        }
        lab.pass(10L * 365 * 86_400);
        assertThat(lab.verify().entries()).isEqualTo(3);
        assertThat(lab.verify().isSound()).isTrue();
    }

    @Test
    void everyActionAndEveryBreakHasAChineseAndAnEnglishText() throws Exception {
        for (var name : new String[] {"audit", "audit_en"}) {
            var texts = new Properties();
            try (var file = getClass().getResourceAsStream("/i18n/" + name + ".properties")) {
                texts.load(new java.io.InputStreamReader(file, StandardCharsets.UTF_8));
            }
            for (var action : AuditAction.values()) {
                assertThat(texts.getProperty("audit.action." + action))
                        .as("" + action)
                        .isNotBlank();
            }
            for (var kind : AuditBreak.Kind.values()) {
                assertThat(texts.getProperty("audit.break." + kind)).as("" + kind).isNotBlank();
            }
        }
    }
}
