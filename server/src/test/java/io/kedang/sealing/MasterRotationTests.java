package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.fault.FaultyDisk;
import io.kedang.fault.FaultyDisk.Fault;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.KeyFolders.House;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;

@Tag("s13")
class MasterRotationTests {
    private static final String CONTEXT = "customer|1|phone";

    @TempDir Path data;

    private Path keys() {
        return data.resolve("keys");
    }

    @Test
    void everythingOpensBeforeEveryStepAndAfterTheLast() throws Exception {
        var subjects = KeyFolders.subjects(3);
        try (var house = House.open(keys(), data.resolve("mirror"))) {
            house.store().newKeys(subjects.subList(0, 2));
            var sealed = house.cipher().seal(subjects.getFirst(), CONTEXT, "13812345678");
            var token = new BlindIndex(house.named()).token("phone", "13812345678");
            var rotation = house.rotation();
            rotation.begin();
            assertThat(rotation.state())
                    .isEqualTo(new MasterRotation.State(MasterSource.Kind.FILE, 2, true, 0, 2));
            house.store().newKey(subjects.get(2));
            do {
                assertThat(house.cipher().unseal(subjects.getFirst(), CONTEXT, sealed))
                        .isEqualTo("13812345678");
            } while (rotation.step());
            rotation.finish();

            assertThat(rotation.state())
                    .isEqualTo(new MasterRotation.State(MasterSource.Kind.FILE, 2, false, 2, 2));
            assertThat(house.store().verify()).isEqualTo(new KeyReport(3, 0, List.of()));
            assertThat(Files.readAllLines(keys().resolve("master.key")))
                    .singleElement()
                    .asString()
                    .startsWith("2 ");
            try (var after = reopened(house)) {
                assertThat(after.cipher().unseal(subjects.getFirst(), CONTEXT, sealed))
                        .isEqualTo("13812345678");
                assertThat(new BlindIndex(after.named()).token("phone", "13812345678"))
                        .isEqualTo(token);
            }
        }
    }

    private House reopened(House house) {
        house.close();
        return House.open(keys(), data.resolve("mirror"));
    }

