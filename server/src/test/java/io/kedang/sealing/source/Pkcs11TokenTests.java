package io.kedang.sealing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterFile;
import io.kedang.sealing.SealingProblem;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import javax.crypto.KeyGenerator;

/// On SoftHSM, by the same library calls as on a device of metal.
class Pkcs11TokenTests {
    private static String slot = "";
    private static String neverOpened = "";
    private static Path library = Path.of("/");

    private final UUID subject = UUID.randomUUID();

    @TempDir Path data;

    @BeforeAll
    static void makeTokens() throws Exception {
        var softHsm = SoftHsm.fresh();
        library = softHsm.library();
        slot = softHsm.newToken("kedang");
        neverOpened = softHsm.newToken("other");
    }

    private Path pinFile(String pin) throws IOException {
        var file = data.resolve("pin");
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, pin);
    }

    private Pkcs11Token token(String label) throws IOException {
        return token(slot, label, SoftHsm.PIN + "\n");
    }

    private Pkcs11Token token(String slot, String label, String pin) throws IOException {
        return new Pkcs11Token(library, slot, label, Pin.of(pinFile(pin), name -> null));
    }

    private House open(String label) throws IOException {
        return House.open(keys(), token(label));
    }

    private Path keys() {
        return data.resolve("keys");
    }

    /// What the token holds, asked past our own code.
    private static KeyStore inside() throws Exception {
        var provider =
                Security.getProvider("SunPKCS11")
                        .configure(
                                "--name = Inside\nlibrary = \"%s\"\nslot = %s\n"
                                        .formatted(library, slot));
        var inside = KeyStore.getInstance("PKCS11", provider);
        inside.load(null, SoftHsm.PIN.toCharArray());
        return inside;
    }

    private static List<String> labels(String label) throws Exception {
        return Collections.list(inside().aliases()).stream()
                .filter(alias -> alias.startsWith(label + "-"))
                .sorted()
                .toList();
    }

    @Test
    void aKeyIsMadeInTheTokenAndNobodyCanTakeItOut() throws Exception {
        String sealed;
        try (var house = open("made")) {
            house.store().newKey(subject);
            sealed = house.seal(subject, "13812345678");
            assertThat(house.rotation().state().version()).isEqualTo(20_001);
        }
        assertThat(keys().resolve("master.key")).doesNotExist();
        assertThat(inside().getKey("made-1", null).getEncoded()).isNull();
        assertThat(token("made").reveal(20_001)).isEmpty();
        try (var house = open("made")) {
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
            assertThat(house.store().verify().isSound()).isTrue();
        }
    }

    @Test
    void aRotationMakesANewKeyThereAndDestroysTheOldOne() throws Exception {
        try (var house = open("rotated")) {
            house.store().newKey(subject);
            var sealed = house.seal(subject, "13812345678");
            house.rotate();
            house.rotate();
            assertThat(house.rotation().state().version()).isEqualTo(20_003);
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
        }
        assertThat(labels("rotated")).containsExactly("rotated-3");
        try (var house = open("rotated")) {
            assertThat(house.store().verify().keys()).isEqualTo(1);
        }
    }

    @Test
    void aRotationMovesEverythingFromTheFileIntoTheTokenAndDestroysTheFile() throws Exception {
        String sealed;
        try (var house = House.open(keys(), new MasterFile(keys()))) {
            house.store().newKey(subject);
            sealed = house.seal(subject, "13812345678");
        }
        try (var house = open("moved")) {
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
            assertThat(house.rotation().state().unfinished()).isTrue();
            house.rotate();
            assertThat(house.rotation().state().unfinished()).isFalse();
        }
        assertThat(keys().resolve("master.key")).doesNotExist();
        try (var house = open("moved")) {
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
        }
    }

    @Test
    void aWrongPinIsToldWithoutBeingShown() {
        House.assertRefused(
                () -> House.open(keys(), token(neverOpened, "kedang", "1234-wrong")),
                SealingProblem.PKCS11_PIN_WRONG,
                data.resolve("pin").toString());
        assertThatThrownBy(() -> House.open(keys(), token(neverOpened, "kedang", "1234-wrong")))
                .satisfies(e -> assertThat(said(e)).doesNotContain("1234-wrong"));
    }

    private static String said(Throwable fault) {
        var said = new StringBuilder();
        for (var each = fault; each != null; each = each.getCause()) {
            said.append(each).append('\n');
            if (each instanceof Refusal refusal) {
                said.append(refusal.arguments());
            }
        }
        return said.toString();
    }

    @Test
    void aMissingLibraryTokenOrPinKeepsTheProgramFromStarting() throws Exception {
        var pin = Pin.of(pinFile(SoftHsm.PIN), name -> null);
        var nowhere = data.resolve("libnothing.so");
        House.assertRefused(
                () -> House.open(keys(), new Pkcs11Token(nowhere, slot, "kedang", pin)),
                SealingProblem.PKCS11_LIBRARY_MISSING,
                nowhere.toString());
        var text = Files.writeString(data.resolve("libtext.so"), "no library");
        House.assertRefused(
                () -> House.open(keys(), new Pkcs11Token(text, slot, "kedang", pin)),
                SealingProblem.PKCS11_SILENT,
                text.toString());
        House.assertRefused(
                () -> House.open(keys(), token("99", "kedang", SoftHsm.PIN)),
                SealingProblem.PKCS11_SILENT,
                library.toString());
        var noPin = Pin.of(data.resolve("no-pin"), name -> null);
        House.assertRefused(
                () -> House.open(keys(), new Pkcs11Token(library, slot, "kedang", noPin)),
                SealingProblem.PKCS11_PIN_MISSING,
                "no-pin");
    }

    @Test
    void aPinThatOthersCanReadIsRefused() throws Exception {
        var token = token("kedang");
        Files.setPosixFilePermissions(
                data.resolve("pin"), PosixFilePermissions.fromString("rw-r--r--"));
        House.assertRefused(
                () -> House.open(keys(), token),
                SealingProblem.MASTER_KEY_EXPOSED,
                data.resolve("pin").toString());
    }

    @Test
    void thePinMayBeACredential() throws Exception {
        Files.writeString(data.resolve("kedang-pkcs11-pin"), SoftHsm.PIN);
        var pin = Pin.of(null, name -> data.toString());
        assertThat(new Pkcs11Token(library, slot, "credential", pin).open()).isEmpty();
        House.assertRefused(
                () -> Pin.of(null, name -> null),
                SealingProblem.SETTING_MISSING,
                "keys.pkcs11.pin-file");
    }

    @Test
    void aKeyThatIsGoneIsNeverReplaced() throws Exception {
        try (var house = open("gone")) {
            house.store().newKey(subject);
        }
        inside().deleteEntry("gone-1");
        House.assertRefused(() -> open("gone"), SealingProblem.KEY_FILE_MISSING, "gone");
        assertThat(labels("gone")).isEmpty();
        var another = token("gone");
        another.open();
        another.addVersion();
        House.assertRefused(() -> open("gone"), SealingProblem.MASTER_KEY_WRONG, "gone");
    }

    @Test
    void aKeyThatCouldBeTakenOutIsRefused() throws Exception {
        var provider =
                Security.getProvider("SunPKCS11")
                        .configure(
                                """
                                --name = Loose
                                library = "%s"
                                slot = %s
                                attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
                                  CKA_SENSITIVE = false
                                  CKA_EXTRACTABLE = true
                                }
                                """
                                        .formatted(library, slot));
        var inside = KeyStore.getInstance("PKCS11", provider);
        inside.load(null, SoftHsm.PIN.toCharArray());
        var generator = KeyGenerator.getInstance("AES", provider);
        generator.init(256);
        var key = new KeyStore.SecretKeyEntry(generator.generateKey());
        inside.setEntry("loose-1", key, null);
        House.assertRefused(() -> open("loose"), SealingProblem.PKCS11_KEY_UNFIT, "loose-1");
    }

    /// Trouble with the device is reported as trouble with the device; here there is none.
    @Test
    void whatTheTokenDidNotMakeDoesNotOpen() throws Exception {
        var token = token("sealed");
        token.addVersion();
        var key = token.open().get(20_001);
        var bound = new byte[] {1, 2, 3};
        var wrapped = key.encrypt(new byte[32], bound);
        assertThat(key.decrypt(wrapped, bound)).isEqualTo(new byte[32]);
        for (int at : List.of(0, 11, 12, wrapped.length - 1)) {
            var changed = wrapped.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> key.decrypt(changed, bound))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasMessage("the token does not open it");
        }
        assertThatThrownBy(() -> key.decrypt(wrapped, new byte[] {1, 2, 4}))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
