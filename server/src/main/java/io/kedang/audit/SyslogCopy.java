package io.kedang.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kedang.kernel.outgoing.Outgoing;
import io.kedang.kernel.outgoing.Reach;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/// Sends check points to a log server (RFC 5424): `udp://HOST:PORT` a datagram each,
/// `tcp://HOST:PORT` with the length before each (RFC 6587).
final class SyslogCopy {
    /// Facility 10, authorisation; severity 6, information.
    private static final int PRIORITY = 10 * 8 + 6;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI target;

    SyslogCopy(String target) {
        this.target = URI.create(target);
    }

    /// Returns when the line has left; whether a datagram arrives, nobody says.
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
            try (var socket =
                    Outgoing.connect(
                            target.getHost(), target.getPort(), Reach.OPERATOR, PATIENCE)) {
                var out = socket.getOutputStream();
                out.write((message.length + " ").getBytes(US_ASCII));
                out.write(message);
                out.flush();
            }
        }
    }
}
