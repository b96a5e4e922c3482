package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.audit.AuditBreak.Kind;

import java.util.List;
import java.util.UUID;

/// A register of some entries in some seals, for tests that tamper with it.
record Writing(AuditLab lab) {
    /// Empties the register and writes it anew: `seals` of `entriesEach`, a second between entries.
    void write(int seals, int entriesEach) {
        lab.clear();
        int number = 1;
        for (int seal = 0; seal < seals; seal++) {
            int first = number;
            lab.transaction.executeWithoutResult(
                    status -> {
                        for (int i = first; i < first + entriesEach; i++) {
                            lab.audit.record(entry(i));
                            lab.pass(1);
                        }
                    });
            number += entriesEach;
            lab.sealer.work();
        }
        assertThat(lab.verify().breaks()).isEmpty();
        assertThat(lab.verify().seals()).isEqualTo(seals);
    }

    static AuditEntry entry(int i) {
        var customer = UUID.randomUUID();
        return AuditEntry.of(AuditAction.SENSITIVE_READ, "customer", customer)
                .customer(customer)
                .fields(List.of("phone", "email"))
                .reason("reason " + i)
                .detail("rows", i);
    }

    /// The id of the n-th entry.
    long id(int n) {
        return lab.number("select id from audit_entry order by id offset " + (n - 1) + " limit 1");
    }

    void assertFirst(Kind kind, Object... arguments) {
        assertThat(lab.verify().first()).contains(AuditBreak.of(kind, arguments));
    }
}
