package io.kedang.access.signin.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/// Asks another system over HTTP: encrypted but for this machine, within seconds, one megabyte at
/// most, following nobody elsewhere. The address is checked once the connection is there and before
/// anything is said, so that a name cannot lead elsewhere after a check.
public final class OutsideHttp {
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int LONGEST = 1 << 20;

    private final SSLSocketFactory sockets;

    /// @param certificates in PEM, to believe these and no others; null for the usual ones
    public OutsideHttp(@Nullable String certificates) throws IOException {
        try {
            this.sockets = new CheckedSockets(TrustedCertificates.sockets(certificates));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates cannot be used", e);
        }
    }

    public record Answer(int status, Map<String, List<String>> headers, String body) {
        /// Never shows the body.
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

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
        var uri = URI.create(url.toString());
        var connection = (HttpURLConnection) url.openConnection();
        if (connection instanceof HttpsURLConnection encrypted) {
            encrypted.setSSLSocketFactory(sockets);
        } else if (uri.getHost() == null || !OutsideAddress.isThisMachine(uri)) {
            throw new IOException("not encrypted: " + uri.getScheme() + "://" + uri.getHost());
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        return connection;
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

    private static String read(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return "";
        }
        var bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new IOException("the answer is longer than " + LONGEST + " bytes");
        }
        return new String(bytes, UTF_8);
    }

    /// Encrypts connections that others have made, once it has seen where they lead.
    private static final class CheckedSockets extends SSLSocketFactory {
        private final SSLSocketFactory sockets;

        CheckedSockets(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() {
            return new Socket();
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
                throws IOException {
            if (OutsideAddress.isForbidden(socket.getInetAddress())) {
                socket.close();
                throw new IOException("a forbidden address: " + socket.getInetAddress());
            }
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
