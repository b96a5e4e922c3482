package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kedang.kernel.Refusal;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

class KeyBackupsTests {
    private static final String CONTEXT = "customer|mobile";
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path data;
    private Instant now = Instant.parse("2026-11-01T09:30:00Z");
    private final InstantSource clock = () -> now;
    private MasterKey master;
    private NamedKeys named;
    private KeyStore store;
    private KeyBackups backups;

    @BeforeEach
    void open() {
        master = TestKeys.master(keys());
        named = NamedKeys.open(keys(), master);
        store = KeyStore.open(keys(), null, KeyBackups.tombstones(folder()), master, clock);
        backups = new KeyBackups(keys(), folder(), master, store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Path keys() {
        return data.resolve("keys");
    }

    private Path folder() {
        return data.resolve("copies");
    }

    private List<Path> copies() throws IOException {
        try (var all = Files.newDirectoryStream(folder(), "*.copy")) {
            var copies = new ArrayList<Path>();
            all.forEach(copies::add);
            copies.sort(Comparator.naturalOrder());
            return copies;
        }
    }

    private void days(int days) {
        for (int hour = 0; hour < 24 * days; hour++) {
            now = now.plus(HOUR);
            backups.work();
        }
    }

    private void lose(Path folder) throws IOException {
        store.close();
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private KeyReport restore(Path copy) {
        return KeyBackups.restore(copy, keys(), null, folder(), new MasterFile(keys()), clock);
    }

    private static void assertRefused(ThrowingCallable act, SealingProblem problem) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void thereIsOneADayAndNoneOlderThanSevenDays() throws IOException {
        backups.work();
        assertThat(copies()).hasSize(1);
        days(30);
        assertThat(copies()).hasSize(8);
        assertThat(copies().getFirst().getFileName().toString())
                .isEqualTo("keys-20261124T093000Z.copy");
        assertThat(backups.state().newest()).isEqualTo(now);
        assertThat(Files.getPosixFilePermissions(copies().getFirst()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(backups.verify()).isEmpty();
    }

    @Test
    void aLostStoreComesBackFromACopyWithTheKeysOfTheHouse() throws IOException {
        var subjects = KeyFolders.subjects(70_000);
        store.newKeys(subjects);
        var cipher = new FieldCipher(store);
        var first = cipher.seal(subjects.getFirst(), CONTEXT, "13812345678");
        var last = cipher.seal(subjects.getLast(), CONTEXT, "13987654321");
        var token = new BlindIndex(named).token("mobile", "13812345678");
        backups.work();
        lose(keys().resolve(KeyStore.FOLDER));
        Files.delete(keys().resolve(NamedKeys.FILE));

        var report = restore(copies().getFirst());
        assertThat(report.isSound()).isTrue();
        assertThat(report.keys()).isEqualTo(70_000);
        open();
        var after = new FieldCipher(store);
        assertThat(after.unseal(subjects.getFirst(), CONTEXT, first)).isEqualTo("13812345678");
        assertThat(after.unseal(subjects.getLast(), CONTEXT, last)).isEqualTo("13987654321");
        assertThat(new BlindIndex(named).token("mobile", "13812345678")).isEqualTo(token);
    }

    @Test
    void whatWasErasedSinceIsErasedAgain() throws IOException {
        var subjects = KeyFolders.subjects(3);
        store.newKeys(subjects);
        var sealed = new FieldCipher(store).seal(subjects.getFirst(), CONTEXT, "13812345678");
        backups.work();
        store.erase(List.of(subjects.getFirst()));
        lose(keys().resolve(KeyStore.FOLDER));

        var report = restore(copies().getFirst());
        assertThat(report.keys()).isEqualTo(2);
        assertThat(report.erased()).isEqualTo(1);
        open();
        assertThatThrownBy(
                        () -> new FieldCipher(store).unseal(subjects.getFirst(), CONTEXT, sealed))
                .isInstanceOfSatisfying(
                        SealBroken.class,
                        e -> assertThat(e.reason()).isEqualTo(SealBroken.Reason.ERASED));
        assertThat(store.verify().isSound()).isTrue();
    }

    /// Until then a copy and the master key together hold it; after it nothing does.
    @Test
    void sevenDaysAfterAnErasureNoCopyHoldsTheKey() throws Exception {
        var gone = UUID.randomUUID();
        var stays = UUID.randomUUID();
        store.newKeys(List.of(gone, stays));
        backups.work();
        days(3);
        now = now.plusSeconds(60);
        store.erase(List.of(gone));
        assertThat(holding(gone)).isEqualTo(4);
        days(6);
        assertThat(holding(gone)).isPositive();
        days(1);
        now = now.plusSeconds(60);
        backups.work();
        assertThat(holding(gone)).isZero();
        assertThat(holding(stays)).isEqualTo(copies().size());
    }

    /// Copies with a key of the subject that was not erased.
    private int holding(UUID subject) throws Exception {
        int holding = 0;
        for (var copy : copies()) {
            var found = new ArrayList<UUID>();
            KeyCopyFile.read(
                    copy,
                    master,
                    (name, content) -> {
                        if (name.endsWith(".keys") && !name.equals(NamedKeys.FILE)) {
                            var records = ByteBuffer.wrap(content);
                            for (int at = 0; at < content.length; at += KeyRecord.SIZE) {
                                if (!KeyRecord.isErased(records, at)) {
                                    found.add(KeyRecord.subject(records, at));
                                }
                            }
                        }
                    });
            if (found.contains(subject)) {
                holding++;
            }
        }
        return holding;
    }

    @Test
    void everyChangedByteIsNoticedAndNothingIsRestoredFromIt() throws IOException {
        store.newKeys(KeyFolders.subjects(200));
        backups.work();
        var copy = copies().getFirst();
        var whole = Files.readAllBytes(copy);
        for (int at = 0; at < whole.length; at += 97) {
            var changed = whole.clone();
            changed[at] ^= 4;
            Files.write(copy, changed);
            assertThat(backups.verify()).as("byte %d", at).hasSize(1);
        }
        for (int length : new int[] {0, 10, 60, whole.length / 2, whole.length - 1}) {
            Files.write(copy, Arrays.copyOf(whole, length));
            assertThat(backups.verify()).as("length %d", length).hasSize(1);
        }
        lose(keys().resolve(KeyStore.FOLDER));
        assertRefused(() -> restore(copy), SealingProblem.COPY_DAMAGED);
        Files.write(copy, whole);
        assertThat(restore(copy).keys()).isEqualTo(200);
    }

    @Test
    void itTellsNothingOfWhomTheKeysAre() throws IOException {
        var subject = UUID.randomUUID();
        store.newKey(subject);
        backups.work();
        var bytes = Files.readAllBytes(copies().getFirst());
        var wanted =
                ByteBuffer.allocate(16)
                        .putLong(subject.getMostSignificantBits())
                        .putLong(subject.getLeastSignificantBits())
                        .array();
        assertThat(new String(bytes, ISO_8859_1)).doesNotContain(new String(wanted, ISO_8859_1));
    }

    @Test
    void keysThatAreThereAreNotOverwritten() throws IOException {
        store.newKey(UUID.randomUUID());
        backups.work();
        assertRefused(() -> restore(copies().getFirst()), SealingProblem.KEYS_STILL_THERE);
        assertRefused(() -> restore(folder()), SealingProblem.COPY_MISSING);
        assertThat(store.verify().keys()).isEqualTo(1);
    }

    @Test
    void aRotationOfTheMasterKeyLeavesNoCopyThatNothingOpens() throws IOException {
        store.newKey(UUID.randomUUID());
        backups.work();
        var rotation = new MasterRotation(master, named, store);
        rotation.begin();
        now = now.plusSeconds(60);
        assertThatThrownBy(backups::make).isInstanceOf(Refusal.class);
        while (rotation.step()) {}
        rotation.finish();
        backups.makeIfChanged();
        assertThat(copies()).hasSize(1);
        assertThat(backups.verify()).isEmpty();
        assertThat(backups.state().trouble()).isNull();
        backups.makeIfChanged();
        assertThat(backups.state().newest()).isEqualTo(now);
    }

    @Test
    void atTheEndOneIsMadeWhenSomethingIsNew() throws IOException {
        backups.work();
        now = now.plusSeconds(60);
        backups.makeIfChanged();
        assertThat(copies()).hasSize(1);
        store.newKey(UUID.randomUUID());
        backups.makeIfChanged();
        assertThat(copies()).hasSize(2);
    }

    /// With the copy and the shares alone: the sample comes back first, then the master key.
    @Test
    void withTheMasterKeyLostTooItComesBackByTheShares() throws IOException {
        store.newKey(UUID.randomUUID());
        var shares = new KeyRecovery(keys(), master, clock).split();
        backups.work();
        lose(keys());
        var copy = copies().getFirst();
        assertRefused(() -> restore(copy), SealingProblem.KEY_FILE_MISSING);
        KeyRecovery.recover(keys(), shares.subList(0, 3));
        assertThat(restore(copy).keys()).isEqualTo(1);
    }

    /// The folder is a file: nothing can be made, and that is told until something can.
    @Test
    void whatKeepsACopyFromBeingMadeIsToldAndKeepsNobodyFromWorking() throws IOException {
        lose(folder());
        Files.writeString(folder(), "in the way");
        store = KeyStore.open(keys(), null, KeyBackups.tombstones(folder()), master, clock);
        backups = new KeyBackups(keys(), folder(), master, store, clock);
        backups.work();
        assertThat(backups.state().trouble()).isNotNull();
        var subject = UUID.randomUUID();
        store.newKey(subject);
        store.erase(List.of(subject));
        Files.delete(folder());
        backups.work();
        assertThat(backups.state().trouble()).isNull();
        assertThat(copies()).hasSize(1);
    }
}
