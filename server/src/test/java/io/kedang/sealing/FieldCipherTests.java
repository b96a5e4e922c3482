package io.kedang.sealing;

import static io.kedang.sealing.FieldCipher.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.sealing.suite.CryptoSuite;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

class FieldCipherTests {
    private static final String PHONE = "13812345678";
    private static final UUID ROW = UUID.randomUUID();
    private static final String HERE = context("person", ROW, "mobile");

    @TempDir Path data;
    private KeyStore keys;
    private FieldCipher cipher;
    private final UUID li = UUID.randomUUID();
    private final UUID wang = UUID.randomUUID();

    @BeforeEach
    void open() {
        keys = KeyFolders.open(data);
        keys.newKeys(List.of(li, wang));
        cipher = new FieldCipher(keys);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void whatWasSealedComesBack() {
        for (var text : List.of("", PHONE, "北京市海淀区中关村大街1号", "𠮷野家 \u0000 é", "x".repeat(100_000))) {
            assertThat(cipher.unseal(li, HERE, cipher.seal(li, HERE, text))).isEqualTo(text);
        }
    }

    @Test
    void theSameValueNeverLooksTheSame() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(cipher.seal(li, HERE, PHONE));
        }
        assertThat(seen).hasSize(1_000).allMatch(text -> text.length() == 56);
    }

    @Test
    void whatAnySuiteSealedOpensAndNoneTakesTheOthersFor() {
        for (var suite : CryptoSuite.values()) {
            var sealed = new FieldCipher(keys, suite).seal(li, HERE, PHONE);
            assertThat(cipher.unseal(li, HERE, sealed)).as("%s", suite).isEqualTo(PHONE);
            var bytes = Base64.getUrlDecoder().decode(sealed);
            bytes[0] = (byte) (3 - bytes[0]);
            var renamed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThatThrownBy(() -> cipher.unseal(li, HERE, renamed))
                    .isInstanceOf(SealBroken.class);
        }
    }

    @Test
    void aSealedValueNamesItsSuiteAndKeyVersion() {
        var bytes = Base64.getUrlDecoder().decode(cipher.seal(li, HERE, PHONE));
        assertThat(bytes)
                .startsWith(TestKeys.suite().number(), (byte) 0, (byte) 1)
                .hasSize(3 + 12 + PHONE.length() + 16);
    }

    @Test
    void everySingleBitFlipIsDetected() {
        for (var text : List.of(PHONE, "1381234567", "138123456789")) {
            var sealed = cipher.seal(li, HERE, text).getBytes(StandardCharsets.US_ASCII);
            for (int bit = 0; bit < sealed.length * 8; bit++) {
                sealed[bit / 8] ^= (byte) (1 << bit % 8);
                assertAltered(li, HERE, new String(sealed, StandardCharsets.ISO_8859_1));
                sealed[bit / 8] ^= (byte) (1 << bit % 8);
            }
            var bytes = Base64.getUrlDecoder().decode(sealed);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                assertAltered(li, HERE, encode(bytes));
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void everyCutIsDetected() {
        var bytes = Base64.getUrlDecoder().decode(cipher.seal(li, HERE, PHONE));
        for (int length = 0; length < bytes.length; length++) {
            assertAltered(li, HERE, encode(java.util.Arrays.copyOf(bytes, length)));
        }
    }

    @Test
    void aValueMovedElsewhereIsDetected() {
        var sealed = cipher.seal(li, HERE, PHONE);
        assertAltered(wang, HERE, sealed);
        assertAltered(li, context("person", ROW, "phone"), sealed);
        assertAltered(li, context("customer", ROW, "mobile"), sealed);
        assertAltered(li, context("person", UUID.randomUUID(), "mobile"), sealed);
    }

    @Test
    void aSubjectWithoutKeySealsNothing() {
        var stranger = UUID.randomUUID();
        assertThatThrownBy(() -> cipher.seal(stranger, HERE, PHONE))
                .isInstanceOfSatisfying(
                        SealBroken.class,
                        e -> assertThat(e.reason()).isEqualTo(SealBroken.Reason.NO_KEY));
    }

    @Test
    void afterErasureNothingOpensAndNothingIsSealed() {
        var sealed = cipher.seal(li, HERE, PHONE);
        keys.erase(List.of(li));
        for (Runnable use :
                List.<Runnable>of(
                        () -> cipher.unseal(li, HERE, sealed),
                        () -> cipher.seal(li, HERE, PHONE),
                        () -> cipher.unsealAll(List.of(new FieldCipher.Value(li, HERE, sealed))))) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            SealBroken.class,
                            e -> assertThat(e.reason()).isEqualTo(SealBroken.Reason.ERASED));
        }
    }

    @Test
    void manyAtOnceAreSealedAsOneByOne() {
        var clear = new ArrayList<FieldCipher.Value>();
        for (int i = 0; i < 50; i++) {
            clear.add(new FieldCipher.Value(i % 7 < 4 ? li : wang, HERE + i, PHONE + i));
        }
        var sealed = cipher.sealAll(clear);
        var back = new ArrayList<FieldCipher.Value>();
        for (int i = 0; i < 50; i++) {
            var value = clear.get(i);
            assertThat(cipher.unseal(value.subject(), value.context(), sealed.get(i)))
                    .isEqualTo(value.text());
            back.add(new FieldCipher.Value(value.subject(), value.context(), sealed.get(i)));
        }
        assertThat(cipher.unsealAll(back))
                .isEqualTo(clear.stream().map(FieldCipher.Value::text).toList());
    }

    @Test
    void theClearValueIsInNoFileAndInNoMessage() throws Exception {
        var canary = "canary-" + UUID.randomUUID();
        var value = new FieldCipher.Value(li, HERE, canary);
        var sealed = cipher.sealAll(List.of(value)).getFirst();

        assertThat(KeyFolders.holding(data, canary.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(value.toString()).doesNotContain(canary);
        assertThatThrownBy(() -> cipher.unseal(wang, HERE, sealed))
                .hasMessageNotContaining(canary)
                .hasMessageNotContaining(sealed)
                .hasMessageContaining(HERE);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void assertAltered(UUID subject, String context, String sealed) {
        assertThatThrownBy(() -> cipher.unseal(subject, context, sealed))
                .isInstanceOfSatisfying(
                        SealBroken.class,
                        e -> assertThat(e.reason()).isEqualTo(SealBroken.Reason.ALTERED));
    }
}
