package io.kedang.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;

/// Sends check points to a log server (RFC 5424): `udp://HOST:PORT` a datagram each,
/// `tcp://HOST:PORT` with the length before each (RFC 6587).
final class SyslogCopy {
    /// Facility 10, authorisation; severity 6, information.
    private static final int PRIORITY = 10 * 8 + 6;

    private static final int PATIENCE_MILLIS = 3_000;

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
        var address = new InetSocketAddress(target.getHost(), target.getPort());
        if (target.getScheme().equals("udp")) {
            try (var socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(message, message.length, address));
            }
        } else {
            try (var socket = new Socket()) {
                socket.connect(address, PATIENCE_MILLIS);
                var out = socket.getOutputStream();
                out.write((message.length + " ").getBytes(US_ASCII));
                out.write(message);
                out.flush();
            }
        }
    }
}
