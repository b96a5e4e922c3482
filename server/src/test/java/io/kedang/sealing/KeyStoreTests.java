package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

class KeyStoreTests {
    private static final String CONTEXT = "customer|1|phone";

    @TempDir Path data;

    private Path keys() {
        return data.resolve("keys");
    }

    @Test
    void aKeyIsTheSameAfterOpeningAgain() {
        var subject = UUID.randomUUID();
        String sealed;
        try (var store = KeyFolders.open(keys())) {
            store.newKey(subject);
            sealed = new FieldCipher(store).seal(subject, CONTEXT, "13812345678");
        }
        try (var store = KeyFolders.open(keys())) {
            assertThat(new FieldCipher(store).unseal(subject, CONTEXT, sealed))
                    .isEqualTo("13812345678");
        }
    }

    @Test
    void aSubjectKeepsTheKeyThatItHas() throws Exception {
        var subjects = KeyFolders.subjects(3);
        try (var store = KeyFolders.open(keys())) {
            store.newKeys(subjects);
            var before = Files.readAllBytes(KeyFolders.segment(keys(), 0));
            store.newKeys(List.of(subjects.get(2), subjects.get(0), subjects.get(0)));
            assertThat(KeyFolders.segment(keys(), 0)).hasBinaryContent(before);
        }
    }

    @Test
    void aSubjectThatComesTwiceInOneBlockGetsOneKey() throws Exception {
        var subject = UUID.randomUUID();
        try (var store = KeyFolders.open(keys())) {
            store.newKeys(List.of(subject, subject));
            assertThat(store.verify().keys()).isEqualTo(1);
        }
    }

    @Test
    void aBlockMayCrossSegments() {
        var subjects = KeyFolders.subjects(Segment.RECORDS + 500);
        try (var store = KeyFolders.open(keys())) {
            store.newKeys(subjects.subList(0, 60_000));
            store.newKeys(subjects.subList(60_000, subjects.size()));
        }
        try (var store = KeyFolders.open(keys())) {
            assertThat(subjects).allMatch(store::has);
            assertThat(store.verify()).isEqualTo(new KeyReport(subjects.size(), 0, List.of()));
        }
    }

    @Test
    void thirtyTwoThreadsGetKeysThatAllSurvive() throws Exception {
        var own = new ArrayList<List<UUID>>();
        var shared = KeyFolders.subjects(20);
        try (var store = KeyFolders.open(keys());
                var threads = Executors.newFixedThreadPool(32)) {
            var start = new CountDownLatch(1);
            var work = new ArrayList<Callable<Object>>();
            for (int thread = 0; thread < 32; thread++) {
                var mine = KeyFolders.subjects(20);
                own.add(mine);
                work.add(
                        () -> {
                            start.await();
                            for (int i = 0; i < 20; i++) {
                                store.newKey(mine.get(i));
                                store.newKey(shared.get(i));
                                assertThat(store.get(shared.get(i)).version()).isEqualTo(1);
                            }
                            return null;
                        });
            }
            var results = work.stream().map(threads::submit).toList();
            start.countDown();
            for (var result : results) {
                result.get();
            }
        }
        try (var store = KeyFolders.open(keys())) {
            assertThat(own).allSatisfy(mine -> assertThat(mine).allMatch(store::has));
            assertThat(store.verify()).isEqualTo(new KeyReport(32 * 20 + 20, 0, List.of()));
        }
    }

    @Test
    void aRecordTornAtAnyByteIsCutOffAndTheOthersStay() throws Exception {
        var subjects = KeyFolders.subjects(3);
        try (var store = KeyFolders.open(keys())) {
            store.newKeys(subjects);
        }
        var file = KeyFolders.segment(keys(), 0);
        var whole = Files.readAllBytes(file);
        for (int length = 2 * KeyRecord.SIZE; length < 3 * KeyRecord.SIZE; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            var torn = new byte[3 * KeyRecord.SIZE];
            System.arraycopy(whole, 0, torn, 0, length);
            for (var content : List.of(java.util.Arrays.copyOf(whole, length), torn)) {
                if (java.util.Arrays.equals(content, whole)) {
                    continue; // one record in 256 ends with the zero that a torn one ends with
                }
                Files.write(file, content);
                try (var store = KeyFolders.open(keys())) {
                    assertThat(store.has(subjects.get(2))).isFalse();
                    assertThat(store.verify()).isEqualTo(new KeyReport(2, 0, List.of()));
                    store.newKey(subjects.get(2));
                }
                try (var store = KeyFolders.open(keys())) {
                    assertThat(store.verify()).isEqualTo(new KeyReport(3, 0, List.of()));
                }
            }
        }
    }

