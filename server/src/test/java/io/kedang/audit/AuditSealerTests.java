package io.kedang.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

class AuditSealerTests {
    @TempDir Path data;
    private AuditLab lab;

    @BeforeEach
    void open() {
        lab = new AuditLab(data);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static AuditEntry entry() {
        return AuditEntry.of(AuditAction.CUSTOMER_CHANGED, "customer", UUID.randomUUID());
    }

    private long sealed() {
        return lab.number("select coalesce(sum(cardinality(entries)), 0) from audit_seal");
    }

    @Test
    void whatIsCommittedIsSealedAndTheSealsMakeAChain() {
        for (int i = 0; i < 3; i++) {
            lab.record(entry());
            lab.record(entry());
            lab.sealer.work();
        }
        lab.sealer.work();

        assertThat(lab.number("select count(*) from audit_seal")).isEqualTo(3);
        assertThat(sealed()).isEqualTo(6);
        assertThat(lab.number("select count(*) from audit_waiting")).isZero();
        assertThat(
                        lab.number(
                                "select count(*) from audit_seal a join audit_seal b"
                                        + " on b.number = a.number + 1 and b.previous = a.mac"))
                .isEqualTo(2);
        assertThat(lab.verify()).extracting(AuditReport::isSound).isEqualTo(true);
    }

    @Test
    void aTransactionThatCommitsLateIsSealedAndNothingWaitsForIt() {
        lab.transaction.executeWithoutResult(
                late -> {
                    lab.audit.record(entry());
                    var other = new TransactionTemplate(lab.transaction.getTransactionManager());
                    other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
                    other.executeWithoutResult(status -> lab.audit.record(entry()));
                    lab.sealerInItsOwnThread();
                    assertThat(lab.numberOutside("select count(*) from audit_entry")).isEqualTo(1);
                    assertThat(lab.numberOutside("select sum(total) from audit_seal")).isEqualTo(1);
                });
        lab.sealer.work();

        assertThat(sealed()).isEqualTo(2);
        assertThat(lab.verify().isSound()).isTrue();
    }

    @Test
    void manyWritersAndTwoSealersMissNothingAndSealNothingTwice() throws Exception {
        var running = new AtomicBoolean(true);
        var other = lab.newSealer(data.resolve("other node"));
        try (var threads = Executors.newFixedThreadPool(6)) {
            var sealers =
                    List.of(
                            threads.submit(() -> sealWhile(running, lab.sealer)),
                            threads.submit(() -> sealWhile(running, other)));
            var writers = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 4; i++) {
                int writer = i;
                writers.add(threads.submit(() -> write(writer)));
            }
            for (var writer : writers) {
                writer.get();
            }
            running.set(false);
            for (var sealer : sealers) {
                sealer.get();
            }
        }
        lab.sealer.work();

        assertThat(lab.number("select count(*) from audit_entry")).isEqualTo(4 * 40);
        assertThat(sealed()).isEqualTo(4 * 40);
        var report = lab.verify();
        assertThat(report.breaks()).isEmpty();
        assertThat(report.waiting()).isZero();
        assertThat(lab.sealer.trouble()).isEmpty();
    }

    private static void sealWhile(AtomicBoolean running, AuditSealer sealer) {
        while (running.get()) {
            sealer.work();
        }
    }

    /// Every third transaction is rolled back and leaves a gap in the numbers of its writer.
    private void write(int writer) {
        for (int i = 0; i < 30; i++) {
            boolean fails = i % 3 == 2;
            lab.transaction.executeWithoutResult(
                    status -> {
                        lab.audit.recordAll(List.of(entry().reason("w" + writer), entry()));
                        if (fails) {
                            status.setRollbackOnly();
                        }
                    });
        }
    }

    @Test
    void manyAtOnceAreSealedInSeveralSealsWithACheckPointAfterEachThousand() {
        var many = new ArrayList<AuditEntry>();
        for (int i = 0; i < 11_000; i++) {
            many.add(entry());
        }
        lab.transaction.executeWithoutResult(status -> lab.audit.recordAll(many));
        lab.sealer.work();

        assertThat(sealed()).isEqualTo(11_000);
        assertThat(lab.number("select count(*) from audit_seal")).isEqualTo(11);
        assertThat(lab.verify().checkpoints()).isEqualTo(11);
        assertThat(lab.verify().isSound()).isTrue();
    }

    @Test
    void checkPointsAreWrittenAtLeastOnceAMinuteWhileSomethingHappens() throws Exception {
        for (int second = 0; second < 300; second++) {
            lab.record(entry());
            lab.sealer.work();
            lab.pass(1);
        }
        var lines = Files.readAllLines(lab.folder.resolve("checkpoints.jsonl"));
        assertThat(lines).hasSizeBetween(5, 11);
        lab.pass(3_600);
        lab.sealer.work();
        lab.sealer.work();
        assertThat(Files.readAllLines(lab.folder.resolve("checkpoints.jsonl")))
                .hasSizeLessThanOrEqualTo(lines.size() + 1);
        assertThat(lab.verify().checkpoints()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void stoppingSealsTheRestAndWritesALastCheckPoint() throws Exception {
        lab.record(entry());
        lab.sealer.work();
        lab.record(entry());
        lab.sealer.stop();

        assertThat(sealed()).isEqualTo(2);
        var lines = Files.readAllLines(lab.folder.resolve("checkpoints.jsonl"));
        assertThat(lines.getLast()).startsWith("{\"seal\":2,\"total\":2,");
    }

    @Test
    void theNextRunGoesOnWithChainAndCheckPoints() throws Exception {
        lab.record(entry());
        lab.sealer.stop();
        var file = lab.folder.resolve("checkpoints.jsonl");
        Files.writeString(file, Files.readString(file) + "{\"seal\":7,\"tot");
        lab.pass(60);

        var next = lab.newSealer();
        lab.transaction.executeWithoutResult(status -> lab.newAudit().record(entry()));
        next.stop();

        var report = lab.verify();
        assertThat(report.breaks()).isEmpty();
        assertThat(report.checkpoints()).isEqualTo(2);
        assertThat(report.entries()).isEqualTo(2);
    }

    @Test
    void aFullDiskUnderTheCheckPointsIsTroubleAndSealingGoesOn() throws Exception {
        Files.writeString(lab.folder, "a file where the folder should be");
        lab.record(entry());
        lab.sealer.work();

        assertThat(lab.sealer.trouble()).isPresent();
        assertThat(sealed()).isEqualTo(1);
        Files.delete(lab.folder);
        lab.sealer.work();
        assertThat(lab.sealer.trouble()).isEmpty();
        assertThat(lab.folder.resolve("checkpoints.jsonl")).exists();
    }
}
