package io.kedang.command;

import io.kedang.transport.ServerCertificate;
import io.kedang.transport.TransportSettings;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

/// What a certificate is and what devices have to be told, in lines for a terminal.
final class CertificateReport {
    private static final List<String> DEVICES =
            List.of("windows", "macos", "linux", "firefox", "android", "ios");

    private CertificateReport() {}

    /// At a start: everything when the authority is new, else where to read it again.
    static void news(
            TransportSettings transport,
            ServerCertificate served,
            String address,
            boolean isNew,
            Console console) {
        console.say("  " + names(served));
        console.say("  " + Console.text("command.tls.until", day(served.end())));
        transport
                .authority()
                .ifPresent(
                        authority -> {
                            if (isNew) {
                                install(authority, address, console::say);
                            } else {
                                console.say("  " + Console.text("command.tls.again"));
                            }
                        });
    }

    static void all(
            TransportSettings transport,
            ServerCertificate served,
            String address,
            Console console) {
        console.print(names(served));
        console.print(Console.text("command.tls.issuer", issuer(served)));
        console.print(Console.text("command.tls.until", day(served.end())));
        console.print(
                Console.text(
                        "command.tls.fingerprint", ServerCertificate.fingerprint(served.leaf())));
        transport.authority().ifPresent(authority -> install(authority, address, console::print));
    }

    private static void install(X509Certificate authority, String address, Consumer<String> line) {
        line.accept("");
        line.accept(Console.text("command.tls.install", address + "/ca.crt"));
        line.accept("  SHA-256 " + ServerCertificate.fingerprint(authority));
        var end = day(authority.getNotAfter().toInstant());
        line.accept("  " + Console.text("command.tls.authority-until", end));
        DEVICES.forEach(device -> line.accept("  " + Console.text("command.tls.on-" + device)));
    }

    private static String names(ServerCertificate served) {
        return Console.text("command.tls.names", String.join(" ", served.names()));
    }

    private static String issuer(ServerCertificate served) {
        return served.leaf().getIssuerX500Principal().getName();
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneId.systemDefault()).toLocalDate().toString();
    }
}
