package io.kedang.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.database.Texts;
import io.kedang.kernel.Refusal;
import io.kedang.transport.Issued.Wish;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// Certificates as companies get them, and everything that can be wrong with their files.
class CertificateFileTests {
    private static final Issued ROOT = Issued.root("Root of a company");
    private static final Issued BETWEEN = ROOT.issues(Wish.of("Between").asAuthority());
    private static final Issued SERVER = BETWEEN.issues(Wish.of("kedang.example.com"));
    private static final String PASSWORD = "canary of the key";

    @TempDir Path folder;

    @Test
    void aChainWithItsKeyIsTakenInWhateverOrderItStands() throws Exception {
        var chain =
                new java.security.cert.X509Certificate[] {
                    SERVER.certificate(), BETWEEN.certificate(), ROOT.certificate()
                };
        var text =
                SERVER.key()
                        + "说明\n"
                        + "-----BEGIN DH PARAMETERS-----\n"
                        + "MAYCAQcCAQI=\n"
                        + "-----END DH PARAMETERS-----\n"
                        + Issued.certificates(
                                ROOT.certificate(), SERVER.certificate(), BETWEEN.certificate());
        var read = read(write("mixed.pem", text));
        assertThat(read.chain()).containsExactly(chain);
        assertThat(read.names()).containsExactly("kedang.example.com");
        assertThat(read.toString()).contains("kedang.example.com").doesNotContain("Private");

        var pkcs12 = SERVER.pkcs12(folder.resolve("server.pfx"), PASSWORD, chain);
        assertThat(read(pkcs12, null, PASSWORD, null).chain()).containsExactly(chain);
    }

