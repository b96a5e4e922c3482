package io.kedang.access.signin.outside.ldap;

import io.kedang.access.signin.outside.OutsideAddress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// The sockets of Java's LDAP, which takes a factory by the name of its class alone. One is made
/// while a conversation opens, and none later: a connection that breaks after it was encrypted is
/// not opened anew in clear, with a password to follow.
public final class LdapSockets extends SocketFactory {
    static final ScopedValue<LdapSockets> CURRENT = ScopedValue.newInstance();

    private final @Nullable SSLSocketFactory encrypted;

    /// @param encrypted null where the connection begins in clear
    LdapSockets(@Nullable SSLSocketFactory encrypted) {
        this.encrypted = encrypted;
    }

    /// Called by Java's LDAP.
    public static SocketFactory getDefault() {
        return CURRENT.get();
    }

    @Override
    public Socket createSocket() throws IOException {
        return encrypted == null ? new CheckedSocket() : encrypted.createSocket();
    }

    /// Refuses to be led where nobody may be led.
    private static final class CheckedSocket extends Socket {
        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            if (to instanceof InetSocketAddress internet
                    && internet.getAddress() != null
                    && OutsideAddress.isForbidden(internet.getAddress())) {
                throw new IOException("a forbidden address: " + internet.getAddress());
            }
            super.connect(to, timeout);
        }
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
}
