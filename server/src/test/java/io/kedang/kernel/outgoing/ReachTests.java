package io.kedang.kernel.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import io.kedang.goal.Course;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Where connections may lead, by who says where; a listener counts those that are made.
@Tag("s7")
class ReachTests {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ADDRESSES = Course.count(200, 2_000);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    example.com,      true,  true
                    10.1.2.3,         true,  true
                    192.168.1.1,      true,  true
                    [fd12:3456::1],   true,  true
                    127.0.0.1,        true,  true
                    [::1],            true,  true
                    localhost,        true,  true
                    127.0.0.2,        false, true
                    2130706433,       false, true
                    127.1,            false, true
                    [::ffff:7f00:1],  false, true
                    169.254.169.254,  false, false
                    2852039166,       false, false
                    [fe80::1],        false, false
                    100.100.100.200,  false, false
                    168.63.129.16,    false, false
                    192.0.0.192,      false, false
                    [fd00:ec2::254],  false, false
                    [64:ff9b::7f00:1],false, false
                    [2002:7f00:1::],  false, false
                    0.0.0.0,          false, false
                    0.1.2.3,          false, false
                    [::],             false, false
                    224.0.0.1,        false, false
                    255.255.255.255,  false, false
                    999.1.1.1,        false, false
                    """)
    void whoeverSetsItUpDecidesHowFarItReaches(
            String host, boolean administrator, boolean operator) {
        assertThat(Outgoing.mayBeTyped(host, Reach.ADMINISTRATOR)).isEqualTo(administrator);
        assertThat(Outgoing.mayBeTyped(host, Reach.OPERATOR)).isEqualTo(operator);
    }

    @Test
    void noAddressOfTwoHundredOpensAConnection(TestReporter reporter) throws IOException {
        try (var listener = new CountingListener()) {
            var http = OutgoingHttp.of(Reach.ADMINISTRATOR, null);
            var addresses =
                    AstrayAddresses.of(
                            "https", listener.port(), ADDRESSES, Course.random("astray"));
            for (var address : addresses) {
                assertThatThrownBy(
                                () -> http.send("GET", URI.create(address).toURL(), Map.of(), null))
                        .as(address)
                        .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
                var host = hostOf(address);
                if (host != null) {
                    assertThatThrownBy(
                                    () ->
                                            Outgoing.connect(
                                                    host,
                                                    listener.port(),
                                                    Reach.ADMINISTRATOR,
                                                    PATIENCE))
                            .as(address)
                            .isInstanceOf(IOException.class);
                }
            }
            assertThat(listener.connections()).isZero();
            Outgoing.connect("127.0.0.1", listener.port(), Reach.ADMINISTRATOR, PATIENCE).close();
            while (listener.connections() == 0) {
                Thread.onSpinWait(); // the listener counts
            }
            reporter.publishEntry("addresses", "" + addresses.size());
        }
    }

    private static String hostOf(String address) {
        try {
            return URI.create(address).getHost();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    @Test
    void nobodyLeadsUsNearerThanHeIsHimself() throws IOException {
        try (var listener = new CountingListener()) {
            var company = TestNames.name("idp", new byte[] {10, 1, 2, 3});
            var internet = TestNames.name("idp", new byte[] {(byte) 203, 0, 113, 1});
            var machine = "http://127.0.0.1:" + listener.port();
            for (var teller : new String[] {company, internet}) {
                var http = OutgoingHttp.of(Reach.toldBy(URI.create("https://" + teller)), null);
                for (var led :
                        new String[] {
                            machine,
                            machine.replace("http", "https"),
                            "https://[::1]:" + listener.port()
                        }) {
                    assertThatThrownBy(() -> send(http, led)).isInstanceOf(ForbiddenAddress.class);
                }
            }
            var told = Reach.toldBy(URI.create("https://" + internet));
            assertThat(Outgoing.mayBeTyped("10.9.9.9", told)).isFalse();
            assertThat(Outgoing.mayBeTyped("203.0.113.9", told)).isTrue();
            assertThat(
                            Outgoing.mayBeTyped(
                                    "10.9.9.9", Reach.toldBy(URI.create("https://" + company))))
                    .isTrue();
            assertThat(listener.connections()).isZero();
            assertThatThrownBy(() -> Reach.toldBy(URI.create("https://169.254.169.254")))
                    .isInstanceOf(ForbiddenAddress.class);
        }
    }

    @Test
    void aRedirectIsAnAnswerAndNoWay() throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        try (var listener = new CountingListener()) {
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.getResponseHeaders()
                                .set("Location", "http://127.0.0.1:" + listener.port());
                        exchange.sendResponseHeaders(307, -1);
                        exchange.close();
                    });
            server.start();
            var answer =
                    send(
                            OutgoingHttp.of(Reach.ADMINISTRATOR, null),
                            "http://127.0.0.1:" + server.getAddress().getPort());
            assertThat(answer.status()).isEqualTo(307);
            assertThat(listener.connections()).isZero();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatAnAdministratorSetsUpIsEncryptedAndWhatTheOperatorSetsUpReachesNoSecrets() {
        var operator = OutgoingHttp.ofOperator(PATIENCE, 1000);
        for (var secret : new String[] {"169.254.169.254", "100.100.100.200", "[fd00:ec2::254]"}) {
            assertThatThrownBy(() -> send(operator, "http://" + secret + "/latest/meta-data"))
                    .isInstanceOf(ForbiddenAddress.class);
        }
        assertThatThrownBy(
                        () ->
                                send(
                                        OutgoingHttp.of(Reach.ADMINISTRATOR, null),
                                        "http://" + TestNames.name("x", new byte[] {10, 1, 2, 3})))
                .hasMessageContaining("not encrypted");
        assertThatThrownBy(() -> send(operator, "file:///etc/passwd"))
                .isInstanceOf(ForbiddenAddress.class);
    }

    private static OutgoingHttp.Answer send(OutgoingHttp http, String address) throws IOException {
        return http.send("GET", URI.create(address).toURL(), Map.of(), null);
    }
}
