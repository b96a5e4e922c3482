package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.audit.AuditBreak.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// Changes of the key under the MACs, and what somebody can do who has the old one.
@Tag("s13")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditKeyTests {
    private static final int ENTRIES = 4;
    private static final long SEALS = 2;

    private AuditLab lab;
    private Writing writing;

    @BeforeAll
    void open(@TempDir Path data) {
        lab = new AuditLab(data);
        writing = new Writing(lab);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @BeforeEach
    void write() {
        writing.write((int) SEALS, ENTRIES / (int) SEALS);
    }

    private int keyVersions() {
        return (int) lab.number("select count(distinct get_byte(mac, 0)) from audit_entry");
    }

    @Test
    void aChangedKeyLeavesWhatOlderOnesMadeVerifiable() {
        for (int i = 1; i <= 3; i++) {
            lab.sealer.changeKey();
            lab.record(Writing.entry(ENTRIES + i));
            lab.pass(40);
            lab.sealer.work();
        }
        assertThat(keyVersions()).isEqualTo(4);
        assertThat(lab.verify().breaks()).isEmpty();
        assertThat(lab.verify().entries()).isEqualTo(ENTRIES + 3);

        long first = writing.id(1);
        lab.tamper("update audit_entry set reason = 'other' where id = " + first);
        writing.assertFirst(Kind.EDITED_ENTRY, first, 1L);
    }

    /// An act that took its MAC under the old key and is committed after the change.
    @Test
    void anActThatWasUnderWayWhenTheKeyChangedIsGenuine() {
        lab.transaction.executeWithoutResult(
                status -> {
                    lab.audit.record(Writing.entry(ENTRIES + 1));
                    lab.pass(1);
                    inAnotherThread(lab.sealer::changeKey);
                });
        lab.record(Writing.entry(ENTRIES + 2));
        lab.sealer.work();
        assertThat(keyVersions()).isEqualTo(2);
        assertThat(lab.verify().breaks()).isEmpty();
    }

    private static void inAnotherThread(Runnable work) {
        try {
            Thread.ofPlatform().start(work).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoStoleTheOldKeySealsNothingAfterItWasChanged() {
        var stolen = lab.stolenKeys();
        lab.sealer.changeKey();
        lab.record(Writing.entry(ENTRIES + 1));
        lab.sealer.work();
        assertThat(lab.verify().breaks()).isEmpty();

        lab.record(Writing.entry(ENTRIES + 2));
        lab.newSealer(stolen).work();
        writing.assertFirst(Kind.EDITED_SEAL, SEALS + 2L);
    }

    @Test
    void whoStoleTheOldKeyAddsNoEntryAfterItWasChanged() {
        var stolen = lab.newAudit(lab.stolenKeys());
        lab.sealer.changeKey();
        lab.record(Writing.entry(ENTRIES + 1));
        lab.sealer.work();
        lab.pass(3 * 3600);
        lab.transaction.executeWithoutResult(status -> stolen.record(Writing.entry(ENTRIES + 2)));
        lab.sealer.work();
        writing.assertFirst(Kind.EDITED_ENTRY, writing.id(ENTRIES + 2), SEALS + 2L);
    }
}
