package io.kedang.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.lang.Integer.parseInt;

import io.kedang.transport.Issued.Wish;
import io.kedang.transport.OldClient.Answer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A server that really listens, as clients meet it.
@Tag("s10")
class EncryptedServerTests {
    @TempDir Path data;

    @Test
    void whoTrustsTheAuthorityOfAutoIsServedWithoutAWarning() throws Exception {
        try (var server = SmallServer.start(data, "tls=auto")) {
            var authority = Files.readString(data.resolve("tls/authority.crt"));
            var client = client(trusting(certificate(authority)), Version.HTTP_1_1);
            for (var host : new String[] {"localhost", "127.0.0.1"}) {
                var uri = URI.create("https://" + host + ":" + server.port() + "/who");
                assertThat(get(client, uri).statusCode()).as(host).isEqualTo(200);
            }
            var download = get(client, uri(server, "/ca.crt"));
            assertThat(download.body()).isEqualTo(authority);
            assertThat(download.headers().firstValue("Content-Type"))
                    .contains("application/x-x509-ca-cert");
        }
    }

    @Test
    void whoDoesNotTrustItDoesNotConnectAndLocalCommandsTrustJustThis() throws Exception {
        try (var server = SmallServer.start(data, "tls=auto")) {
            var stranger = client(SSLContext.getDefault(), Version.HTTP_1_1);
            assertThatThrownBy(() -> get(stranger, uri(server, "/who")))
                    .isInstanceOf(SSLException.class);
            var command = client(ServingTrust.context(data), Version.HTTP_1_1);
            assertThat(get(command, uri(server, "/who")).statusCode()).isEqualTo(200);
            var other = Issued.selfSigned(Wish.of("localhost"));
            Issued.write(data.resolve("tls/serving.crt"), Issued.certificates(other.certificate()));
            var misled = client(ServingTrust.context(data), Version.HTTP_1_1);
            assertThatThrownBy(() -> get(misled, uri(server, "/who")))
                    .isInstanceOf(SSLException.class);
        }
    }

    /// Numbers as in the registry of IANA; the first two of each line are what the client offers.
    @ParameterizedTest
    @CsvSource({
        "0303, c02b, CONNECTS",
        "0303, c02c, CONNECTS",
        "0303, cca9, CONNECTS",
        "0303, c023, NO_COMMON_CIPHER",
        "0303, c009, NO_COMMON_CIPHER",
        "0303, 009c, NO_COMMON_CIPHER",
        "0302, c009, TOO_OLD",
        "0301, c009, TOO_OLD",
        "0300, c009, TOO_OLD"
    })
    void onlyForwardSecretConnectionsAreMade(String version, String cipher, Answer expected)
            throws Exception {
        try (var server = SmallServer.start(data, "tls=auto")) {
            int port = server.port();
            var answer = OldClient.greet(port, parseInt(version, 16), parseInt(cipher, 16));
            assertThat(answer).isEqualTo(expected);
        }
    }

    @Test
    void clientsOfTodayGetTheNewestProtocol() throws Exception {
        try (var server = SmallServer.start(data, "tls=auto")) {
            var factory = OldClient.trustingAnybody().getSocketFactory();
            try (var socket = (SSLSocket) factory.createSocket("127.0.0.1", server.port())) {
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            }
        }
    }

    @Test
    void http2IsSpokenWhereTheClientDoes() throws Exception {
        try (var server = SmallServer.start(data, "tls=auto")) {
            var client = client(ServingTrust.context(data), Version.HTTP_2);
            var answer = get(client, uri(server, "/who"));
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000; includeSubDomains");
        }
    }