    @Test
    void everyDamagedRecordIsNamedAndOnlyThatOneIsLost() throws Exception {
        var subjects = KeyFolders.subjects(3);
        try (var store = KeyFolders.open(keys())) {
            store.newKeys(subjects);
        }
        var file = KeyFolders.segment(keys(), 0);
        for (int at = KeyRecord.SIZE + 16; at < 2 * KeyRecord.SIZE; at++) {
            KeyFolders.flip(file, at);
            try (var store = KeyFolders.open(keys())) {
                assertThat(store.verify().damaged())
                        .singleElement()
                        .asString()
                        .contains("record 1", subjects.get(1).toString());
                assertThatThrownBy(() -> store.get(subjects.get(1)))
                        .isInstanceOfSatisfying(
                                SealBroken.class,
                                e ->
                                        assertThat(e.reason())
                                                .isEqualTo(SealBroken.Reason.DAMAGED_KEY));
                store.get(subjects.get(2));
            }
            KeyFolders.flip(file, at);
        }
    }

    @Test
    void erasureLeavesNoByteOfTheWrappedKeyInAnyFile() throws Exception {
        var subjects = KeyFolders.subjects(100);
        try (var store = KeyFolders.open(keys(), data.resolve("mirror"))) {
            store.newKeys(subjects);
            store.get(subjects.get(7));
            var wrapped = KeyFolders.wrapped(keys(), 7);
            var sealed = new FieldCipher(store).seal(subjects.get(8), CONTEXT, "stays");
            assertThat(KeyFolders.holding(data, wrapped)).hasSize(2);

            store.erase(List.of(subjects.get(7)));

            for (int part = 0; part < 60; part += 10) {
                assertThat(
                                KeyFolders.holding(
                                        data,
                                        java.util.Arrays.copyOfRange(wrapped, part, part + 10)))
                        .isEmpty();
            }
            assertThat(store.isErased(subjects.get(7))).isTrue();
            assertThat(new FieldCipher(store).unseal(subjects.get(8), CONTEXT, sealed))
                    .isEqualTo("stays");
            assertThat(store.verify()).isEqualTo(new KeyReport(99, 1, List.of()));
        }
    }

    @Test
    void anErasedSubjectNeverGetsAKeyAgain() {
        var subject = UUID.randomUUID();
        var unknown = UUID.randomUUID();
        try (var store = KeyFolders.open(keys())) {
            store.newKey(subject);
            store.erase(List.of(subject, unknown));
        }
        try (var store = KeyFolders.open(keys())) {
            for (var gone : List.of(subject, unknown)) {
                assertThat(store.has(gone)).isFalse();
                assertThatThrownBy(() -> store.newKey(gone)).isInstanceOf(SealBroken.class);
                assertThatThrownBy(() -> store.get(gone))
                        .isInstanceOfSatisfying(
                                SealBroken.class,
                                e -> assertThat(e.reason()).isEqualTo(SealBroken.Reason.ERASED));
            }
        }
    }

    @Test
    void aSegmentBroughtBackFromABackupIsErasedAgain() throws Exception {
        var subjects = KeyFolders.subjects(5);
        byte[] list;
        byte[] records;
        var file = keys().resolve("subjects/000000-000000.keys");
        try (var store = KeyFolders.open(keys())) {
            store.newKeys(subjects);
            list = Files.readAllBytes(keys().resolve("subjects/segments"));
            records = Files.readAllBytes(file);
            store.erase(subjects.subList(0, 1));
        }
        Files.write(keys().resolve("subjects/segments"), list);
        Files.write(file, records);

        try (var store = KeyFolders.open(keys())) {
            assertThat(store.verify()).isEqualTo(new KeyReport(4, 1, List.of()));
            assertThat(KeyFolders.holding(keys(), java.util.Arrays.copyOfRange(records, 20, 40)))
                    .isEmpty();
        }
    }

