package io.kedang.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;

class OwnCertificateTests {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
    private static final int SIGNS_CERTIFICATES = 5;

    @TempDir Path data;

    @Test
    void itIsMadeOnceAndOnlyItsOwnerCanReadIt() throws Exception {
        var made = at(START).read();
        for (var name : List.of("authority.pem", "authority.crt", "server.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(file("authority.crt"))).doesNotContain("PRIVATE KEY");
        assertThat(at(START.plus(Duration.ofDays(100))).read().chain()).isEqualTo(made.chain());
    }

    @Test
    void devicesThatTrustTheAuthorityTrustItsServer() throws Exception {
        var made = at(START).read();
        var authority = made.chain().getLast();
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(START));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(made.leaf()));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);

        assertThat(authority.getBasicConstraints()).as("it signs no other authority").isZero();
        assertThat(authority.getKeyUsage()[SIGNS_CERTIFICATES]).isTrue();
        assertThat(made.leaf().getBasicConstraints()).isEqualTo(-1);
        assertThat(made.leaf().getExtendedKeyUsage()).containsExactly(SERVER_USE);
        var days = Duration.between(made.leaf().getNotBefore().toInstant(), made.end()).toDays();
        assertThat(days).as("what Apple accepts").isLessThanOrEqualTo(398);
    }

    @Test
    void itNamesWhatWasAskedForThisMachineAndLoopback() throws Exception {
        var own =
                new OwnCertificate(
                        data.resolve("tls"),
                        "192.0.2.7",
                        List.of("Kedang.Example.com", "客档.中国", "2001:db8::7"),
                        InstantSource.fixed(START));
        assertThat(own.read().names())
                .startsWith("kedang.example.com", "xn--ubts01a.xn--fiqs8s", "2001:db8:0:0:0:0:0:7")
                .contains("192.0.2.7", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    }

    @Test
    void itIsRenewedBeforeItEndsAndTheAuthorityStays() {
        var first = at(START).read();
        var lastDay = first.end().minus(Duration.ofDays(31));
        assertThat(at(lastDay).read().leaf()).isEqualTo(first.leaf());
        var renewed = at(lastDay.plus(Duration.ofDays(2))).read();
        assertThat(renewed.leaf()).isNotEqualTo(first.leaf());
        assertThat(renewed.end()).isAfter(first.end());
        assertThat(renewed.chain().getLast()).isEqualTo(first.chain().getLast());
    }

    @Test
    void aNewNameGetsANewCertificateOfTheSameAuthority() {
        var first = at(START).read();
        var own =
                new OwnCertificate(
                        data.resolve("tls"),
                        "127.0.0.1",
                        List.of("new.example.com"),
                        InstantSource.fixed(START));
        assertThat(own.state()).isNotEqualTo(at(START).state());
        assertThat(own.read().names()).contains("new.example.com");
        assertThat(own.read().chain().getLast()).isEqualTo(first.chain().getLast());
    }

    @Test
    void noCertificateOutlivesItsAuthority() {
        var authority = at(START).read().chain().getLast();
        var end = authority.getNotAfter().toInstant();
        var late = at(end.minus(Duration.ofDays(10))).read();
        assertThat(late.end()).isEqualTo(end);
        assertThat(at(end.minus(Duration.ofDays(5))).read().leaf()).isEqualTo(late.leaf());
        assertThatThrownBy(() -> at(end.plus(Duration.ofDays(1))).read())
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(TransportProblem.AUTHORITY_EXPIRED));
    }

    @Test
    void anAuthorityThatOthersCanReadIsNotUsed() throws Exception {
        at(START).read();
        Files.setPosixFilePermissions(
                file("authority.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> at(START).read())
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem())
                                        .isEqualTo(TransportProblem.FILE_EXPOSED));
    }

    private OwnCertificate at(Instant now) {
        return new OwnCertificate(
                data.resolve("tls"), "127.0.0.1", List.of(), InstantSource.fixed(now));
    }

    private Path file(String name) {
        return data.resolve("tls").resolve(name);
    }
}
