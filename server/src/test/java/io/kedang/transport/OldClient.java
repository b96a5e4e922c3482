package io.kedang.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Begins a connection as clients of long ago do. Java would not: what it has switched off for
/// servers it has switched off for clients too, and a test with it would prove nothing.
final class OldClient {
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int PROTOCOL_VERSION = 70;
    private static final int HANDSHAKE_FAILURE = 40;
    private static final int CLIENT_HELLO = 1;
    private static final int TLS_1_0 = 0x0301;

    /// P-256, uncompressed points, ECDSA and RSA with SHA-256 and SHA-1.
    private static final byte[] EXTENSIONS = {
        0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 10, 0, 8, 4, 3, 4, 1, 2, 3, 2, 1
    };

    enum Answer {
        CONNECTS,
        TOO_OLD,
        NO_COMMON_CIPHER
    }

    private OldClient() {}

    /// @param version as on the wire: 0x0303 is TLS 1.2
    /// @param cipher the only one that is offered, by its number in the registry of IANA
    static Answer greet(int port, int version, int cipher) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var out = new DataOutputStream(socket.getOutputStream());
            var hello = hello(version, cipher);
            out.writeByte(HANDSHAKE);
            out.writeShort(TLS_1_0);
            out.writeShort(hello.length);
            out.write(hello);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            int type = in.readUnsignedByte();
            in.skipNBytes(4);
            int first = in.readUnsignedByte();
            if (type == HANDSHAKE && first == SERVER_HELLO) {
                return Answer.CONNECTS;
            }
            int alert = in.readUnsignedByte();
            return switch (alert) {
                case PROTOCOL_VERSION -> Answer.TOO_OLD;
                case HANDSHAKE_FAILURE -> Answer.NO_COMMON_CIPHER;
                default -> throw new IOException("alert " + alert);
            };
        }
    }

    private static byte[] hello(int version, int cipher) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var body = new DataOutputStream(bytes);
        body.writeShort(version);
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        body.write(random);
        body.writeByte(0);
        body.writeShort(2);
        body.writeShort(cipher);
        body.writeByte(1);
        body.writeByte(0);
        body.writeShort(EXTENSIONS.length);
        body.write(EXTENSIONS);
        var message = new ByteArrayOutputStream();
        var head = new DataOutputStream(message);
        head.writeByte(CLIENT_HELLO);
        head.writeByte(0);
        head.writeShort(bytes.size());
        head.write(bytes.toByteArray());
        return message.toByteArray();
    }

    /// For looking at what a server shows.
    static SSLContext trustingAnybody() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
