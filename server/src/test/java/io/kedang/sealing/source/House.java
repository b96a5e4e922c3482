package io.kedang.sealing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.FieldCipher;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.MasterRotation;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.NamedKeys;
import io.kedang.sealing.SealingProblem;
import io.kedang.sealing.TestKeys;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/// All that hangs on a master key, for tests of the places where it lives.
record House(MasterRotation rotation, KeyStore store) implements AutoCloseable {
    private static final String CONTEXT = "customer|1|phone";

    static House open(Path keys, MasterSource source) {
        var master = TestKeys.master(keys, source);
        var named = NamedKeys.open(keys, master);
        var store = KeyStore.open(keys, null, master, InstantSource.system());
        return new House(new MasterRotation(master, named, store), store);
    }

    String seal(UUID subject, String clear) {
        return new FieldCipher(store).seal(subject, CONTEXT, clear);
    }

    String unseal(UUID subject, String sealed) {
        return new FieldCipher(store).unseal(subject, CONTEXT, sealed);
    }

    void rotate() {
        rotation.begin();
        while (rotation.step()) {}
        rotation.finish();
    }

    @Override
    public void close() {
        store.close();
    }

    static void assertRefused(ThrowingCallable start, SealingProblem problem, String part) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(problem);
                            assertThat(e.arguments().toString()).contains(part);
                        });
    }
}
