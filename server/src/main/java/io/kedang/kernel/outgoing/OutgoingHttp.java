package io.kedang.kernel.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/// Asks another system over HTTP, within seconds, for no more than it may answer, and follows
/// nobody elsewhere. Where a connection leads is looked at when it is made, see [Outgoing]. All is
/// encrypted, but for this machine under its plain names.
public final class OutgoingHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final int LONGEST = 1 << 20;

    private final Reach reach;
    private final SSLSocketFactory sockets;
    private final Duration patience;
    private final int longest;

    private OutgoingHttp(Reach reach, SSLSocketFactory sockets, Duration patience, int longest) {
        this.reach = reach;
        this.sockets = new GuardedSockets(reach, sockets);
        this.patience = patience;
        this.longest = longest;
    }

    /// At most one megabyte, within ten seconds.
    ///
    /// @param certificates in PEM, to believe these and no others; null for the usual ones
    public static OutgoingHttp of(Reach reach, @Nullable String certificates) throws IOException {
        try {
            var sockets = TrustedCertificates.sockets(certificates);
            return new OutgoingHttp(reach, sockets, READ, LONGEST);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used", e);
        }
    }

    /// What the operator set up, believing the usual certificates.
    ///
    /// @param patience how long an answer may take
    /// @param longest in bytes
    public static OutgoingHttp ofOperator(Duration patience, int longest) {
        var sockets = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new OutgoingHttp(Reach.OPERATOR, sockets, patience, longest);
    }

    public record Answer(int status, Map<String, List<String>> headers, String body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(List::getFirst);
        }

        /// Never shows the body.
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /// Throws [ForbiddenAddress] before anything is said where nothing may be said.
    ///
    /// @param body null for a request without one
    public Answer send(
            String method, URL url, Map<String, List<String>> headers, @Nullable String body)
            throws IOException {
        var connection = open(url);
        try {
            connection.setRequestMethod(method);
            headers.forEach(
                    (name, values) ->
                            values.forEach(value -> connection.addRequestProperty(name, value)));
            if (body != null) {
                connection.setDoOutput(true);
                try (var out = connection.getOutputStream()) {
                    out.write(body.getBytes(UTF_8));
                }
            }
            int status = connection.getResponseCode();
            try (var in =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, named(connection), read(in));
            }
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(URL url) throws IOException {
        if (!url.getProtocol().startsWith("http")) {
            throw new ForbiddenAddress(url.getProtocol());
        }
        // As it is written: sockets know no more than what an address in figures comes to.
        Outgoing.addresses(url.getHost(), reach);
        var connection = url.openConnection();
        if (connection instanceof HttpsURLConnection encrypted) {
            encrypted.setSSLSocketFactory(sockets);
        } else if (!Reach.isThisMachine(url.getHost())) {
            throw new IOException("not encrypted: http://" + url.getHost());
        }
        var http = (HttpURLConnection) connection;
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout(Outgoing.millis(CONNECT));
        http.setReadTimeout(Outgoing.millis(patience));
        return http;
    }

    private static Map<String, List<String>> named(HttpURLConnection connection) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        connection
                .getHeaderFields()
                .forEach(
                        (name, values) -> {
                            if (name != null) {
                                headers.put(name.toLowerCase(Locale.ROOT), values);
                            }
                        });
        return headers;
    }

    private String read(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return "";
        }
        var bytes = in.readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw new IOException("the answer is longer than " + longest + " bytes");
        }
        return new String(bytes, UTF_8);
    }

    /// Encrypts connections that look where they lead.
    private static final class GuardedSockets extends SSLSocketFactory {
        private final Reach reach;
        private final SSLSocketFactory sockets;

        GuardedSockets(Reach reach, SSLSocketFactory sockets) {
            this.reach = reach;
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() {
            return new Outgoing.GuardedSocket(reach);
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
                throws IOException {
            return sockets.createSocket(socket, host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }
    }
}
