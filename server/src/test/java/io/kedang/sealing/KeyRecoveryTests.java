package io.kedang.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.KeyFolders.House;
import io.kedang.sealing.recovery.RecoveryShare;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

class KeyRecoveryTests {
    private static final String CONTEXT = "customer|1|phone";
    private final UUID subject = UUID.randomUUID();

    @TempDir Path data;

    private Path keys() {
        return data.resolve("keys");
    }

    private static KeyRecovery recovery(Path folder, House house) {
        return new KeyRecovery(folder, house.master(), InstantSource.system());
    }

    /// A house with one sealed value, whose master key is then lost.
    private List<RecoveryShare> lose(Path folder) throws Exception {
        try (var house = House.open(folder, null)) {
            house.store().newKey(subject);
            Files.writeString(
                    data.resolve("sealed"), house.cipher().seal(subject, CONTEXT, "13812345678"));
            var shares = recovery(folder, house).split();
            Files.delete(folder.resolve("master.key"));
            return shares;
        }
    }

    @Test
    void anyThreeOfFiveSharesBringTheMasterKeyBack() throws Exception {
        var shares = lose(keys());
        assertThat(shares).hasSize(5);
        for (int a = 0; a < 5; a++) {
            for (int b = a + 1; b < 5; b++) {
                for (int c = b + 1; c < 5; c++) {
                    var typed =
                            List.of(shares.get(c), shares.get(a), shares.get(b)).stream()
                                    .map(RecoveryShare::text)
                                    .map(KeyRecovery::read)
                                    .toList();
                    assertThat(KeyRecovery.recover(keys(), typed)).isEqualTo(1);
                    try (var house = House.open(keys(), null)) {
                        var sealed = Files.readString(data.resolve("sealed"));
                        assertThat(house.cipher().unseal(subject, CONTEXT, sealed))
                                .isEqualTo("13812345678");
                    }
                    var file = keys().resolve("master.key");
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void fewerSharesOrTheSameOneTwiceBringNothing() throws Exception {
        var shares = lose(keys());
        var twice = List.of(shares.get(0), shares.get(1), shares.get(1));
        assertRefused(
                () -> KeyRecovery.recover(keys(), twice), SealingProblem.SHARES_TOO_FEW, 3, 2);
        assertRefused(
                () -> KeyRecovery.recover(keys(), List.of()), SealingProblem.SHARES_TOO_FEW, 3, 0);
        assertThat(keys().resolve("master.key")).doesNotExist();
    }

    @Test
    void sharesOfTwoSetsOrOfOtherKeysBringNothing() throws Exception {
        var shares = lose(keys());
        var others = lose(data.resolve("other"));
        assertRefused(
                () ->
                        KeyRecovery.recover(
                                keys(), List.of(shares.get(0), shares.get(1), others.get(2))),
                SealingProblem.SHARES_MIXED);
        assertRefused(
                () -> KeyRecovery.recover(keys(), others), SealingProblem.SHARES_OF_OTHER_KEYS, 1);
        assertThat(keys().resolve("master.key")).doesNotExist();
    }

    @Test
    void aKeyThatIsThereIsNotOverwrittenAndAnEmptyFolderGetsNone() throws Exception {
        var shares = lose(keys());
        KeyRecovery.recover(keys(), shares);
        assertRefused(() -> KeyRecovery.recover(keys(), shares), SealingProblem.NOTHING_TO_RECOVER);
        var empty = Files.createDirectory(data.resolve("empty"));
        assertRefused(() -> KeyRecovery.recover(empty, shares), SealingProblem.NO_KEYS_TO_OPEN);
    }

    @Test
    void sharesAreOfTheVersionThatIsInUseAndSayWhenTheyAreOld() {
        try (var house = House.open(keys(), null)) {
            var recovery = recovery(keys(), house);
            assertThat(recovery.state()).isEqualTo(new KeyRecovery.State(true, false, null));
            recovery.split();
            assertThat(recovery.state().current()).isTrue();
            var rotation = house.rotation();
            rotation.begin();
            assertRefused(recovery::split, SealingProblem.ROTATION_UNFINISHED);
            while (rotation.step()) {}
            rotation.finish();
            assertThat(recovery.state().current()).isFalse();
            assertThat(recovery.state().madeAt()).isNotNull();
            assertThat(recovery.split().getFirst().version()).isEqualTo(2);
            assertThat(recovery.state().current()).isTrue();
        }
    }

    @Test
    void whatIsTypedWrongIsSaidByItsGroup() throws Exception {
        var text = lose(keys()).getFirst().text();
        char last = text.charAt(16);
        var slip = text.substring(0, 16) + (last == '7' ? '8' : '7') + text.substring(17);
        assertRefused(() -> KeyRecovery.read(slip), SealingProblem.SHARE_MISTYPED, 3);
        assertRefused(
                () -> KeyRecovery.read(text.substring(0, 50)), SealingProblem.SHARE_LENGTH, 16);
    }

    private static void assertRefused(
            ThrowingCallable act, SealingProblem problem, Object... arguments) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(problem);
                            assertThat(e.arguments()).containsAll(List.of(arguments));
                        });
    }
}
