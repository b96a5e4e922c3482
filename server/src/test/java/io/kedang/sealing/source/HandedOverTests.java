package io.kedang.sealing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.MasterRotation;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.SealingProblem;
import io.kedang.sealing.TestKeys;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

class HandedOverTests {
    @TempDir Path data;

    private static String key(int seed) {
        var key = new byte[32];
        key[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(key);
    }

    private MasterSource credential(String lines) throws IOException {
        Files.writeString(data.resolve("kedang-master-key"), lines);
        return HandedOver.credential(
                "kedang-master-key", Map.of("CREDENTIALS_DIRECTORY", data.toString())::get);
    }

    private static MasterSource variable(String lines) {
        return HandedOver.variable(Map.of(HandedOver.VARIABLE, lines)::get);
    }

    private MasterRotation open(MasterSource source) {
        var keys = data.resolve("keys");
        var master = TestKeys.master(keys, source);
        var named = NamedKeys.open(keys, master);
        try (var store = KeyStore.open(keys, null, master, InstantSource.system())) {
            return new MasterRotation(master, named, store);
        }
    }

    @Test
    void theSameKeyMayBeHandedOverInEitherWayAndNoneLiesInTheFolder() throws Exception {
        open(credential("1 " + key(1) + "\n"));
        assertThat(open(variable("1 " + key(1))).state().version()).isEqualTo(1);
        assertThat(data.resolve("keys/master.key")).doesNotExist();
    }

    @Test
    void aSecondLineIsTheNewVersionAndTheFirstMayGoAfterTheRotation() throws Exception {
        open(credential("1 " + key(1)));
        assertRefused(
                () -> open(credential("2 " + key(2))), SealingProblem.MASTER_KEY_MISSING, "1");

        var keys = data.resolve("keys");
        var master = TestKeys.master(keys, variable("1 " + key(1) + ",2 " + key(2)));
        var named = NamedKeys.open(keys, master);
        try (var store = KeyStore.open(keys, null, master, InstantSource.system())) {
            var rotation = new MasterRotation(master, named, store);
            assertThat(rotation.state().unfinished()).isTrue();
            rotation.begin();
            while (rotation.step()) {}
            rotation.finish();
            assertThat(rotation.state().unfinished()).isFalse();
        }
        assertThat(open(variable("1 " + key(1) + ",2 " + key(2))).state().unfinished()).isFalse();
        assertThat(open(credential("2 " + key(2))).state().version()).isEqualTo(2);
    }

    @Test
    void whatIsMissingOrWrongIsSaidInOneSentence() throws Exception {
        assertRefused(
                () -> HandedOver.credential("kedang-master-key", Map.<String, String>of()::get),
                SealingProblem.NO_CREDENTIALS,
                "kedang-master-key");
        assertRefused(
                () -> open(variable("")),
                SealingProblem.MASTER_KEY_HANDED_OVER,
                HandedOver.VARIABLE);
        assertRefused(
                () -> open(variable("1 " + key(1).substring(4))),
                SealingProblem.KEY_FILE_DAMAGED,
                HandedOver.VARIABLE);
        open(variable("1 " + key(1)));
        assertRefused(
                () -> open(variable("1 " + key(2))),
                SealingProblem.MASTER_KEY_WRONG,
                HandedOver.VARIABLE);
        assertRefused(
                () -> open(variable("")), SealingProblem.KEY_FILE_MISSING, HandedOver.VARIABLE);
    }

    @Test
    void aNewVersionIsTheBusinessOfWhoeverHandsTheKeyOver() {
        var rotation = open(variable("1 " + key(1)));
        assertRefused(rotation::begin, SealingProblem.MASTER_KEY_HANDED_OVER, HandedOver.VARIABLE);
    }

    private static void assertRefused(ThrowingCallable act, SealingProblem problem, String part) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(problem);
                            assertThat(e.arguments().toString()).contains(part);
                            assertThat(e.arguments().toString()).doesNotContain(key(1));
                        });
    }
}
