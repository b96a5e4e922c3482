package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.fault.FaultyDisk;
import io.kedang.kernel.Refusal;
import io.kedang.sealing.suite.CryptoSuite;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

class MasterKeyTests {
    private static final byte[] SAMPLE = {1, 2, 3};

    @TempDir Path data;

    private Path keys() {
        return data.resolve("keys");
    }

    @Test
    void theSuiteIsChosenAtTheFirstStartForGood() throws Exception {
        for (var suite : CryptoSuite.values()) {
            var folder = data.resolve(suite.code());
            var source = new MasterFile(folder);
            var first = MasterKey.open(folder, source, suite);
            NamedKeys.open(folder, first);
            var mac = NamedKeys.open(folder, first).mac(NamedKeys.Name.AUDIT, "test");

            var later = MasterKey.open(folder, source, null);
            assertThat(later.suite()).isEqualTo(suite);
            assertThat(NamedKeys.open(folder, later).mac(NamedKeys.Name.AUDIT, "test").of(SAMPLE))
                    .isEqualTo(mac.of(SAMPLE));
            var before = Files.readAllBytes(folder.resolve(MasterKey.CANARY));
            var other = suite == CryptoSuite.SM ? CryptoSuite.STANDARD : CryptoSuite.SM;
            assertRefused(
                    () -> MasterKey.open(folder, source, other),
                    SealingProblem.SUITE_FIXED,
                    other.code());
            assertThat(folder.resolve(MasterKey.CANARY)).hasBinaryContent(before);
        }
    }

    @Test
    void theFirstStartMakesAKeyThatOnlyItsOwnerMayRead() throws Exception {
        TestKeys.master(keys());

        var file = keys().resolve("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
                .isEqualTo("rwx------");
        assertThat(Base64.getDecoder().decode(Files.readString(file).strip().substring(2)))
                .hasSize(32);
    }

    @Test
    void theSecondStartOpensTheSameKey() throws Exception {
        var wrapped = TestKeys.master(keys()).wrap("test", new byte[] {1, 2, 3});

        assertThat(TestKeys.master(keys()).unwrap("test", wrapped)).containsExactly(1, 2, 3);
    }

    @Test
    void aKeyWrappedForOnePurposeDoesNotOpenForAnother() throws Exception {
        var master = TestKeys.master(keys());
        var wrapped = master.wrap("segment 1", new byte[32]);

        assertThatThrownBy(() -> master.unwrap("segment 2", wrapped))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
        TestKeys.master(keys());
        for (var mode : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------"}) {
            Files.setPosixFilePermissions(
                    keys().resolve("master.key"), PosixFilePermissions.fromString(mode));
            assertRefused(() -> TestKeys.master(keys()), SealingProblem.MASTER_KEY_EXPOSED, mode);
        }
    }

    @Test
    void aKeyThatBelongsToAnotherUserIsRefused() throws Exception {
        var disk = new FaultyDisk(data);
        TestKeys.master(disk.root().resolve("keys"));
        disk.giveAway(keys().resolve("master.key"), "mallory");

        assertRefused(
                () -> TestKeys.master(disk.root().resolve("keys")),
                SealingProblem.MASTER_KEY_OF_ANOTHER,
                "mallory");
    }

    @Test
    void anotherKeyInTheSamePlaceIsRefused() throws Exception {
        TestKeys.master(keys());
        var other = Base64.getEncoder().encodeToString(new byte[32]);
        Files.writeString(keys().resolve("master.key"), "1 " + other + "\n");

        assertRefused(() -> TestKeys.master(keys()), SealingProblem.MASTER_KEY_WRONG, 1);
    }

    @Test
    void aKeyFileCutAnywhereIsRefused() throws Exception {
        TestKeys.master(keys());
        var file = keys().resolve("master.key");
        var key = Files.readString(file);
        for (int length = 0; length < key.indexOf('='); length++) {
            Files.writeString(file, key.substring(0, length));
            assertRefused(
                    () -> TestKeys.master(keys()),
                    SealingProblem.KEY_FILE_DAMAGED,
                    file.toString());
        }
    }

    @Test
    void aLostFileIsNeverReplacedByANewOneOverTheSameKeys() throws Exception {
        for (var lost : new String[] {"master.key", "master.canary", "named.keys"}) {
            var folder = data.resolve(lost + " lost");
            KeyFolders.open(folder).close();
            Files.delete(folder.resolve(lost));
            assertRefused(() -> KeyFolders.open(folder), SealingProblem.KEY_FILE_MISSING, lost);
            assertThat(folder.resolve(lost)).doesNotExist();
        }
    }

    @Test
    void aFirstStartThatIsKilledAtAnyCallIsFinishedByTheNext() throws Exception {
        for (int n = 1; ; n++) {
            var disk = new FaultyDisk(Files.createDirectory(data.resolve("run" + n)));
            var folder = disk.root().resolve("keys");
            disk.failAt(n, FaultyDisk.Fault.KILLED);
            boolean finished = starts(folder);
            disk.restartAfterPowerCut();
            assertThat(starts(folder)).as("start after a kill at call %d", n).isTrue();
            if (finished) {
                assertThat(n).isGreaterThan(10);
                return;
            }
        }
    }

    private static boolean starts(Path folder) {
        try {
            KeyFolders.open(folder).close();
            return true;
        } catch (Refusal e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
            return false;
        }
    }

    private static void assertRefused(
            ThrowingCallable start, SealingProblem problem, Object argument) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(problem);
                            assertThat(e.arguments()).contains(argument);
                        });
    }

    @Test
    void keysNeverShowThemselves() throws Exception {
        var master = TestKeys.master(keys());
        var named = NamedKeys.open(keys(), master);
        var subject = KeyFolders.subjects(1).getFirst();
        try (var store = KeyFolders.open(keys())) {
            store.newKey(subject);
            assertThat(master).hasToString("MasterKey[1]");
            assertThat(named).hasToString("NamedKeys[BLIND_INDEX, AUDIT, SIGN_IN, AUDIT_SIGNING]");
            assertThat(store).hasToString("KeyStore[1 keys]");
            assertThat(store.get(subject)).hasToString("DataKey[version=1]");
        }
    }
}
