package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.audit.AuditBreak.Kind;
import io.kedang.evidence.EvidenceCheck;
import io.kedang.goal.Course;
import io.kedang.sealing.FieldCipher;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.SealBroken;
import io.kedang.sealing.TestKeys;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/// Goal S12: whatever is done to entries, seals, check points, exports or sealed values by who owns
/// database and disk is found, and what was touched is named.
@Tag("s12")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingTests {
    private static final int SEALS = 5;
    private static final int ENTRIES_EACH = 6;
    private static final List<String> TABLES = List.of("audit_entry", "audit_seal", "audit_link");
    private static final List<String> EDITS =
            List.of(
                    "occurred_at = occurred_at + interval '1 millisecond'",
                    "actor_id = gen_random_uuid()",
                    "actor_name = actor_name || '!'",
                    "channel = 'API'",
                    "address = '10.0.0.1'",
                    "trace = trace || 'x'",
                    "action = 'SIGNED_IN'",
                    "subject_id = gen_random_uuid()",
                    "customer_id = gen_random_uuid()",
                    "fields = fields[1:1]",
                    "reason = 'another'",
                    "detail = '{\"rows\": \"99\"}'",
                    "writer_seq = writer_seq + 500",
                    "mac = set_byte(mac, 9, get_byte(mac, 9) # 1)");

    private AuditLab lab;
    private Writing writing;
    private Path data;
    private KeyStore keys;
    private FieldCipher cipher;
    private Random random;
    private byte[] checkpoints;
    private byte[] evidence;
    private String publicKey;

    /// A way to tamper: does it, and says whether what was touched was named.
    private interface Tampering {
        boolean isNamed() throws IOException;
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        data = folder;
        lab = new AuditLab(data);
        writing = new Writing(lab);
        var keyFolder = data.resolve("subjects");
        var master = TestKeys.master(keyFolder);
        keys = KeyStore.open(keyFolder, null, master, InstantSource.system());
        cipher = new FieldCipher(keys);
        random = Course.random("tampering");
        writing.write(SEALS, ENTRIES_EACH);
        lab.sealer.settle();
        checkpoints = Files.readAllBytes(points());
        evidence = lab.evidence(true);
        publicKey = lab.newEvidence().publicKey();
        for (var table : TABLES) {
            lab.tamper("create table kept_%1$s as select * from %1$s".formatted(table));
        }
    }

    @AfterAll
    void close() {
        lab.close();
        keys.close();
    }

    private Path points() {
        return lab.folder.resolve(Checkpoints.FILE);
    }

    private void putBack() throws IOException {
        lab.tamper("truncate audit_entry, audit_waiting, audit_seal, audit_link");
        for (var table : TABLES) {
            lab.tamper(
                    "insert into %1$s overriding system value select * from kept_%1$s"
                            .formatted(table));
        }
        Files.write(points(), checkpoints);
    }

    @Test
    void everyTamperingIsFoundAndNamed(TestReporter reporter) throws IOException {
        var ways = ways();
        int wanted = Course.count(2 * ways.size(), 1_000);
        var missed = new ArrayList<String>();
        var names = new ArrayList<>(ways.keySet());
        for (int i = 0; i < wanted; i++) {
            var name = names.get(i % names.size());
            putBack();
            if (!ways.get(name).isNamed()) {
                missed.add(name);
            }
        }
        putBack();
        assertThat(lab.verify().breaks()).as("put back").isEmpty();
        reporter.publishEntry("tamperings", Integer.toString(wanted));
        reporter.publishEntry("detected", Integer.toString(wanted - missed.size()));
        assertThat(missed).as("seed %d", Course.seed()).isEmpty();
    }

    private TreeMap<String, Tampering> ways() {
        var ways = new TreeMap<String, Tampering>();
        ways.put("entry edited", this::editEntry);
        ways.put("entry deleted", this::deleteEntry);
        ways.put("entries swapped", this::swapEntries);
        ways.put("entry inserted", this::insertEntry);
        ways.put("tail rewritten with stolen keys", this::rewriteTail);
        ways.put("tail cut", this::cutTail);
        ways.put("seal edited", this::editSeal);
        ways.put("seal deleted", this::deleteSeal);
        ways.put("public chain edited", this::editLink);
        ways.put("check point edited", this::editCheckpoint);
        ways.put("check point deleted", this::deleteCheckpoint);
        ways.put("export edited", this::editExport);
        ways.put("line of the export deleted", this::deleteLine);
        ways.put("lines of the export swapped", this::swapLines);
        ways.put("end of the export cut", this::cutExport);
        ways.put("value moved to another row", () -> moveValue(Moved.ROW));
        ways.put("value moved to another field", () -> moveValue(Moved.FIELD));
        ways.put("value moved to another person", () -> moveValue(Moved.PERSON));
        ways.put("value edited", () -> moveValue(Moved.BIT));
        return ways;
    }

    private int anEntry() {
        return 1 + random.nextInt(SEALS * ENTRIES_EACH);
    }

    private int aSeal() {
        return 1 + random.nextInt(SEALS);
    }

    private static long sealOf(int entry) {
        return (entry - 1) / ENTRIES_EACH + 1L;
    }

    private boolean finds(Kind kind, Object... arguments) {
        return lab.verify().breaks().stream()
                .anyMatch(
                        one ->
                                one.kind() == kind
                                        && one.arguments().containsAll(Arrays.asList(arguments)));
    }

    private boolean editEntry() {
        int n = anEntry();
        long id = writing.id(n);
        var edit = EDITS.get(random.nextInt(EDITS.size()));
        lab.tamper("update audit_entry set %s where id = %d".formatted(edit, id));
        return finds(Kind.EDITED_ENTRY, id, sealOf(n));
    }

    private boolean deleteEntry() {
        int n = anEntry();
        long id = writing.id(n);
        lab.tamper("delete from audit_entry where id = " + id);
        return finds(Kind.MISSING_ENTRY, id, sealOf(n));
    }

    private boolean swapEntries() {
        int one = anEntry();
        int other = one % (SEALS * ENTRIES_EACH) + 1;
        lab.tamper(
                """
                create temporary table pair as select * from audit_entry where id in (%1$d, %2$d);
                delete from audit_entry where id in (%1$d, %2$d);
                update pair set id = %1$d + %2$d - id;
                insert into audit_entry overriding system value select * from pair;
                drop table pair;
                """
                        .formatted(writing.id(one), writing.id(other)));
        return lab.verify().breaks().stream()
                .anyMatch(
                        each ->
                                each.kind() == Kind.SWAPPED_ENTRIES
                                                && each.arguments().contains(sealOf(one))
                                        || each.kind() == Kind.MISSING_ENTRY);
    }

    private boolean insertEntry() {
        lab.tamper(
                """
                insert into audit_entry (occurred_at, actor_id, actor_name, channel, address, trace,
                    action, subject_kind, subject_id, customer_id, fields, reason, detail, writer,
                    writer_seq, mac)
                select occurred_at, actor_id, actor_name, channel, address, trace, action,
                    subject_kind, subject_id, customer_id, fields, 'forged', detail, writer,
                    writer_seq + 1000, mac
                  from audit_entry where id = %d
                """
                        .formatted(writing.id(anEntry())));
        return finds(Kind.UNSEALED_ENTRY, lab.number("select max(id) from audit_entry"));
    }

    /// Who stole every key seals a shorter truth; what check points saw stays as it was.
    private boolean rewriteTail() {
        int from = aSeal();
        lab.tamper("delete from audit_entry where id = " + writing.id(from * ENTRIES_EACH));
        lab.tamper("delete from audit_seal where number >= " + from);
        lab.tamper("delete from audit_link where number >= " + from);
        lab.tamper(
                """
                insert into audit_waiting
                select id, occurred_at from audit_entry e
                 where not exists (select from audit_seal s where e.id = any (s.entries))
                """);
        lab.newSealer(lab.stolenKeys()).work();
        return finds(Kind.REWRITTEN_CHAIN) || finds(Kind.CUT_TAIL);
    }

    private boolean cutTail() {
        int from = aSeal();
        lab.tamper(
                "delete from audit_entry where id >= " + writing.id((from - 1) * ENTRIES_EACH + 1));
        for (var table : List.of("audit_seal", "audit_link")) {
            lab.tamper("delete from %s where number >= %d".formatted(table, from));
        }
        return finds(Kind.CUT_TAIL, from - 1L);
    }

    private boolean editSeal() {
        var edits =
                List.of(
                        "sealed_at = sealed_at + interval '1 second'",
                        "total = total + 1",
                        "digest = sha256(digest)",
                        "mac = sha256(mac)",
                        "last_at = last_at + interval '1 hour'");
        long seal = aSeal();
        var edit = edits.get(random.nextInt(edits.size()));
        lab.tamper("update audit_seal set %s where number = %d".formatted(edit, seal));
        return finds(Kind.EDITED_SEAL, seal);
    }

    private boolean deleteSeal() {
        long seal = aSeal();
        lab.tamper("delete from audit_seal where number = " + seal);
        return seal == SEALS ? finds(Kind.CUT_TAIL, seal) : finds(Kind.MISSING_SEAL, seal);
    }

    private boolean editLink() {
        long seal = aSeal();
        var column = random.nextBoolean() ? "content" : "chain";
        lab.tamper(
                "update audit_link set %1$s = sha256(%1$s) where number = %2$d"
                        .formatted(column, seal));
        return finds(Kind.EDITED_LINK, seal);
    }

    private boolean editCheckpoint() throws IOException {
        var text = new StringBuilder(new String(checkpoints, UTF_8));
        int at = random.nextInt(text.length() - 1);
        text.setCharAt(at, text.charAt(at) == '0' ? '1' : '0');
        Files.writeString(points(), text);
        return finds(Kind.EDITED_CHECKPOINT);
    }

    private boolean deleteCheckpoint() throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(points()));
        lines.remove(random.nextInt(lines.size() - 1));
        Files.write(points(), lines);
        return finds(Kind.EDITED_CHECKPOINT);
    }

    private boolean isExportBroken(byte[] bytes) throws IOException {
        var file = data.resolve("evidence.jsonl");
        Files.write(file, bytes);
        var report = EvidenceCheck.run(file, publicKey);
        return !report.isSound() && report.faults().getFirst().line() > 0;
    }

    private List<String> exported() {
        return new ArrayList<>(List.of(new String(evidence, UTF_8).split("\n")));
    }

    private boolean isExportBroken(List<String> lines) throws IOException {
        return isExportBroken((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private boolean editExport() throws IOException {
        var edited = evidence.clone();
        int at = random.nextInt(edited.length - 1);
        edited[at] ^= (byte) (1 << random.nextInt(7));
        return isExportBroken(edited);
    }

    private boolean deleteLine() throws IOException {
        var lines = exported();
        lines.remove(random.nextInt(lines.size()));
        return isExportBroken(lines);
    }

    private boolean swapLines() throws IOException {
        var lines = exported();
        int one = random.nextInt(lines.size());
        Collections.swap(lines, one, (one + 1 + random.nextInt(lines.size() - 1)) % lines.size());
        return isExportBroken(lines);
    }

    private boolean cutExport() throws IOException {
        return isExportBroken(Arrays.copyOf(evidence, random.nextInt(evidence.length - 1)));
    }

    private enum Moved {
        ROW,
        FIELD,
        PERSON,
        BIT
    }

    /// A sealed value opens nowhere but in its row, its field, of its person.
    private boolean moveValue(Moved moved) {
        var person = UUID.randomUUID();
        var stranger = UUID.randomUUID();
        keys.newKeys(List.of(person, stranger));
        var row = UUID.randomUUID();
        var place = FieldCipher.context("person", row, "mobile");
        var sealed = cipher.seal(person, place, "138%08d".formatted(random.nextInt(100_000_000)));
        var elsewhere =
                switch (moved) {
                    case ROW -> FieldCipher.context("person", UUID.randomUUID(), "mobile");
                    case FIELD -> FieldCipher.context("person", row, "email");
                    case PERSON, BIT -> place;
                };
        var text = moved == Moved.BIT ? changed(sealed) : sealed;
        try {
            cipher.unseal(moved == Moved.PERSON ? stranger : person, elsewhere, text);
            return false;
        } catch (SealBroken broken) {
            return String.valueOf(broken.getMessage()).contains(elsewhere);
        }
    }

    private String changed(String sealed) {
        int at = random.nextInt(sealed.length());
        var edited = new StringBuilder(sealed);
        edited.setCharAt(at, sealed.charAt(at) == 'A' ? 'B' : 'A');
        return edited.toString();
    }
}
