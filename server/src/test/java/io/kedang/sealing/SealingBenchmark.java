package io.kedang.sealing;

import com.google.crypto.tink.subtle.AesGcmJce;

import io.kedang.sealing.FieldCipher.Value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What sealing costs: `java io.kedang.sealing.SealingBenchmark [number of subjects]`. One thread,
/// after a warm-up; prints nanoseconds an operation.
public final class SealingBenchmark {
    private static final String PHONE = "13812345678";
    private static final String CONTEXT =
            FieldCipher.context("customer", UUID.randomUUID(), "mobile");
    private static volatile Object result;

    private SealingBenchmark() {}

    private interface Work {
        Object run(int i) throws GeneralSecurityException;
    }

    public static void main(String[] arguments) throws Exception {
        int subjects = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var folder = Files.createTempDirectory("sealing-benchmark");
        try {
            ciphers();
            store(folder, subjects);
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(SealingBenchmark::delete);
            }
        }
    }

    /// The two ways to AES-256-GCM that Java has, each with a key of its own per value.
    private static void ciphers() throws GeneralSecurityException {
        var random = new SecureRandom();
        var tink = new AesGcmJce[1_000];
        var keys = new SecretKeySpec[1_000];
        for (int i = 0; i < 1_000; i++) {
            var key = MasterKey.random(32);
            tink[i] = new AesGcmJce(key);
            keys[i] = new SecretKeySpec(key, "AES");
        }
        var clear = PHONE.getBytes(StandardCharsets.UTF_8);
        var bound = CONTEXT.getBytes(StandardCharsets.UTF_8);
        measure("Tink, encrypt", i -> tink[i % 1_000].encrypt(clear, bound));
        measure(
                "JCA, encrypt",
                i -> {
                    var nonce = new byte[12];
                    random.nextBytes(nonce);
                    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
                    var parameters = new GCMParameterSpec(128, nonce);
                    cipher.init(Cipher.ENCRYPT_MODE, keys[i % 1_000], parameters);
                    cipher.updateAAD(bound);
                    return cipher.doFinal(clear);
                });
    }

    private static void fill(Path folder, List<UUID> subjects) {
        int count = subjects.size();
        try (var store = KeyFolders.open(folder)) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i += 10_000) {
                store.newKeys(subjects.subList(i, Math.min(count, i + 10_000)));
            }
            long blocks = Math.max(1, count / 10_000);
            say("newKeys, a block of 10,000", (System.nanoTime() - start) / blocks);
        }
    }

    private static void store(Path folder, int count) throws Exception {
        var subjects = KeyFolders.subjects(count);
        fill(folder, subjects);
        long before = usedMemory();
        long start = System.nanoTime();
        try (var store = KeyFolders.open(folder)) {
            say("open the store", System.nanoTime() - start);
            say("memory a subject, bytes", (usedMemory() - before) / count);
            fields(store, subjects);
            tokens(folder);
            start = System.nanoTime();
            store.erase(subjects.subList(0, 1));
            say("erase one subject", System.nanoTime() - start);
            start = System.nanoTime();
            store.verify();
            say("verify, a key", (System.nanoTime() - start) / count);
        }
    }

    private static void fields(KeyStore store, List<UUID> subjects) throws Exception {
        var cipher = new FieldCipher(store);
        int few = Math.min(5_000, subjects.size());
        measure("seal, keys in the cache", i -> cipher.seal(subjects.get(i % few), CONTEXT, PHONE));
        var sealed = new String[few];
        for (int i = 0; i < few; i++) {
            sealed[i] = cipher.seal(subjects.get(i), CONTEXT, PHONE);
        }
        measure(
                "unseal, keys in the cache",
                i -> cipher.unseal(subjects.get(i % few), CONTEXT, sealed[i % few]));
        measure("read and open one key", i -> store.getOnce(subjects.get(i % subjects.size())));
        int chunk = Math.min(10_000, subjects.size());
        var values = new ArrayList<Value>();
        for (int i = 0; i < chunk * 4; i++) {
            values.add(new Value(subjects.get(i / 4), CONTEXT, PHONE));
        }
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            result = cipher.sealAll(values);
            if (round == 4) {
                long each = (System.nanoTime() - start) / values.size();
                say("sealAll, 4 values a subject, a value", each);
            }
        }
        measure("newKey, one at a time", 200, i -> one(store));
    }

    private static Object one(KeyStore store) {
        store.newKey(UUID.randomUUID());
        return store;
    }

    private static void tokens(Path folder) throws GeneralSecurityException {
        var index = new BlindIndex(NamedKeys.open(folder, TestKeys.master(folder)));
        var ends = new PhoneTokens(index, PhoneTokens.Scope.ENDS);
        var any = new PhoneTokens(index, PhoneTokens.Scope.ANY);
        measure("one blind token", i -> index.token("email", PHONE));
        measure("tokens of a phone, ends", i -> ends.tokens("mobile", "+86" + PHONE));
        measure("tokens of a phone, any", 100_000, i -> any.tokens("mobile", "+86" + PHONE));
    }

    private static void measure(String name, Work work) throws GeneralSecurityException {
        measure(name, 300_000, work);
    }

    private static void measure(String name, int count, Work work) throws GeneralSecurityException {
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                result = work.run(i);
            }
            if (round == 2) {
                say(name, (System.nanoTime() - start) / count);
            }
        }
    }

    private static void say(String name, long nanoseconds) {
        System.out.printf("%-42s %,15d%n", name, nanoseconds);
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
