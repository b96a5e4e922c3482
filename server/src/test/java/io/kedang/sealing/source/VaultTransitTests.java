package io.kedang.sealing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;
import io.kedang.sealing.MasterFile;
import io.kedang.sealing.MasterSource;
import io.kedang.sealing.SealingProblem;
import io.kedang.transport.Issued;
import io.kedang.transport.Issued.Wish;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class VaultTransitTests {
    private final FakeVault vault = new FakeVault();
    private final UUID subject = UUID.randomUUID();

    @TempDir Path keys;

    @AfterEach
    void close() {
        vault.close();
    }

    private MasterSource source(String token) {
        return source(vault, token, null);
    }

    private static MasterSource source(FakeVault vault, String token, Path certificates) {
        try {
            var connection =
                    new VaultConnection(
                            vault.address() + "/",
                            null,
                            VaultConnection.Token.of(token),
                            certificates);
            return new VaultTransit(connection, "transit", "kedang");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private House open(MasterSource source) {
        return House.open(keys, source);
    }

    @Test
    void aKeyIsMadeInVaultAndNoneLiesInTheFolder() {
        String sealed;
        try (var house = open(source(FakeVault.TOKEN))) {
            house.store().newKey(subject);
            sealed = house.seal(subject, "13812345678");
        }
        assertThat(vault.versions("kedang")).isEqualTo(1);
        assertThat(keys.resolve("master.key")).doesNotExist();
        try (var house = open(source(FakeVault.TOKEN))) {
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
        }
    }

    @Test
    void aRotationMakesAVersionInVaultAndTrimsTheOldOne() {
        try (var house = open(source(FakeVault.TOKEN))) {
            house.store().newKey(subject);
            var sealed = house.seal(subject, "13812345678");
            house.rotate();
            house.rotate();
            assertThat(house.rotation().state().version()).isEqualTo(10_003);
            assertThat(vault.versions("kedang")).isEqualTo(1);
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
            assertThat(house.store().verify().isSound()).isTrue();
        }
        try (var house = open(source(FakeVault.TOKEN))) {
            assertThat(house.store().verify().keys()).isEqualTo(1);
        }
    }

    @Test
    void aRotationMovesEverythingFromTheFileToVaultAndDestroysTheFile() {
        String sealed;
        try (var house = open(new MasterFile(keys))) {
            house.store().newKey(subject);
            sealed = house.seal(subject, "13812345678");
        }
        try (var house = open(source(FakeVault.TOKEN))) {
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
            assertThat(house.rotation().state().unfinished()).isTrue();
            house.rotate();
            assertThat(house.rotation().state().unfinished()).isFalse();
            assertThat(vault.versions("kedang")).isEqualTo(1);
            assertThat(keys.resolve("master.key")).doesNotExist();
        }
        try (var house = open(source(FakeVault.TOKEN))) {
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
        }
    }

    @Test
    void whatVaultDoesNotTellKeepsTheProgramFromStarting() {
        open(source(FakeVault.TOKEN)).close();
        House.assertRefused(
                () -> open(source("hvs.wrong")), SealingProblem.VAULT_SILENT, "permission denied");
        vault.sealed = true;
        House.assertRefused(
                () -> open(source(FakeVault.TOKEN)),
                SealingProblem.VAULT_SILENT,
                "Vault is sealed");
        vault.close();
        House.assertRefused(() -> open(source(FakeVault.TOKEN)), SealingProblem.VAULT_SILENT, "");
    }

    /// The key is wrapped over TLS by whoever the certificates name; nobody else learns the token.
    @Test
    void anEncryptedVaultIsBelievedByItsCertificateAlone(@TempDir Path folder) throws IOException {
        var root = Issued.root("Vault authority");
        var file = Files.writeString(folder.resolve("v"), Issued.certificates(root.certificate()));
        try (var encrypted = new FakeVault(root.issues(Wish.of("localhost")));
                var elsewhere = new FakeVault(root.issues(Wish.of("vault.example.com")))) {
            open(source(encrypted, FakeVault.TOKEN, file)).close();
            assertThat(encrypted.versions("kedang")).isEqualTo(1);
            House.assertRefused(
                    () -> open(source(encrypted, FakeVault.TOKEN, null)),
                    SealingProblem.VAULT_SILENT,
                    "PKIX");
            House.assertRefused(
                    () -> open(source(elsewhere, FakeVault.TOKEN, file)),
                    SealingProblem.VAULT_SILENT,
                    "localhost");
        }
    }

    @Test
    void certificatesThatAreNoneAreRefused(@TempDir Path folder) throws IOException {
        var nothing = Files.writeString(folder.resolve("n"), "-----BEGIN CERTIFICATE-----\nx\n");
        for (var file : List.of(nothing.toString(), folder + "/absent")) {
            var settings =
                    Map.of(
                            "master", "vault",
                            "vault.address", "https://vault.example.com",
                            "vault.token", "t",
                            "vault.certificates", file);
            House.assertRefused(
                    () -> MasterSources.choose(keys, settings::get),
                    SealingProblem.CERTIFICATES_UNUSABLE,
                    file);
        }
    }

    @Test
    void aKeyOfAnotherTypeIsRefused() {
        vault.putKey("kedang", "rsa-4096");
        House.assertRefused(
                () -> open(source(FakeVault.TOKEN)),
                SealingProblem.VAULT_KEY_UNFIT,
                "aes256-gcm96");
    }

    @Test
    void anotherKeyUnderTheSameNameIsRefused() {
        open(source(FakeVault.TOKEN)).close();
        vault.putKey("kedang", "aes256-gcm96");
        House.assertRefused(
                () -> open(source(FakeVault.TOKEN)),
                SealingProblem.MASTER_KEY_WRONG,
                "keys/kedang");
    }

    /// Reading needs no Vault once the house stands; what needs the master key says that it fails,
    /// and works again when Vault is back.
    @Test
    void aVaultThatIsAwayForAWhileLosesNothing() {
        try (var house = open(source(FakeVault.TOKEN))) {
            house.store().newKey(subject);
            var sealed = house.seal(subject, "13812345678");
            vault.sealed = true;
            var other = UUID.randomUUID();
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
            house.store().newKey(other);
            assertThatThrownBy(() -> house.store().erase(List.of(other)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("Vault answers 503 Vault is sealed");
            assertThatThrownBy(() -> house.rotation().begin()).isInstanceOf(Refusal.class);
            vault.sealed = false;
            house.store().erase(List.of(other));
            house.rotate();
            assertThat(house.unseal(subject, sealed)).isEqualTo("13812345678");
            assertThat(house.store().verify().erased()).isEqualTo(1);
        }
        try (var house = open(source(FakeVault.TOKEN))) {
            assertThat(house.store().verify().isSound()).isTrue();
        }
    }
}