    @Test
    void theKeyMayLieApartAndBeSealedByAPasswordThatLiesApartToo() throws Exception {
        var file = write("chain.pem", Issued.certificates(all()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var key = write("key.pem", SERVER.encryptedKey(PASSWORD));
        assertThat(read(file, key, PASSWORD, null).key()).isEqualTo(SERVER.pair().getPrivate());
        var password = write("password.txt", PASSWORD + "\r\n");
        assertThat(read(file, key, "", password).key()).isEqualTo(SERVER.pair().getPrivate());
    }

    @Test
    void rsaAndGroupsThatMayReadTheKeyAreTakenToo() throws Exception {
        var rsa = Issued.selfSigned(Wish.of("rsa.example.com").key("RSA", 2048, "SHA256withRSA"));
        var file = rsa.pem(folder.resolve("rsa.pem"), rsa.certificate());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(read(file).chain()).hasSize(1);
    }

    @Test
    void aFileThatIsNoCertificateIsRefused() throws Exception {
        assertRefused(TransportProblem.FILE_MISSING, folder.resolve("absent.pem"));
        assertRefused(TransportProblem.FILE_MISSING, folder);
        assertRefused(TransportProblem.FILE_UNKNOWN, write("empty.pem", ""));
        assertRefused(TransportProblem.FILE_UNKNOWN, write("words.pem", "证书在别处"));
        var bytes = Files.write(folder.resolve("der"), SERVER.certificate().getEncoded());
        assertRefused(TransportProblem.FILE_UNKNOWN, Issued.restrict(bytes));
        var cut = Issued.certificates(all()).replaceFirst("(?s)(-----BEGIN.{200}).*", "$1");
        assertRefused(TransportProblem.FILE_DAMAGED, write("cut.pem", SERVER.key() + cut));
        var swapped = Issued.certificates(SERVER.certificate()).replaceFirst("MII", "AAA");
        assertRefused(TransportProblem.FILE_DAMAGED, write("wrong.pem", SERVER.key() + swapped));
    }

    @Test
    void aMissingPartIsNamed() throws Exception {
        assertRefused(TransportProblem.KEY_MISSING, write("chain.pem", Issued.certificates(all())));
        assertRefused(TransportProblem.CERTIFICATE_MISSING, write("key.pem", SERVER.key()));
        var alone = SERVER.pem(folder.resolve("alone.pem"), SERVER.certificate());
        assertRefused(TransportProblem.CHAIN_INCOMPLETE, alone, "CN=Between");
        var gap =
                SERVER.pem(folder.resolve("gap.pem"), SERVER.certificate(), BETWEEN.certificate());
        assertRefused(TransportProblem.CHAIN_INCOMPLETE, gap, "CN=Root of a company");
    }

    @Test
    void aKeyThatDoesNotFitIsRefused() throws Exception {
        var other = BETWEEN.issues(Wish.of("other.example.com"));
        assertRefused(TransportProblem.KEY_DIFFERS, other.pem(folder.resolve("other.pem"), all()));
        assertRefused(
                TransportProblem.KEYS_SEVERAL,
                write("two.pem", Issued.certificates(all()) + SERVER.key() + other.key()));
    }

    @Test
    void aPasswordThatIsMissingOrWrongIsSaidWithoutRepeatingIt() throws Exception {
        var sealed = write("s.pem", Issued.certificates(all()) + SERVER.encryptedKey(PASSWORD));
        var pkcs12 = SERVER.pkcs12(folder.resolve("server.p12"), PASSWORD, all());
        for (var file : new Path[] {sealed, pkcs12}) {
            assertRefused(TransportProblem.PASSWORD_MISSING, file);
            assertThatThrownBy(() -> read(file, null, "wrong canary", null))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> {
                                assertThat(refusal.problem())
                                        .isEqualTo(TransportProblem.PASSWORD_WRONG);
                                assertThat(Texts.of(refusal)).doesNotContain("canary");
                            });
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        var file = SERVER.pem(folder.resolve("open.pem"), all());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(TransportProblem.FILE_EXPOSED, file, "rw-r--r--");
        var chain = write("chain.pem", Issued.certificates(all()));
        var key = write("key.pem", SERVER.key());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(problemOf(() -> read(chain, key, "", null)))
                .isEqualTo(TransportProblem.FILE_EXPOSED);
        var password = write("password.txt", PASSWORD);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw----r--"));
        assertThat(problemOf(() -> read(chain, null, "", password)))
                .isEqualTo(TransportProblem.FILE_EXPOSED);
    }

    @Test
    void aCertificateThatBrowsersWouldNotTakeIsRefused() throws Exception {
        var good = Wish.of("kedang.example.com");
        assertRefused(
                TransportProblem.EXPIRED, good.time(Duration.ofDays(-90), Duration.ofDays(-1)));
        assertRefused(
                TransportProblem.NOT_YET_VALID, good.time(Duration.ofDays(1), Duration.ofDays(9)));
        assertRefused(TransportProblem.NAMES_MISSING, good.host(""));
        assertRefused(TransportProblem.USE_UNSUITABLE, good.use(KeyPurposeId.id_kp_clientAuth));
        assertRefused(
                TransportProblem.KEY_UNSUITABLE,
                good.key("RSA", 1024, "SHA256withRSA"),
                "RSA 1024");
        assertRefused(TransportProblem.KEY_UNSUITABLE, good.key("Ed25519", 0, "Ed25519"), "EdDSA");
        assertRefused(TransportProblem.SIGNATURE_WEAK, good.key("RSA", 2048, "SHA1withRSA"));
    }

    private void assertRefused(TransportProblem problem, Wish wish, String... named)
            throws IOException {
        var issued = Issued.selfSigned(wish);
        assertRefused(problem, issued.pem(folder.resolve("wish.pem"), issued.certificate()), named);
    }

    private static java.security.cert.Certificate[] all() {
        return new java.security.cert.Certificate[] {
            SERVER.certificate(), BETWEEN.certificate(), ROOT.certificate()
        };
    }

    private static void assertRefused(TransportProblem problem, Path file, String... named) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem()).isEqualTo(problem);
                            for (var language : new Locale[] {Locale.CHINA, Locale.ENGLISH}) {
                                var said = in(language, refusal);
                                assertThat(said).contains(file.toString());
                                List.of(named).forEach(word -> assertThat(said).contains(word));
                            }
                        });
    }

    private static TransportProblem problemOf(Runnable work) {
        try {
            work.run();
            return null;
        } catch (Refusal refusal) {
            return (TransportProblem) refusal.problem();
        }
    }

    private static String in(Locale language, Refusal refusal) {
        var before = Locale.getDefault();
        Locale.setDefault(language);
        try {
            return Texts.of(refusal);
        } finally {
            Locale.setDefault(before);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Issued.write(folder.resolve(name), text);
    }

    private static ServerCertificate read(Path file) {
        return read(file, null, "", null);
    }

    private static ServerCertificate read(
            Path file, Path keyFile, String password, Path passwordFile) {
        return new CertificateFile(file, keyFile, password, passwordFile, InstantSource.system())
                .read();
    }
}
