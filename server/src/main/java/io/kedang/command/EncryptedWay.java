package io.kedang.command;

import io.kedang.kernel.outgoing.Reach;

import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;
import org.postgresql.util.PSQLException;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// Rule: a setting that leads to another machine leads there encrypted, and the certificate of that
/// machine is checked. To this machine, under its plain names, it may lead without.
final class EncryptedWay {
    private static final String DATABASE = "jdbc:postgresql:";

    /// By which a driver takes the word of classes about certificates and names.
    private static final Set<PGProperty> OWN_CHECKS =
            Set.of(PGProperty.SSL_FACTORY, PGProperty.SSL_HOSTNAME_VERIFIER);

    private EncryptedWay() {}

    /// How to write it instead; empty where nothing is wrong.
    ///
    /// @param text of a setting that has the form which the catalogue asks for
    static Optional<String> instead(String text) {
        if (text.startsWith(DATABASE)) {
            return isSafeDatabase(text)
                    ? Optional.empty()
                    : Optional.of(DATABASE + "//…?sslmode=verify-full");
        }
        return switch (text.replaceFirst(":.*", "")) {
            case "http" -> clear(text, "https://…");
            case "tcp", "udp" -> clear(text, "tls://…");
            default -> Optional.empty();
        };
    }

    private static Optional<String> clear(String text, String instead) {
        try {
            var host = URI.create(text).getHost();
            return host != null && Reach.isThisMachine(host)
                    ? Optional.empty()
                    : Optional.of(instead);
        } catch (IllegalArgumentException noAddress) {
            return Optional.of(instead);
        }
    }

    /// As the driver reads it, which refuses what it cannot read.
    private static boolean isSafeDatabase(String url) {
        var read = Driver.parseURL(url, null);
        return read == null || staysHere(read) || isVerified(read);
    }

    private static boolean staysHere(Properties read) {
        var hosts = String.valueOf(PGProperty.PG_HOST.getOrDefault(read)).split(",");
        return Arrays.stream(hosts).allMatch(Reach::isThisMachine);
    }

    private static boolean isVerified(Properties read) {
        try {
            return SslMode.of(read).verifyPeerName()
                    && OWN_CHECKS.stream().noneMatch(each -> each.isPresent(read));
        } catch (PSQLException noMode) {
            return false;
        }
    }
}