    @Test
    void whoeverHadTheOldMasterKeyAndItsSegmentKeysOpensNothingWrittenAfterwards()
            throws Exception {
        var subjects = KeyFolders.subjects(3);
        try (var house = House.open(keys(), null)) {
            house.store().newKeys(subjects);
            var stolen = Segment.decode(list(), house.master()).getFirst();
            var old = Files.createDirectories(data.resolve("thief"));
            Files.copy(keys().resolve("master.key"), old.resolve("master.key"));
            rotate(house);

            var thief = TestKeys.master(old);
            assertThatThrownBy(() -> Segment.decode(list(), thief))
                    .isInstanceOf(GeneralSecurityException.class);
            var records =
                    java.nio.ByteBuffer.wrap(Files.readAllBytes(KeyFolders.segment(keys(), 0)));
            assertThatThrownBy(() -> KeyRecord.open(records, 0, stolen.key()))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    private byte[] list() throws IOException {
        return Files.readAllBytes(keys().resolve("subjects/segments"));
    }

    @Test
    void keysOfManySegmentsAreRenewedASegmentAtATimeAndErasedOnesStayErased() {
        var subjects = KeyFolders.subjects(Segment.RECORDS + 500);
        try (var house = House.open(keys(), null)) {
            house.store().newKeys(subjects);
            house.store().erase(List.of(subjects.get(1)));
            var rotation = house.rotation();
            rotation.begin();
            int steps = 1;
            while (rotation.step()) {
                assertThat(rotation.state().done()).isEqualTo(steps++);
            }
            rotation.finish();
            assertThat(steps).isEqualTo(3);
            assertThat(house.store().verify())
                    .isEqualTo(new KeyReport(subjects.size() - 1, 1, List.of()));
        }
    }

    @Test
    void everyVersionOfAKeyOfTheHouseIsKeptThroughARotation() {
        try (var house = House.open(keys(), data.resolve("mirror"))) {
            var old = mac(house, 1);
            assertThat(house.named().addVersion(NamedKeys.Name.AUDIT)).isEqualTo(2);
            var fresh = mac(house, 2);
            assertThat(fresh).isNotEqualTo(old);
            rotate(house);
            try (var after = reopened(house)) {
                assertThat(after.named().version(NamedKeys.Name.AUDIT)).isEqualTo(2);
                assertThat(after.named().version(NamedKeys.Name.BLIND_INDEX)).isEqualTo(1);
                assertThat(mac(after, 1)).isEqualTo(old);
                assertThat(mac(after, 2)).isEqualTo(fresh);
            }
        }
        assertThat(data.resolve("mirror/named.keys"))
                .hasSameBinaryContentAs(keys().resolve("named.keys"));
    }

    private static byte[] mac(House house, int version) {
        return house.named().mac(NamedKeys.Name.AUDIT, version, "test").of(new byte[8]);
    }

    @Test
    void aRotationThatIsBegunTwiceMakesOneVersion() {
        try (var house = House.open(keys(), null)) {
            house.rotation().begin();
            house.rotation().begin();
            assertThat(house.master()).hasToString("MasterKey[1, 2]");
        }
    }

    @Test
    void anOldVersionIsNotDestroyedWhileSomethingHangsOnIt() {
        try (var house = House.open(keys(), null)) {
            house.store().newKey(UUID.randomUUID());
            house.rotation().begin();
            assertThatThrownBy(() -> house.rotation().finish())
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            e ->
                                    assertThat(e.problem())
                                            .isEqualTo(SealingProblem.ROTATION_STOPPED));
            assertThat(house.master()).hasToString("MasterKey[1, 2]");
        }
    }

    @Test
    void aVersionThatIsStillNeededMayNotBeTakenAway() throws Exception {
        try (var house = House.open(keys(), null)) {
            house.rotation().begin();
        }
        var file = keys().resolve("master.key");
        Files.writeString(file, Files.readAllLines(file).getLast() + "\n");
        assertThatThrownBy(() -> TestKeys.master(keys()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(SealingProblem.MASTER_KEY_MISSING);
                            assertThat(e.arguments()).contains(1);
                        });
    }

    /// Every call to the disk fails once, as an error and as a kill with a power cut; after the
    /// next start every key opens, and the rotation goes on to its end.
    @Test
    void aRotationThatIsInterruptedAtAnyCallGoesOn() throws Exception {
        interruptEverywhere(Fault.KILLED, false);
        interruptEverywhere(Fault.KILLED, true);
        interruptEverywhere(Fault.DISK_FULL, true);
    }

    private void interruptEverywhere(Fault fault, boolean mirrored) throws Exception {
        for (int n = 1; ; n++) {
            var disk = new FaultyDisk(Files.createTempDirectory(data, "disk"));
            var folder = disk.root().resolve("keys");
            var mirror = mirrored ? disk.root().resolve("mirror") : null;
            var subjects = KeyFolders.subjects(4);
            String sealed;
            try (var house = House.open(folder, mirror)) {
                house.store().newKeys(subjects.subList(0, 3));
                house.store().erase(subjects.subList(2, 3));
                sealed = house.cipher().seal(subjects.getFirst(), CONTEXT, "text");
            }
            disk.failAt(n, fault);
            boolean finished = rotates(folder, mirror);
            boolean reached = disk.calls() >= n;
            disk.restartAfterPowerCut();
            var when = fault + " at call " + n;
            try (var house = House.open(folder, mirror)) {
                assertThat(house.cipher().unseal(subjects.getFirst(), CONTEXT, sealed))
                        .as(when)
                        .isEqualTo("text");
                assertThat(house.store().verify())
                        .as(when)
                        .isEqualTo(new KeyReport(2, 1, List.of()));
                assertThat(finished && house.master().hasFormer()).as(when).isFalse();
                house.store().newKey(subjects.get(3));
                rotate(house);
                assertThat(house.master().hasFormer()).as(when).isFalse();
            }
            try (var house = House.open(folder, mirror)) {
                assertThat(house.cipher().unseal(subjects.getFirst(), CONTEXT, sealed))
                        .as(when)
                        .isEqualTo("text");
                assertThat(house.store().verify())
                        .as(when)
                        .isEqualTo(new KeyReport(3, 1, List.of()));
            }
            if (!reached) {
                assertThat(finished).isTrue();
                assertThat(n).isGreaterThan(30);
                return;
            }
        }
    }

    private static boolean rotates(Path folder, Path mirror) {
        try (var house = House.open(folder, mirror)) {
            rotate(house);
            return true;
        } catch (Refusal e) {
            assertThat(e).hasCauseInstanceOf(Exception.class);
            return false;
        }
    }

    private static void rotate(House house) {
        var rotation = house.rotation();
        rotation.begin();
        while (rotation.step()) {}
        rotation.finish();
    }
}
