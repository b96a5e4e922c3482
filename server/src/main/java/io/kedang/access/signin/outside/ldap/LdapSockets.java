package io.kedang.access.signin.outside.ldap;

import io.kedang.kernel.outgoing.Outgoing;
import io.kedang.kernel.outgoing.Reach;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The sockets of Java's LDAP, which takes a factory by the name of its class alone. One is made
/// while a conversation opens, and none later: a connection that breaks after it was encrypted is
/// not opened anew in clear, with a password to follow.
public final class LdapSockets extends SocketFactory {
    static final ScopedValue<LdapSockets> CURRENT = ScopedValue.newInstance();

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final @Nullable SSLSocketFactory encrypted;

    /// @param encrypted null where the connection begins in clear
    LdapSockets(@Nullable SSLSocketFactory encrypted) {
        this.encrypted = encrypted;
    }

    /// Called by Java's LDAP.
    public static SocketFactory getDefault() {
        return CURRENT.get();
    }

    /// Connected and, where it is encrypted, sure that it speaks with whom it means.
    @Override
    public Socket createSocket(String host, int port) throws IOException {
        var socket = Outgoing.connect(host, port, Reach.ADMINISTRATOR, PATIENCE);
        if (encrypted == null) {
            return socket;
        }
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var secured = (SSLSocket) encrypted.createSocket(socket, host, port, true);
            var parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("LDAPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            secured.setSoTimeout(0);
            return secured;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
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
}
