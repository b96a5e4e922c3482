package io.kedang.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.kernel.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

class TransportSettingsTests {
    @TempDir Path data;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void onThisMachineEncryptionIsNotAskedFor(String listen) {
        settings("listen=" + listen).check(InstantSource.system());
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "2001:db8::1", "no-such-host.invalid"})
    void beyondItNothingIsServedWithoutEncryption(String listen) {
        assertRefused(TransportProblem.TLS_NEEDED, "listen=" + listen);
        assertRefused(TransportProblem.TLS_NEEDED, "listen=" + listen, "proxy=192.0.2.9");
    }

    @Test
    void autoMakesItsAuthorityBeforeAnythingIsStarted() {
        var settings = settings("listen=0.0.0.0", "tls=auto", "tls.hosts=kedang.example.com");
        assertThat(settings.authority()).isEmpty();
        assertThat(settings.certificate(InstantSource.system())).isEmpty();
        settings.check(InstantSource.system());
        assertThat(settings.authority()).isPresent();
        var certificate = settings.certificate(InstantSource.system());
        assertThat(certificate.orElseThrow().names()).startsWith("kedang.example.com");
        assertThat(settings.address(8443, certificate))
                .isEqualTo("https://kedang.example.com:8443");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', http://127.0.0.1:80",
        "127.0.0.2, '', http://127.0.0.2:80",
        "::1, '', http://[::1]:80",
        "0.0.0.0, auto, https://127.0.0.1:80",
        "::, auto, https://[::1]:80",
        "192.0.2.1, auto, https://192.0.2.1:80"
    })
    void programsOfThisMachineFindIt(String listen, String tls, String address) {
        assertThat(settings("listen=" + listen, "tls=" + tls).localAddress(80)).isEqualTo(address);
    }

    @Test
    void aSettingThatDoesNothingIsRefused() {
        assertRefused(TransportProblem.WITHOUT_MEANING, "http-port=8081");
        assertRefused(TransportProblem.WITHOUT_MEANING, "tls.hosts=kedang.example.com");
        assertRefused(TransportProblem.WITHOUT_MEANING, "tls=x.pem", "tls.hosts=a.example.com");
        assertRefused(TransportProblem.WITHOUT_MEANING, "tls=auto", "tls.key=key.pem");
        assertRefused(TransportProblem.WITHOUT_MEANING, "tls.key=key.pem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://kedang.example.com",
                "kedang.example.com:8443",
                "kedang example",
                "-kedang",
                "192.0.2.256",
                "a..b",
                "kedang_1",
                "k\u0000"
            })
    void whatIsNoHostIsRefused(String host) {
        assertRefused(TransportProblem.HOST_WRONG, "tls=auto", "tls.hosts=" + host);
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.com",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "0.0.0.0/0",
                "::/0",
                "10.0.0.256",
                ".*"
            })
    void whatIsNoProxyIsRefused(String proxy) {
        assertRefused(TransportProblem.PROXY_WRONG, "proxy=" + proxy);
    }

    @Test
    void whatCannotBeAPathIsNoFile() {
        assertRefused(TransportProblem.FILE_MISSING, "tls=a\u0000b.pem");
    }

    @Test
    void addressesOfProxiesAreNetworksOfThemselves() {
        assertThat(settings("proxy=10.0.0.5, 10.1.0.0/16,2001:db8::1").proxies())
                .containsExactly("10.0.0.5/32", "10.1.0.0/16", "2001:db8::1/128");
    }

    private void assertRefused(TransportProblem problem, String... pairs) {
        assertThatThrownBy(() -> settings(pairs).check(InstantSource.system()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }

    private TransportSettings settings(String... pairs) {
        var values =
                Arrays.stream(pairs)
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return TransportSettings.of(
                data,
                key ->
                        Optional.ofNullable(values.get(key))
                                .orElse(key.equals("listen") ? "127.0.0.1" : ""));
    }
}
