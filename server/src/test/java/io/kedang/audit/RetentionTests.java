package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.audit.AuditBreak.Kind;
import io.kedang.audit.retention.Retention;
import io.kedang.audit.retention.RetentionPolicy;
import io.kedang.evidence.EvidenceCheck;
import io.kedang.evidence.EvidenceFault;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/// Old entries go by policy, and the chain still vouches for what is left and for what went.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionTests {
    private static final long YEAR = Duration.ofDays(366).toSeconds();

    private AuditLab lab;
    private Path file;
    private Retention retention;

    @BeforeAll
    void open(@TempDir Path data) {
        lab = new AuditLab(data);
        file = data.resolve("evidence.jsonl");
    }

    @AfterAll
    void close() {
        lab.close();
    }

    /// Four years ago: four seals of readings, two of readings and changes. Today: two more.
    @BeforeEach
    void write() {
        lab.clear();
        lab.pass(-4 * YEAR);
        for (int i = 0; i < 6; i++) {
            seal(i >= 4);
        }
        lab.sealer.settle();
        lab.pass(4 * YEAR);
        seal(false);
        seal(true);
        lab.sealer.settle();
        assertThat(lab.verify().breaks()).isEmpty();
        retention = lab.newRetention();
    }

    private void seal(boolean mixed) {
        for (int i = 0; i < 5; i++) {
            lab.record(Writing.entry(i));
            if (mixed) {
                lab.record(
                        AuditEntry.of(AuditAction.CUSTOMER_CHANGED, "customer", UUID.randomUUID()));
            }
        }
        lab.pass(1);
        lab.sealer.work();
    }

    private long entries(String action) {
        return lab.number("select count(*) from audit_entry where action = '" + action + "'");
    }

    @Test
    void whatIsOlderThanItsGroupIsKeptGoesAndTheChainIsWhole() throws IOException {
        assertThat(retention.run()).isEqualTo(30);
        assertThat(entries("SENSITIVE_READ")).isEqualTo(10);
        assertThat(entries("CUSTOMER_CHANGED")).isEqualTo(15);
        assertThat(entries("AUDIT_REMOVED")).isEqualTo(1);
        var report = lab.verify();
        assertThat(report.breaks()).isEmpty();
        assertThat(report.removed()).isEqualTo(30);
        assertThat(Files.readString(lab.folder.resolve(Checkpoints.FILE)))
                .contains("\"removal\":{\"number\":1,\"first\":1,\"last\":6,\"entries\":30,");
        assertThat(retention.run()).isZero();
        assertThat(retention.last().orElseThrow().entries()).isEqualTo(30);
    }

    @Test
    void whatWasLeftOfAStretchGoesWhenItsOwnTimeIsOver() {
        retention.run();
        change(Map.of(AuditGroup.CHANGE, 36), null, false);
        assertThat(retention.run()).isEqualTo(10);
        assertThat(entries("CUSTOMER_CHANGED")).isEqualTo(5);
        assertThat(lab.verify().breaks()).isEmpty();
    }

    @Test
    void evidenceOfAStretchWithGapsIsVerifiedWithoutTheHouse() throws IOException {
        retention.run();
        Files.write(file, lab.evidence(true));
        var report = EvidenceCheck.run(file, lab.newEvidence().publicKey());
        assertThat(report.faults()).isEmpty();
        assertThat(report.removed()).isEqualTo(30);
        var early = Files.readString(file).replaceFirst("\"made\":\"20..-", "\"made\":\"2019-");
        Files.writeString(file, early);
        assertThat(EvidenceCheck.run(file, null).faults())
                .extracting(EvidenceFault::kind)
                .contains(EvidenceFault.Kind.REMOVED_TOO_YOUNG);
    }

    @Test
    void aHoldStopsItAndTheRegisterTellsWhoSetIt() {
        var hold = new RetentionPolicy.Hold("诉讼", "王", Instant.parse("2026-11-21T08:00:00Z"));
        change(Map.of(), hold, false);
        assertThat(retention.run()).isZero();
        assertThat(retention.policy().hold()).isEqualTo(hold);
        assertThat(entries("RETENTION_CHANGED")).isOne();
        change(Map.of(), null, false);
        assertThat(retention.run()).isEqualTo(30);
    }

    private RetentionPolicy change(
            Map<AuditGroup, Integer> months, RetentionPolicy.Hold hold, boolean archive) {
        var known = retention.policy();
        var all = new EnumMap<AuditGroup, Integer>(known.months());
        all.putAll(months);
        return retention.change(new RetentionPolicy(all, hold, archive, known.version()));
    }

    @Test
    void nobodyGoesBelowSixMonthsNeitherHereNorInTheDatabase() {
        assertThatThrownBy(() -> change(Map.of(AuditGroup.READING, 5), null, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("audit.kept-too-short");
        assertThatThrownBy(
                        () ->
                                lab.number(
                                        "select audit_remove(now() - interval '1 year',"
                                                + " now() - interval '5 months', '{1}')"))
                .hasMessageContaining("at least six months");
        assertThatThrownBy(() -> lab.db.getJdbcTemplate().update("delete from audit_entry"))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void thePreviewTellsWhatWouldGoAndWhatNext() {
        var outlook = retention.outlook(retention.policy());
        var reading =
                outlook.stream()
                        .filter(each -> each.group() == AuditGroup.READING)
                        .findFirst()
                        .orElseThrow();
        assertThat(reading.due()).isEqualTo(30);
        assertThat(reading.oldest()).isBefore(reading.next());
        assertThat(outlook.stream().mapToLong(Retention.Outlook::due).sum()).isEqualTo(30);
        assertThat(entries("SENSITIVE_READ")).isEqualTo(40);
    }

    @Test
    void whatGoesIsWrittenToAFileBeforeWhereThePolicySaysSo() throws IOException {
        change(Map.of(), null, true);
        retention.run();
        var archive =
                lab.folder.resolve("archive").resolve("kedang-audit-000000001-000000006.jsonl");
        var report = EvidenceCheck.run(archive, lab.newEvidence().publicKey());
        assertThat(report.faults()).isEmpty();
        assertThat(report.entries()).isGreaterThanOrEqualTo(40);
        assertThat(report.removed()).isZero();
    }

    @Test
    void aTamperedStretchStaysForWhoVerifies() {
        lab.tamper(
                "update audit_entry set reason = 'x' where id = (select min(id) from audit_entry)");
        assertThatThrownBy(() -> retention.run())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("audit.stretch-damaged");
        assertThat(entries("SENSITIVE_READ")).isEqualTo(40);
        assertThat(lab.verify().first().orElseThrow().kind()).isEqualTo(Kind.EDITED_ENTRY);
    }

    @Test
    void aRemovalThatBreaksOffLeavesAllAsItWas() {
        lab.tamper(
                "create function break_off() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'broken off'; end $$");
        lab.tamper(
                "create trigger break_off before insert on audit_gap"
                        + " for each row execute function break_off()");
        try {
            assertThatThrownBy(() -> retention.run()).hasMessageContaining("broken off");
        } finally {
            lab.tamper("drop trigger break_off on audit_gap");
            lab.tamper("drop function break_off");
        }
        assertThat(entries("SENSITIVE_READ")).isEqualTo(40);
        assertThat(lab.verify().breaks()).isEmpty();
        assertThat(retention.run()).isEqualTo(30);
    }

    @Test
    void anythingElseThatIsGoneOrChangedIsNamed() {
        retention.run();
        broken("delete from audit_gap where seal = 5", Kind.EDITED_REMOVAL);
        broken("delete from audit_gap", Kind.EDITED_REMOVAL);
        broken("update audit_gap set leaves = macs where seal = 6", Kind.EDITED_REMOVAL);
        broken(
                "update audit_removal set removed_at = removed_at + interval '1 day'",
                Kind.EDITED_REMOVAL);
        broken("delete from audit_gap; delete from audit_removal", Kind.MISSING_REMOVAL);
        broken(
                "delete from audit_entry where id = (select max(id) from audit_entry)",
                Kind.MISSING_ENTRY);
        broken(
                "delete from audit_entry where action = 'CUSTOMER_CHANGED'"
                        + " and occurred_at < now() - interval '2 years'",
                Kind.MISSING_ENTRY);
        broken(
                """
                insert into audit_entry (id, occurred_at, actor_name, channel, trace, action,
                       subject_kind, fields, detail, writer, writer_seq, mac)
                overriding system value
                select s.entries[1], s.first_at, 'x', 'API', '-', 'FILE_READ', 'customer', '{}', '{}',
                       1, 1, s.mac
                  from audit_seal s where s.number = 1
                """,
                Kind.UNSEALED_ENTRY);
        assertThat(lab.verify().breaks()).isEmpty();
    }

    /// The tampering is found, and taken back.
    private void broken(String sql, Kind kind) {
        var tables = new String[] {"audit_entry", "audit_removal", "audit_gap"};
        for (var table : tables) {
            lab.tamper("create table saved_" + table + " as select * from " + table);
        }
        lab.tamper(sql);
        assertThat(lab.verify().breaks()).as(sql).extracting(AuditBreak::kind).contains(kind);
        lab.tamper("truncate audit_entry, audit_gap, audit_removal");
        lab.tamper(
                "insert into audit_entry overriding system value select * from saved_audit_entry");
        lab.tamper("insert into audit_removal select * from saved_audit_removal");
        lab.tamper("insert into audit_gap select * from saved_audit_gap");
        for (var table : tables) {
            lab.tamper("drop table saved_" + table);
        }
    }
}