    @Test
    void theMirrorGivesBackWhatTheFirstCopyLost() throws Exception {
        var subjects = KeyFolders.subjects(5);
        var mirror = data.resolve("mirror");
        try (var store = KeyFolders.open(keys())) {
            store.newKeys(subjects.subList(0, 3));
        }
        try (var store = KeyFolders.open(keys(), mirror)) {
            store.newKeys(subjects.subList(3, 5));
        }
        var file = KeyFolders.segment(keys(), 0);
        var whole = Files.readAllBytes(file);
        KeyFolders.flip(file, 30);
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 4 * 84 + 3));

        try (var store = KeyFolders.open(keys(), mirror)) {
            assertThat(store.verify()).isEqualTo(new KeyReport(5, 0, List.of()));
        }
        assertThat(file).hasBinaryContent(whole);

        KeyFolders.flip(mirror.resolve(file.getFileName()), 100);
        KeyFolders.flip(file, 30);
        try (var store = KeyFolders.open(keys(), mirror)) {
            assertThat(store.verify().isSound()).isTrue();
        }
    }

    @Test
    void theMirrorHoldsAlsoTheKeysOfTheHouseButNeverTheMasterKey() throws Exception {
        var mirror = data.resolve("mirror");
        var master = TestKeys.master(keys());
        NamedKeys.open(keys(), mirror, master);
        KeyStore.open(keys(), mirror, master, java.time.InstantSource.system()).close();

        assertThat(mirror.resolve("named.keys"))
                .hasSameBinaryContentAs(keys().resolve("named.keys"));
        var key = Files.readString(keys().resolve("master.key")).substring(2).strip();
        assertThat(KeyFolders.holding(mirror, key.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @Test
    void aRecordDamagedUnderTheRunningProgramIsReadFromTheMirror() throws Exception {
        var subject = UUID.randomUUID();
        try (var store = KeyFolders.open(keys(), data.resolve("mirror"))) {
            store.newKey(subject);
            KeyFolders.flip(KeyFolders.segment(keys(), 0), 50);
            assertThat(store.get(subject).version()).isEqualTo(1);
            assertThat(store.verify().damaged()).hasSize(1);
        }
    }

    @Test
    void aMissingSegmentIsRefused() throws Exception {
        try (var store = KeyFolders.open(keys())) {
            store.newKey(UUID.randomUUID());
        }
        Files.delete(KeyFolders.segment(keys(), 0));
        assertThatThrownBy(() -> KeyFolders.open(keys()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(SealingProblem.SEGMENT_MISSING);
                            assertThat(e.arguments()).startsWith("000000-000000.keys");
                        });
    }

    @Test
    void aMissingOrDamagedListOfSegmentsIsRefusedAndNothingIsTouched() throws Exception {
        try (var store = KeyFolders.open(keys())) {
            store.newKey(UUID.randomUUID());
        }
        var list = keys().resolve("subjects/segments");
        var records = Files.readAllBytes(KeyFolders.segment(keys(), 0));
        KeyFolders.flip(list, 20);
        assertRefused(SealingProblem.SEGMENTS_LOST);
        Files.delete(list);
        assertRefused(SealingProblem.SEGMENTS_LOST);
        assertThat(KeyFolders.segment(keys(), 0)).hasBinaryContent(records);
    }

    private void assertRefused(SealingProblem problem) {
        assertThatThrownBy(() -> KeyFolders.open(keys()))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void aSecondProgramIsKeptOut() {
        try (var store = KeyFolders.open(keys())) {
            store.newKey(UUID.randomUUID());
            assertRefused(SealingProblem.KEYS_IN_USE);
        }
        KeyFolders.open(keys()).close();
    }

    @Test
    void aCancelledRequestDoesNotTakeTheStoreFromTheOthers() throws Exception {
        var subjects = KeyFolders.subjects(50);
        try (var store = KeyFolders.open(keys())) {
            var cancelled =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        Thread.currentThread().interrupt();
                                        store.newKeys(subjects);
                                        subjects.forEach(store::getOnce);
                                        assertThat(Thread.currentThread().isInterrupted()).isTrue();
                                    });
            cancelled.join();
            assertThat(subjects).allMatch(store::has);
            store.newKey(UUID.randomUUID());
            assertThat(store.getOnce(subjects.getFirst()).version()).isEqualTo(1);
        }
        try (var store = KeyFolders.open(keys())) {
            assertThat(store.verify()).isEqualTo(new KeyReport(51, 0, List.of()));
        }
    }
}
