package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.evidence.EvidenceCheck;
import io.kedang.evidence.EvidenceFault;
import io.kedang.evidence.EvidenceFault.Kind;
import io.kedang.evidence.EvidenceReport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/// Evidence leaves the house and is verified without it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTests {
    private AuditLab lab;
    private Writing writing;
    private Path file;

    @BeforeAll
    void open(@TempDir Path data) {
        lab = new AuditLab(data);
        writing = new Writing(lab);
        file = data.resolve("evidence.jsonl");
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @BeforeEach
    void write() {
        writing.write(4, 5);
    }

    private List<String> lines(boolean clear) {
        return new ArrayList<>(List.of(new String(lab.evidence(clear), UTF_8).split("\n")));
    }

    private EvidenceReport check(List<String> lines) throws IOException {
        return check(lines, lab.newEvidence().publicKey());
    }

    private EvidenceReport check(List<String> lines, String key) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
        return EvidenceCheck.run(file, key);
    }

    private static int line(List<String> lines, String begin, int nth) {
        int seen = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(begin) && ++seen == nth) {
                return i;
            }
        }
        throw new IllegalArgumentException("no line " + begin);
    }

    private EvidenceFault firstAfter(String begin, int nth, UnaryOperator<String> edit)
            throws IOException {
        var lines = lines(true);
        int at = line(lines, begin, nth);
        lines.set(at, edit.apply(lines.get(at)));
        return check(lines).faults().getFirst();
    }

    @Test
    void anExportIsVerifiedWithoutTheHouse() throws Exception {
        for (boolean clear : new boolean[] {true, false}) {
            var report = check(lines(clear));
            assertThat(report.faults()).isEmpty();
            assertThat(report.entries()).isEqualTo(20);
            assertThat(report.seals()).isEqualTo(4);
            assertThat(report.checkpoints()).isEqualTo(2);
        }
    }

    @Test
    void namesReasonsAndDetailsAreKeptBackUnlessTheyAreAskedFor() {
        var told = String.join("\n", lines(true));
        var kept = String.join("\n", lines(false));
        assertThat(told).contains("reason 7").contains("\"rows\":\"7\"").contains("phone");
        assertThat(kept).doesNotContain("reason 7").doesNotContain("rows").contains("phone");
    }

    @Test
    void aPartOfTheRegisterIsVerifiedLikeAllOfIt() throws Exception {
        var begin = lab.clock().instant().minusSeconds(12);
        var part = new String(lab.evidence(begin, begin.plusSeconds(5), true), UTF_8);
        var report = check(List.of(part.split("\n")));
        assertThat(report.faults()).isEmpty();
        assertThat(report.entries()).isBetween(5L, 15L);
        assertThat(part).contains("\"after\":1");

        var nothing = lab.evidence(begin.minusSeconds(99), begin.minusSeconds(90), true);
        assertThat(check(List.of(new String(nothing, UTF_8).split("\n"))).faults()).isEmpty();
    }

    @Test
    void whatWasTamperedWithIsNamed() throws Exception {
        long id = writing.id(7);
        assertThat(firstAfter("{\"entry\"", 7, line -> line.replace("reason 7", "reason 8")))
                .isEqualTo(new EvidenceFault(Kind.EDITED_ENTRY, 11, List.of(id, 2L)));
        assertThat(
                        firstAfter(
                                "{\"seal\":2",
                                1,
                                line -> line.replace("\"total\":10", "\"total\":9")))
                .isEqualTo(new EvidenceFault(Kind.EDITED_SEAL, 9, List.of(2L)));
        assertThat(firstAfter("{\"checkpoint\"", 1, line -> line.replace("\\\"total", "\\\"toto")))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Kind.EDITED_CHECKPOINT));
        assertThat(
                        firstAfter(
                                "{\"evidence\"",
                                1,
                                line -> line.replace("\"clear\":true", "\"clear\":false")))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Kind.EDITED_FILE));
    }

    @Test
    void whatIsGoneAddedOrOutOfOrderIsNamed() throws Exception {
        var gone = lines(true);
        gone.remove(line(gone, "{\"entry\"", 7));
        assertThat(check(gone).faults().getFirst())
                .isEqualTo(new EvidenceFault(Kind.MISSING_ENTRY, 9, List.of(writing.id(7), 2L)));

        var swapped = lines(true);
        int at = line(swapped, "{\"entry\"", 7);
        Collections.swap(swapped, at, at + 1);
        assertThat(check(swapped).faults().getFirst().kind()).isEqualTo(Kind.SWAPPED_ENTRIES);

        var repeated = lines(true);
        repeated.add(at, repeated.get(at));
        assertThat(check(repeated).faults().getFirst().kind()).isEqualTo(Kind.REPEATED_ENTRY);

        var moved = lines(true);
        moved.add(line(moved, "{\"entry\"", 2), moved.remove(at));
        assertThat(check(moved).faults().getFirst().kind()).isEqualTo(Kind.UNKNOWN_ENTRY);

        var cut = lines(true);
        assertThat(check(cut.subList(0, cut.size() - 1)).faults().getFirst().kind())
                .isEqualTo(Kind.CUT_SHORT);
        assertThat(check(cut.subList(0, line(cut, "{\"seal\":3", 1))).faults().getFirst().kind())
                .isEqualTo(Kind.UNVOUCHED_SEALS);
        var withoutSeal = lines(true);
        withoutSeal.subList(line(cut, "{\"seal\":2", 1), line(cut, "{\"seal\":3", 1)).clear();
        assertThat(check(withoutSeal).faults().getFirst())
                .isEqualTo(new EvidenceFault(Kind.MISSING_SEALS, 9, List.of(2L, 2L)));
    }

    @Test
    void aRegisterTamperedWithInTheDatabaseShowsInItsExport() throws Exception {
        long id = writing.id(7);
        lab.tamper("update audit_entry set reason = 'forged' where id = " + id);
        assertThat(check(lines(false)).faults().getFirst().kind()).isEqualTo(Kind.EDITED_SEAL);

        writing.write(4, 5);
        lab.tamper("delete from audit_entry where id = " + writing.id(7));
        assertThat(check(lines(false)).faults().getFirst().kind()).isEqualTo(Kind.MISSING_ENTRY);

        writing.write(4, 5);
        lab.tamper("update audit_entry set reason = 'forged' where id = " + writing.id(7));
        lab.tamper("truncate audit_link");
        assertThat(check(new ArrayList<>(lines(false))).isSound()).isFalse();
    }

    /// Any character at all, with a seed that says which.
    @Test
    void anEditOfAnyCharacterIsFound() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var text = new String(lab.evidence(true), UTF_8);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(text.length() - 1);
            var edited = new StringBuilder(text);
            edited.setCharAt(at, text.charAt(at) == 'x' ? 'y' : 'x');
            Files.writeString(file, edited);
            assertThat(EvidenceCheck.run(file, lab.newEvidence().publicKey()).isSound())
                    .as("seed %d, character %d", seed, at)
                    .isFalse();
        }
    }

    @Test
    void onlyTheExpectedKeyOrOneThatItIntroducedIsTrusted(@TempDir Path elsewhere)
            throws Exception {
        var before = lab.newEvidence().publicKey();
        lab.sealer.changeSigningKey();
        lab.record(Writing.entry(21));
        lab.pass(60);
        lab.sealer.work();
        assertThat(lab.verify().breaks()).isEmpty();
        var after = lab.newEvidence().publicKey();
        assertThat(after).isNotEqualTo(before);
        assertThat(check(lines(true), before).faults()).isEmpty();
        assertThat(check(lines(true), after).faults()).isEmpty();

        try (var other = new AuditLab(elsewhere)) {
            var strange = other.newEvidence().publicKey();
            assertThat(check(lines(true), strange).faults())
                    .extracting(EvidenceFault::kind)
                    .containsExactly(Kind.OTHER_KEY);
        }
    }

    @Test
    void aReplacedKeySignsNoCheckPointAnyMore() throws Exception {
        var stolen = new SigningKeys(lab.stolenKeys());
        lab.sealer.changeSigningKey();
        var forged = Checkpoints.open(lab.folder.resolve("forged"), stolen, line -> {});
        forged.write(
                new AuditSeal.Head(9, 99, new byte[3]),
                io.kedang.audit.chain.ChainLink.NONE,
                Optional.empty(),
                lab.clock().instant());
        var points = lab.folder.resolve(Checkpoints.FILE);
        var line = Files.readString(lab.folder.resolve("forged").resolve(Checkpoints.FILE));
        Files.writeString(points, Files.readString(points) + line);
        assertThat(lab.verify().breaks())
                .extracting(AuditBreak::kind)
                .contains(AuditBreak.Kind.EDITED_CHECKPOINT);
    }

    @Test
    void everyCheckPointGoesToTheLogServerToo() throws Exception {
        try (var server = new ServerSocket(0)) {
            var received = CompletableFuture.supplyAsync(() -> readAll(server));
            lab.record(Writing.entry(21));
            lab.newSealer("tcp://127.0.0.1:" + server.getLocalPort()).work();
            assertThat(received.get()).contains("kedang").contains(" checkpoint - {\"seal\":5,");
        }
        lab.record(Writing.entry(22));
        var alone = lab.newSealer("tcp://127.0.0.1:1");
        alone.work();
        assertThat(alone.trouble()).isPresent();
        assertThat(lab.verify().breaks()).isEmpty();
    }

    private static String readAll(ServerSocket server) {
        try (var socket = server.accept()) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
