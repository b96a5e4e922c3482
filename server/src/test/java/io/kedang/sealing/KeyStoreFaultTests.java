package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.fault.FaultyDisk;
import io.kedang.fault.FaultyDisk.Fault;
import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Every call to the disk fails once, in every way, with and without a power cut after it, and once
/// more while the damage is being repaired. What the store acknowledged must hold.
class KeyStoreFaultTests {
    private static final String CONTEXT = "customer|1|phone";

    @TempDir Path data;

    /// What the store said yes to.
    private static final class Acknowledged {
        final Map<UUID, String> sealed = new HashMap<>();
        final Set<UUID> erased = new HashSet<>();
        final Set<UUID> erasing = new HashSet<>();
        boolean finished;
    }

    @Test
    void everyFailingCallLeavesAllAcknowledgedKeys() throws Exception {
        for (var fault : Fault.values()) {
            loop(fault, false, false);
        }
    }

    @Test
    void everyFailingCallWithAMirrorLeavesAllAcknowledgedKeys() throws Exception {
        loop(Fault.DISK_FULL, false, true);
        loop(Fault.KILLED, false, true);
    }

    @Test
    void everyPowerCutLeavesAllAcknowledgedKeys() throws Exception {
        loop(Fault.KILLED, true, false);
        loop(Fault.KILLED, true, true);
    }

    @Test
    void aSecondFaultDuringRecoveryLeavesAllAcknowledgedKeys() throws Exception {
        for (int n = 1; ; n += 5) {
            int second = -n % 3;
            boolean recovered = false;
            Acknowledged work = null;
            while (!recovered) {
                second += 3;
                var disk = newDisk(true);
                disk.failAt(n, Fault.KILLED);
                work = work(disk, true);
                disk.restartAfterPowerCut();
                disk.failAt(second, Fault.KILLED);
                recovered = reopens(disk, true);
                disk.restartAfterPowerCut();
                check(disk, true, work, "kill at " + n + ", then at " + second);
            }
            if (work.finished) {
                return;
            }
        }
    }

    @Test
    void halfABlockThatFailedDoesNotComeBackOverAKeyGivenLater() throws Exception {
        var disk = newDisk(false);
        var subjects = KeyFolders.subjects(5);
        String sealed;
        try (var store = open(disk, false)) {
            store.newKey(subjects.getFirst());
            disk.failAt(1, Fault.DISK_FULL);
            assertThatThrownBy(() -> store.newKeys(subjects))
                    .isInstanceOf(UncheckedIOException.class);
            store.newKey(subjects.get(2));
            sealed = new FieldCipher(store).seal(subjects.get(2), CONTEXT, "text");
        }
        try (var store = open(disk, false)) {
            assertThat(new FieldCipher(store).unseal(subjects.get(2), CONTEXT, sealed))
                    .isEqualTo("text");
        }
    }

    @Test
    void aFaultThatLeavesOpenWhatIsOnTheDiskStopsTheStoreUntilTheNextStart() throws Exception {
        var disk = newDisk(false);
        var subjects = KeyFolders.subjects(3);
        try (var store = open(disk, false)) {
            store.newKey(subjects.getFirst());
            disk.failFrom(1, 2, Fault.DISK_FULL);
            assertThatThrownBy(() -> store.newKeys(subjects))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> store.newKey(subjects.get(1)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("fault DISK_FULL at call 1");
            assertThat(store.trouble()).isPresent();
            assertThat(store.getOnce(subjects.getFirst()).version()).isEqualTo(1);
        }
        try (var store = open(disk, false)) {
            store.newKeys(subjects);
            assertThat(store.trouble()).isEmpty();
        }
    }

    private void loop(Fault fault, boolean powerCut, boolean mirrored) throws Exception {
        for (int n = 1; ; n++) {
            var disk = newDisk(mirrored);
            disk.failAt(n, fault);
            var work = work(disk, mirrored);
            boolean reached = disk.calls() >= n;
            if (powerCut) {
                disk.restartAfterPowerCut();
            } else {
                disk.restart();
            }
            check(disk, mirrored, work, fault + " at call " + n);
            if (!reached) {
                assertThat(n).isGreaterThan(30);
                return;
            }
        }
    }

    /// A disk on which the program has been started once; faults of that have their own test.
    private FaultyDisk newDisk(boolean mirrored) throws IOException {
        var disk = new FaultyDisk(Files.createTempDirectory(data, "disk"));
        open(disk, mirrored).close();
        return disk;
    }

    /// Keys, blocks of keys and an erasure; goes on after a failure as a program does.
    private static Acknowledged work(FaultyDisk disk, boolean mirrored) {
        var done = new Acknowledged();
        var subjects = KeyFolders.subjects(8);
        try (var store = open(disk, mirrored)) {
            newKeys(store, subjects.subList(0, 3), done);
            newKeys(store, subjects.subList(3, 4), done);
            erase(store, subjects.subList(0, 2), done);
            newKeys(store, subjects.subList(4, 6), done);
            erase(store, subjects.subList(5, 6), done);
            newKeys(store, subjects.subList(6, 8), done);
            done.finished = done.sealed.size() == 5;
        } catch (Refusal e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
        }
        return done;
    }

    private static void newKeys(KeyStore store, List<UUID> subjects, Acknowledged done) {
        try {
            store.newKeys(subjects);
            for (var subject : subjects) {
                done.sealed.put(
                        subject, new FieldCipher(store).seal(subject, CONTEXT, "" + subject));
            }
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static void erase(KeyStore store, List<UUID> subjects, Acknowledged done) {
        done.erasing.addAll(subjects);
        try {
            store.erase(subjects);
            done.erased.addAll(subjects);
            done.sealed.keySet().removeAll(subjects);
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageContaining("erasure");
        }
    }

    private static KeyStore open(FaultyDisk disk, boolean mirrored) {
        var mirror = mirrored ? disk.root().resolve("mirror") : null;
        return KeyFolders.open(disk.root().resolve("keys"), mirror);
    }

    private static boolean reopens(FaultyDisk disk, boolean mirrored) {
        try {
            open(disk, mirrored).close();
            return true;
        } catch (Refusal e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
            return false;
        }
    }

    private static void check(FaultyDisk disk, boolean mirrored, Acknowledged done, String when)
            throws IOException {
        try (var store = open(disk, mirrored)) {
            var cipher = new FieldCipher(store);
            assertThat(store.verify().damaged()).as(when).isEmpty();
            done.sealed.forEach(
                    (subject, text) -> {
                        if (!done.erasing.contains(subject)) {
                            assertThat(cipher.unseal(subject, CONTEXT, text))
                                    .as(when)
                                    .isEqualTo("" + subject);
                        }
                    });
            assertThat(done.erased).as(when).allMatch(store::isErased);
            for (var folder : List.of("keys/subjects", "mirror")) {
                assertThat(FaultyDisk.names(disk.root().resolve(folder)))
                        .as(when)
                        .filteredOn(name -> name.endsWith(".keys") || name.endsWith(".new"))
                        .filteredOn(name -> !name.equals("named.keys"))
                        .hasSizeLessThan(2);
            }
            store.newKey(UUID.randomUUID());
            assertThat(store.verify().isSound()).as(when).isTrue();
        }
    }
}
