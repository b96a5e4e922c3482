package io.kedang.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.kernel.outgoing.Outgoing;
import io.kedang.kernel.outgoing.Reach;
import io.kedang.kernel.outgoing.TrustedCertificates;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLSocket;

/// Sends check points to a log server (RFC 5424): `tls://HOST:PORT` encrypted, with the length
/// before each (RFC 5425); on this machine also `tcp://HOST:PORT`, the same in clear (RFC 6587),
/// and `udp://HOST:PORT`, a datagram each.
final class SyslogCopy {
    /// Facility 10, authorisation; severity 6, information.
    private static final int PRIORITY = 10 * 8 + 6;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI target;
    private final @Nullable Path certificates;

    /// @param certificates file with those that the log server is believed by, in PEM; null for
    ///     the usual ones
    SyslogCopy(String target, @Nullable Path certificates) {
        this.target = URI.create(target);
        this.certificates = certificates;
    }

    /// Returns when the line has left; whether a datagram arrives, nobody says. Throws when the
    /// server cannot be reached, or is not believed that it is the one of this name.
    void send(String line, Instant now) throws IOException {
        var message =
                "<%d>1 %s %s kedang %d checkpoint - %s"
                        .formatted(
                                PRIORITY,
                                now,
                                InetAddress.getLocalHost().getHostName(),
                                ProcessHandle.current().pid(),
                                line)
                        .getBytes(UTF_8);
        if (target.getScheme().equals("udp")) {
            var to = Outgoing.addresses(target.getHost(), Reach.OPERATOR).getFirst();
            var address = new InetSocketAddress(to, target.getPort());
            try (var socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(message, message.length, address));
            }
        } else {
            try (var plain =
                            Outgoing.connect(
                                    target.getHost(), target.getPort(), Reach.OPERATOR, PATIENCE);
                    var socket = target.getScheme().equals("tls") ? encrypted(plain) : plain) {
                var out = socket.getOutputStream();
                out.write((message.length + " ").getBytes(US_ASCII));
                out.write(message);
                out.flush();
            }
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        plain.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        var believed = certificates == null ? null : Files.readString(certificates);
        try {
            var socket =
                    (SSLSocket)
                            TrustedCertificates.sockets(believed)
                                    .createSocket(plain, target.getHost(), target.getPort(), true);
            var asked = socket.getSSLParameters();
            asked.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(asked);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used", e);
        }
    }
}
