package io.kedang.house;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.net.SocketFactory;

/// Sends the bytes of a request as they are, right or wrong; every client library would repair or
/// refuse them.
public final class RawHttp implements AutoCloseable {
    private static final int LONGEST = 30_000;
    private static final int TIMEOUT_MILLIS = 60_000;

    /// @param target path and query as they stand in the request line, one character a byte
    /// @param headers whole lines, one character a byte
    public record Request(String method, String target, List<String> headers, byte[] body) {
        /// Whether a server can read on to the headers behind the first line.
        boolean isReadable() {
            return target.length() < LONGEST
                    && target.chars()
                            .allMatch(c -> c > 0x20 && c < 0x7f && "[]|^{}<>\\\"`".indexOf(c) < 0);
        }

        byte[] head() {
            var lines = new ArrayList<String>();
            lines.add(method + " " + target + " HTTP/1.1");
            lines.add("Host: 127.0.0.1");
            lines.addAll(headers);
            lines.add("Content-Length: " + body.length);
            return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            var text = new String(body, StandardCharsets.UTF_8);
            return "%s%n%s"
                    .formatted(
                            new String(head(), StandardCharsets.ISO_8859_1).strip(),
                            text.length() > 700 ? text.substring(0, 700) + "…" : text);
        }
    }

    public record Answer(int status, List<String> headers, byte[] body) {
        public String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final String host;
    private final int port;
    private final SocketFactory sockets;
    private Socket socket;
    private InputStream in;

    RawHttp(int port) {
        this("127.0.0.1", port, SocketFactory.getDefault());
    }

    /// @param sockets makes encrypted ones where the server wants them
    public RawHttp(String host, int port, SocketFactory sockets) {
        this.host = host;
        this.port = port;
        this.sockets = sockets;
    }

    /// One connection serves as long as the server keeps it open; a stream of
    /// events is not waited for.
    public Answer send(Request request) {
        boolean kept = socket != null;
        try {
            if (!kept) {
                socket = sockets.createSocket(host, port);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            }
            var out = new BufferedOutputStream(socket.getOutputStream());
            var answer = exchange(request, out);
            if (answer.header("connection").equals("close") || isEvents(answer)) {
                close();
            }
            return answer;
        } catch (IOException e) {
            close();
            if (kept) {
                return send(request);
            }
            throw new UncheckedIOException(request.toString(), e);
        }
    }

    /// A server that has already refused may close before it has read all of the body.
    private Answer exchange(Request request, BufferedOutputStream out) throws IOException {
        try {
            out.write(request.head());
            out.write(request.body());
            out.flush();
        } catch (IOException e) {
            return read(request);
        }
        return read(request);
    }

    private Answer read(Request request) throws IOException {
        var first = line();
        var headers = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        var head = new Answer(Integer.parseInt(first.split(" ")[1]), headers, new byte[0]);
        boolean bare = request.method().equals("HEAD") || isEvents(head) || head.status() == 204;
        return bare ? head : new Answer(head.status(), headers, body(head));
    }

    private static boolean isEvents(Answer answer) {
        return answer.header("content-type").startsWith("text/event-stream");
    }

    private byte[] body(Answer head) throws IOException {
        if (!head.header("content-length").isEmpty()) {
            return in.readNBytes(Integer.parseInt(head.header("content-length")));
        }
        if (!head.header("transfer-encoding").equals("chunked")) {
            return head.header("connection").equals("close") ? in.readAllBytes() : new byte[0];
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("the server closed the connection: " + line);
            }
            line.append((char) each);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }
}
