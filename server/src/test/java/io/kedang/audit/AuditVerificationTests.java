package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kedang.audit.AuditBreak.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/// Every way of tampering that the owner of the database has, and of whom it is found by.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditVerificationTests {
    private static final int ENTRIES = 24;

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

    /// Four seals of six entries; check points at the first and the last.
    /// Four seals of six entries; check points at the first and the last.
    @BeforeEach
    void write() {
        writing.write(ENTRIES / 6, 6);
        lab.pass(60);
        lab.sealer.work();
        assertThat(lab.verify().checkpoints()).isEqualTo(2);
    }

    @Test
    void anUntouchedRegisterIsSoundAndCounted() {
        lab.record(AuditEntry.of(AuditAction.SIGNED_IN, "user", UUID.randomUUID()));
        var report = lab.verify();

        assertThat(report.isSound()).isTrue();
        assertThat(report.entries()).isEqualTo(ENTRIES + 1);
        assertThat(report.waiting()).isEqualTo(1);
        assertThat(report.seals()).isEqualTo(4);
        assertThat(report.sealedUntil())
                .isEqualTo(lab.clock().instant().minus(60, ChronoUnit.SECONDS));
    }

    @Test
    void anEditOfAnyColumnOfAnyRowIsFound() {
        var edits =
                Map.ofEntries(
                        Map.entry("occurred_at", "occurred_at + interval '1 microsecond'"),
                        Map.entry("actor_id", "gen_random_uuid()"),
                        Map.entry("actor_name", "actor_name || ' '"),
                        Map.entry("channel", "'API'"),
                        Map.entry("address", "''"),
                        Map.entry("trace", "''"),
                        Map.entry("action", "'SIGNED_IN'"),
                        Map.entry("subject_kind", "'user'"),
                        Map.entry("subject_id", "null"),
                        Map.entry("customer_id", "null"),
                        Map.entry("fields", "array['phone,email']"),
                        Map.entry("reason", "null"),
                        Map.entry("detail", "'{\"rows\": 7}'"),
                        Map.entry("writer", "writer + 1"),
                        Map.entry("writer_seq", "writer_seq + 1000"),
                        Map.entry("mac", "set_byte(mac, 5, get_byte(mac, 5) # 1)"));
        var columns =
                lab.db
                        .getJdbcTemplate()
                        .queryForList(
                                "select column_name from information_schema.columns where"
                                        + " table_name = 'audit_entry' and column_name <> 'id'",
                                String.class);
        assertThat(edits.keySet()).containsExactlyInAnyOrderElementsOf(columns);
        long id = writing.id(7);
        lab.tamper("create table if not exists saved as select * from audit_entry where false");
        edits.forEach(
                (column, value) -> {
                    lab.tamper("insert into saved select * from audit_entry where id = " + id);
                    lab.tamper(
                            "update audit_entry set %s = %s where id = %d"
                                    .formatted(column, value, id));
                    assertThat(lab.verify().first())
                            .as(column)
                            .contains(AuditBreak.of(Kind.EDITED_ENTRY, id, 2L));
                    lab.tamper("delete from audit_entry where id = " + id);
                    lab.tamper(
                            "insert into audit_entry overriding system value select * from saved");
                    lab.tamper("delete from saved");
                    assertThat(lab.verify().isSound()).as(column + " put back").isTrue();
                });
    }

    @Test
    void aMissingRowIsNamed() {
        for (int n : new int[] {1, 13, ENTRIES}) {
            write();
            long id = writing.id(n);
            lab.tamper("delete from audit_entry where id = " + id);
            writing.assertFirst(Kind.MISSING_ENTRY, id, (n + 5L) / 6);
        }
    }

    @Test
    void aRowRemovedBeforeItIsSealedIsNamed() {
        lab.record(AuditEntry.of(AuditAction.SIGNED_IN, "user", null));
        long id = lab.number("select max(id) from audit_entry");
        lab.tamper("delete from audit_entry where id = " + id);
        writing.assertFirst(Kind.MISSING_ENTRY, id, 0L);

        lab.sealer.work();
        writing.assertFirst(Kind.MISSING_ENTRY, id, 5L);
    }

    @Test
    void aRowEditedBeforeItIsSealedIsNamed() {
        lab.record(AuditEntry.of(AuditAction.SIGNED_IN, "user", null));
        long id = lab.number("select max(id) from audit_entry");
        lab.tamper("update audit_entry set action = 'SIGNED_OUT' where id = " + id);
        writing.assertFirst(Kind.EDITED_ENTRY, id, 0L);

        lab.sealer.work();
        writing.assertFirst(Kind.EDITED_ENTRY, id, 5L);
    }

    @Test
    void rowsSwappedWithinASealAndAcrossSealsAreFound() {
        for (int other : new int[] {9, 20}) {
            write();
            lab.tamper(
                    """
                    create temporary table pair as
                      select * from audit_entry where id in (%1$d, %2$d);
                    delete from audit_entry where id in (%1$d, %2$d);
                    update pair set id = %1$d + %2$d - id;
                    insert into audit_entry overriding system value select * from pair;
                    """
                            .formatted(writing.id(8), writing.id(other)));
            writing.assertFirst(Kind.SWAPPED_ENTRIES, 2L, writing.id(7), writing.id(12));
        }
    }

    @Test
    void aForgedRowIsFoundWhereverItIsPut() {
        lab.tamper(copyOf(writing.id(3), "reason || '!'"));
        long forged = lab.number("select max(id) from audit_entry");
        writing.assertFirst(Kind.UNSEALED_ENTRY, forged);

        lab.tamper(
                "insert into audit_waiting select id, occurred_at from audit_entry where id = "
                        + forged);
        writing.assertFirst(Kind.EDITED_ENTRY, forged, 0L);
        lab.sealer.work();
        writing.assertFirst(Kind.EDITED_ENTRY, forged, 5L);
    }

    @Test
    void aRepeatedRowIsFoundEvenWhenItIsSealed() {
        long original = writing.id(3);
        lab.tamper(copyOf(original, "reason"));
        long copy = lab.number("select max(id) from audit_entry");
        lab.tamper(
                "insert into audit_waiting select id, occurred_at from audit_entry where id = "
                        + copy);
        lab.sealer.work();
        writing.assertFirst(Kind.REPEATED_ENTRY, original, copy);
    }

    private static String copyOf(long id, String reason) {
        return """
        insert into audit_entry (occurred_at, actor_id, actor_name, channel, address, trace,
            action, subject_kind, subject_id, customer_id, fields, reason, detail, writer,
            writer_seq, mac)
        select occurred_at, actor_id, actor_name, channel, address, trace, action,
            subject_kind, subject_id, customer_id, fields, %s, detail, writer, writer_seq, mac
          from audit_entry where id = %d
        """
                .formatted(reason, id);
    }

    @Test
    void anEditOfAnyColumnOfASealIsFound() {
        for (var edit :
                List.of(
                        "sealed_at = sealed_at + interval '1 second'",
                        "entries = entries[1:5]",
                        "entries = array_append(entries[2:6], entries[1])",
                        "first_at = first_at - interval '1 second'",
                        "last_at = last_at + interval '1 second'",
                        "total = total - 1",
                        "digest = sha256(digest)",
                        "previous = ''",
                        "mac = sha256(mac)")) {
            write();
            lab.tamper("update audit_seal set " + edit + " where number = 3");
            writing.assertFirst(Kind.EDITED_SEAL, 3L);
        }
        write();
        lab.tamper("update audit_seal set number = 17 where number = 4");
        writing.assertFirst(Kind.MISSING_SEAL, 4L);
    }

    @Test
    void aMissingSealIsNamed() {
        lab.tamper("delete from audit_seal where number = 2");
        writing.assertFirst(Kind.MISSING_SEAL, 2L);
    }

    @Test
    void aTailCutWithItsSealsIsFoundByTheCheckPoint() {
        lab.tamper("delete from audit_entry where id > " + writing.id(18));
        lab.tamper("delete from audit_seal where number > 3");
        var report = lab.verify();

        assertThat(report.breaks())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(Kind.CUT_TAIL);
                            assertThat(one.arguments()).startsWith(3L, 4L);
                        });
    }

    @Test
    void sealsCutWithoutTheirEntriesLeaveThemUnsealed() {
        lab.tamper("delete from audit_seal where number > 3");
        assertThat(lab.verify().breaks())
                .extracting(AuditBreak::kind)
                .containsExactly(
                        Kind.CUT_TAIL,
                        Kind.UNSEALED_ENTRY,
                        Kind.UNSEALED_ENTRY,
                        Kind.UNSEALED_ENTRY,
                        Kind.UNSEALED_ENTRY,
                        Kind.UNSEALED_ENTRY,
                        Kind.UNSEALED_ENTRY);
    }

    @Test
    void aChainRewrittenWithTheStolenKeyIsFoundByTheCheckPoints() {
        lab.tamper("delete from audit_entry where id = " + writing.id(8));
        lab.tamper("insert into audit_waiting select id, occurred_at from audit_entry");
        lab.tamper("delete from audit_seal");
        lab.tamper("delete from audit_link");
        lab.newSealer(lab.folder.resolveSibling("elsewhere")).work();

        assertThat(lab.verify().breaks())
                .extracting(AuditBreak::kind)
                .containsExactly(Kind.REWRITTEN_CHAIN, Kind.CUT_TAIL);
    }

    @Test
    void anEditOfAnyCharacterOfACheckPointIsFound() throws Exception {
        var file = lab.folder.resolve(Checkpoints.FILE);
        var text = Files.readString(file);
        var random = new Random(20261121);
        for (int at = 0; at < text.length() - 1; at += 1 + random.nextInt(7)) {
            var edited = new StringBuilder(text);
            edited.setCharAt(at, text.charAt(at) == '0' ? '1' : '0');
            Files.writeString(file, edited);
            int line = at <= text.indexOf('\n') ? 1 : 2;
            assertThat(lab.verify().breaks().stream().map(AuditBreak::kind))
                    .as("character %d of line %d", at, line)
                    .contains(Kind.EDITED_CHECKPOINT);
        }
    }

    @Test
    void aRemovedLineOfTheCheckPointsIsFound() throws Exception {
        var file = lab.folder.resolve(Checkpoints.FILE);
        var lines = Files.readAllLines(file);
        Files.writeString(file, lines.get(1) + "\n");
        writing.assertFirst(Kind.EDITED_CHECKPOINT, 1);
    }

    @Test
    void checkPointsCutShortAreFoundWhenTheChainWentOn() throws Exception {
        for (int second = 0; second < 200; second++) {
            lab.pass(1);
            lab.record(AuditEntry.of(AuditAction.SIGNED_IN, "user", null));
            lab.sealer.work();
        }
        assertThat(lab.verify().isSound()).isTrue();
        var file = lab.folder.resolve(Checkpoints.FILE);
        var lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 2));
        assertThat(lab.verify().first())
                .hasValueSatisfying(
                        one -> assertThat(one.kind()).isEqualTo(Kind.MISSING_CHECKPOINTS));
        Files.delete(file);
        assertThat(lab.verify().first())
                .hasValueSatisfying(
                        one -> assertThat(one.kind()).isEqualTo(Kind.MISSING_CHECKPOINTS));
    }

    @Test
    void randomTamperingIsAlwaysFound() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int run = 0; run < 60; run++) {
            write();
            var tampering = random.ints(1 + random.nextInt(3), 0, 5).boxed().toList();
            var done =
                    tampering.stream()
                            .map(kind -> tamper(kind, writing.id(1 + random.nextInt(10)), random))
                            .collect(Collectors.joining("; "));
            assertThat(lab.verify().isSound()).as("seed %d: %s", seed, done).isFalse();
        }
    }

    private String tamper(int kind, long id, Random random) {
        var sql =
                switch (kind) {
                    case 0 -> "delete from audit_entry where id = " + id;
                    case 1 -> "update audit_entry set reason = 'forged' where id = " + id;
                    case 2 -> "update audit_entry set mac = sha256(mac) where id = " + id;
                    case 3 ->
                            "update audit_seal set digest = sha256(digest) where number = "
                                    + (1 + random.nextInt(4));
                    default -> "delete from audit_seal where number = " + (1 + random.nextInt(4));
                };
        lab.tamper(sql);
        return sql;
    }
}
