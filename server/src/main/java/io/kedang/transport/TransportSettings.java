package io.kedang.transport;

import io.kedang.kernel.Refusal;

import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// How the server is to be reached, as settings say.
///
/// @param tls empty, [#AUTO], or a file with certificate and key
/// @param hosts names for the certificate of `auto`
/// @param httpPort where plain HTTP is pointed to HTTPS; empty for nowhere
/// @param proxies addresses and networks whose word about the client is taken
public record TransportSettings(
        Path data,
        String listen,
        String tls,
        String key,
        String password,
        String passwordFile,
        List<String> hosts,
        OptionalInt httpPort,
        List<String> proxies) {
    static final String AUTO = "auto";

    /// @param setting the text of a setting by its key
    public static TransportSettings of(Path data, UnaryOperator<String> setting) {
        var httpPort = setting.apply("http-port");
        return new TransportSettings(
                data,
                setting.apply("listen"),
                setting.apply("tls"),
                setting.apply("tls.key"),
                setting.apply("tls.password"),
                setting.apply("tls.password-file"),
                list(setting.apply("tls.hosts")),
                httpPort.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(httpPort)),
                list(setting.apply("proxy")).stream().map(TransportSettings::network).toList());
    }

    public boolean encrypted() {
        return !tls.isEmpty();
    }

    /// Whether certificates come from an authority of our own.
    public boolean isOwn() {
        return tls.equals(AUTO);
    }

    /// Refuses what would not be safe or could not work, before anything is started. Makes the
    /// authority and the certificate of `auto` when they are not there.
    public void check(InstantSource clock) {
        if (!encrypted() && !isLoopback()) {
            throw new Refusal(TransportProblem.TLS_NEEDED, listen);
        }
        refuseWithoutMeaning("http-port", httpPort.isPresent() && !encrypted());
        refuseWithoutMeaning("tls.hosts", !hosts.isEmpty() && !isOwn());
        refuseWithoutMeaning("tls.key", !key.isEmpty() && (!encrypted() || isOwn()));
        hosts.forEach(HostNames::canonical);
        source(clock).ifPresent(CertificateSource::read);
    }

    /// What is served, or would be: read anew, and nothing is made.
    public Optional<ServerCertificate> certificate(InstantSource clock) {
        return source(clock)
                .flatMap(
                        source ->
                                source instanceof OwnCertificate own
                                        ? own.findServer()
                                        : Optional.of(source.read()));
    }

    /// The authority of `auto` once there is one.
    public Optional<X509Certificate> authority() {
        return source(InstantSource.system()).orElse(null) instanceof OwnCertificate own
                ? own.findAuthorityCertificate()
                : Optional.empty();
    }

    /// Where a program on this machine reaches the server.
    public String localAddress(int port) {
        return address(
                isEverywhere() ? (listen.contains(":") ? "::1" : "127.0.0.1") : listen, port);
    }

    /// Where people reach it: by the first name of its certificate where it listens everywhere.
    public String address(int port, Optional<ServerCertificate> certificate) {
        var name =
                certificate.stream()
                        .flatMap(served -> served.names().stream())
                        .filter(each -> !each.startsWith("*"))
                        .findFirst()
                        .orElse("localhost");
        return address(isEverywhere() ? name : listen, port);
    }

    /// What belongs to certificates in the data folder.
    Path folder() {
        return folder(data);
    }

    static Path folder(Path data) {
        return data.resolve("tls");
    }

    Optional<CertificateSource> source(InstantSource clock) {
        if (!encrypted()) {
            return Optional.empty();
        }
        return Optional.of(
                isOwn()
                        ? new OwnCertificate(folder(), listen, hosts, clock)
                        : new CertificateFile(
                                path(tls), file(key), password, file(passwordFile), clock));
    }

    private String address(String host, int port) {
        return "%s://%s:%d"
                .formatted(
                        encrypted() ? "https" : "http",
                        host.contains(":") ? "[" + host + "]" : host,
                        port);
    }

    private boolean isLoopback() {
        try {
            return listen.isEmpty() || InetAddress.getByName(listen).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isEverywhere() {
        return listen.equals("0.0.0.0") || listen.equals("::");
    }

    private void refuseWithoutMeaning(String setting, boolean without) {
        if (without) {
            throw new Refusal(TransportProblem.WITHOUT_MEANING, setting, encrypted() ? tls : "");
        }
    }

    private static @Nullable Path file(String name) {
        return name.isEmpty() ? null : path(name);
    }

    private static Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Refusal(TransportProblem.FILE_MISSING, name);
        }
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /// `10.0.0.0/24` as it is, an address as the network of itself. Names are refused: whoever
    /// answers for one would be believed. So is the whole internet.
    private static String network(String text) {
        try {
            int slash = text.indexOf('/');
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            var network = slash < 0 ? text + "/" + address.getAddress().length * 8 : text;
            new NetMask(network);
            if (network.endsWith("/0")) {
                throw new Refusal(TransportProblem.PROXY_WRONG, text);
            }
            return network;
        } catch (IllegalArgumentException e) {
            throw new Refusal(TransportProblem.PROXY_WRONG, text);
        }
    }
}