    @Test
    void peopleOnThePortWithoutEncryptionAreShownTheWay() throws Exception {
        try (var server = SmallServer.start(data, "tls=auto", "http-port=0")) {
            var client = HttpClient.newHttpClient();
            var plain = "http://localhost:" + server.httpPort();
            var answer = get(client, URI.create(plain + "/who?q=%E5%A4%A7&x=1"));
            assertThat(answer.statusCode()).isEqualTo(307);
            assertThat(answer.headers().firstValue("Location"))
                    .contains("https://localhost:" + server.port() + "/who?q=%E5%A4%A7&x=1");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void programsOnThePortWithoutEncryptionAreRefused() throws Exception {
        try (var server = SmallServer.start(data, "tls=auto", "http-port=0")) {
            var client = HttpClient.newHttpClient();
            var plain = "http://localhost:" + server.httpPort();
            for (var request :
                    new HttpRequest[] {
                        HttpRequest.newBuilder(URI.create(plain + "/api/v1/who")).build(),
                        HttpRequest.newBuilder(URI.create(plain + "/%61pi/v1/who")).build(),
                        HttpRequest.newBuilder(URI.create(plain + "/who"))
                                .POST(BodyPublishers.ofString("password"))
                                .build()
                    }) {
                var answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(request.toString()).isEqualTo(403);
                assertThat(answer.body()).contains("transport.encryption-needed");
            }
        }
    }

    @Test
    void plainHttpOnTheEncryptedPortIsAnsweredAndNothingIsServed() throws Exception {
        try (var server = SmallServer.start(data, "tls=auto");
                var socket = new Socket("127.0.0.1", server.port())) {
            var request = "GET /who HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("TLS").doesNotContain("secure");
        }
    }

    @Test
    void aReplacedCertificateIsTakenOverWithoutARestart() throws Exception {
        var file = data.resolve("server.pem");
        var first = Issued.selfSigned(Wish.of("localhost"));
        first.pem(file, first.certificate());
        try (var server = SmallServer.start(data, "tls=" + file)) {
            assertThat(shown(server)).isEqualTo(first.certificate());
            var second = Issued.selfSigned(Wish.of("localhost"));
            second.pem(file, second.certificate());
            server.served().look();
            assertThat(shown(server)).isEqualTo(second.certificate());
            assertThat(server.served().trouble()).isEmpty();
            var command = client(ServingTrust.context(data), Version.HTTP_1_1);
            assertThat(get(command, uri(server, "/who")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aReplacementThatIsWrongChangesNothingUntilItIsPutRight() throws Exception {
        var file = data.resolve("server.pem");
        var first = Issued.selfSigned(Wish.of("localhost"));
        first.pem(file, first.certificate());
        try (var server = SmallServer.start(data, "tls=" + file)) {
            var second = Issued.selfSigned(Wish.of("localhost"));
            first.pem(file, second.certificate());
            server.served().look();
            assertThat(server.served().trouble())
                    .hasValueSatisfying(
                            trouble -> assertThat(trouble).contains("transport.key-differs"));
            Files.delete(file);
            server.served().look();
            assertThat(shown(server)).isEqualTo(first.certificate());
            second.pem(file, second.certificate());
            server.served().look();
            assertThat(shown(server)).isEqualTo(second.certificate());
            assertThat(server.served().trouble()).isEmpty();
        }
    }

    @Test
    void aProxyIsBelievedAboutTheClientAndNobodyElseIs() throws Exception {
        try (var server = SmallServer.start(data, "proxy=127.0.0.1,10.0.0.0/24")) {
            var byProxy = forwarded(server, "198.51.100.7, 203.0.113.9, 10.0.0.3");
            assertThat(byProxy.body())
                    .as("the last address that is no proxy; what stands before it is a claim")
                    .contains("address 203.0.113.9 secure true");
            assertThat(byProxy.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
        try (var server = SmallServer.start(data, "proxy=10.0.0.5")) {
            var direct = forwarded(server, "203.0.113.9");
            assertThat(direct.body()).contains("address 127.0.0.1 secure false");
            assertThat(direct.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
        try (var server = SmallServer.start(data)) {
            assertThat(forwarded(server, "203.0.113.9").body())
                    .contains("address 127.0.0.1 secure false");
        }
    }

    private static HttpResponse<String> forwarded(SmallServer server, String addresses)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.port() + "/who");
        var request =
                HttpRequest.newBuilder(uri)
                        .header("X-Forwarded-For", addresses)
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "evil.example.com");
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static X509Certificate shown(SmallServer server) throws Exception {
        var factory = OldClient.trustingAnybody().getSocketFactory();
        try (var socket = (SSLSocket) factory.createSocket("127.0.0.1", server.port())) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static URI uri(SmallServer server, String path) {
        return URI.create("https://localhost:" + server.port() + path);
    }

    private static HttpClient client(SSLContext context, Version version) {
        return HttpClient.newBuilder().sslContext(context).version(version).build();
    }

    private static HttpResponse<String> get(HttpClient client, URI uri)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static X509Certificate certificate(String pem) {
        return PemText.read(pem, "", Path.of("pem")).certificates().getFirst();
    }

    private static SSLContext trusting(X509Certificate authority) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
