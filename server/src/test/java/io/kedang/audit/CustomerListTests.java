package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.audit.AuditBreak.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One entry about many customers is found under each of them, and vouches for each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerListTests {
    private final UUID customer = UUID.randomUUID();
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
    void write() {
        lab.clear();
        export(List.of(UUID.randomUUID(), customer));
        export(List.of(UUID.randomUUID()));
        lab.record(Writing.entry(1).customer(customer));
        export(List.of(customer));
        lab.sealer.settle();
    }

    private void export(List<UUID> customers) {
        lab.transaction.executeWithoutResult(
                _ ->
                        lab.audit.record(
                                AuditEntry.of(AuditAction.EXPORTED, "export", UUID.randomUUID()),
                                customers));
        lab.pass(1);
    }

    @Test
    void theFilesThatHeldACustomerStandAmongWhatWasSeenOfHim() {
        var all = lab.audit.list(AuditFilter.ofCustomer(customer), null, 10);
        assertThat(all)
                .extracting(AuditRecord::action)
                .containsExactly("EXPORTED", "SENSITIVE_READ", "EXPORTED");
        var paged = new ArrayList<AuditRecord>();
        AuditPlace after = null;
        for (int i = 0; i < 3; i++) {
            var page = lab.audit.list(AuditFilter.ofCustomer(customer), after, 1);
            paged.addAll(page);
            after = page.getLast().place();
        }
        assertThat(paged).isEqualTo(all);
        assertThat(lab.audit.list(AuditFilter.ofCustomer(customer), after, 1)).isEmpty();
        var only = new AuditFilter(null, customer, AuditAction.EXPORTED, null, null);
        assertThat(lab.audit.list(only, null, 10)).hasSize(2);
    }

    @Test
    void aListThatWasChangedOrIsGoneIsNamed() {
        assertThat(lab.verify().breaks()).isEmpty();
        long first = lab.number("select min(id) from audit_entry");
        lab.tamper("create table saved as select * from audit_list");
        for (var sql :
                List.of(
                        "update audit_list set customers = customers[1:1]",
                        "update audit_list set occurred_at = occurred_at + interval '1 second'",
                        "delete from audit_list")) {
            lab.tamper(sql);
            assertThat(lab.verify().breaks())
                    .as(sql)
                    .contains(AuditBreak.of(Kind.EDITED_LIST, first));
            lab.tamper("delete from audit_list; insert into audit_list select * from saved");
        }
        lab.tamper("drop table saved");
        assertThat(lab.verify().breaks()).isEmpty();
    }

    @Test
    void aListGoesWithItsEntry() {
        lab.clear();
        long fourYears = Duration.ofDays(4 * 366).toSeconds();
        lab.pass(-fourYears);
        export(List.of(customer));
        lab.sealer.settle();
        lab.pass(fourYears);
        export(List.of(customer));
        lab.sealer.settle();
        assertThat(lab.newRetention().run()).isOne();
        assertThat(lab.number("select count(*) from audit_list")).isOne();
        assertThat(lab.verify().breaks()).isEmpty();
    }
}
