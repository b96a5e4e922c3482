package io.kedang.kernel.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// The one way out: looks at the addresses that a name has, and connects to one of those that it
/// has looked at, so that no name leads elsewhere after a check.
public final class Outgoing {
    private static final Pattern FIGURES =
            Pattern.compile("\\[.*]|(0[xX][0-9a-fA-F]*|[0-9]+)(\\.(0[xX][0-9a-fA-F]*|[0-9]*))*");

    private Outgoing() {}

    /// The addresses of a host; throws [ForbiddenAddress] when one of them may not be reached, also
    /// when another one may.
    public static List<InetAddress> addresses(String host, Reach reach) throws IOException {
        var addresses = List.of(InetAddress.getAllByName(host));
        for (var address : addresses) {
            if (!reach.allows(host, address)) {
                throw new ForbiddenAddress(host);
            }
        }
        return addresses;
    }

    /// Connects to the first of the addresses that answers.
    public static Socket connect(String host, int port, Reach reach, Duration patience)
            throws IOException {
        var failure = new IOException("no address: " + host);
        for (var address : addresses(host, reach)) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), millis(patience));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    /// Whether an address that is written in figures may be reached; a name may, until it is looked
    /// up. Figures are whatever some system takes for them: 2852039166 is an address.
    public static boolean mayBeTyped(String host, Reach reach) {
        if (!FIGURES.matcher(host).matches()) {
            return true;
        }
        try {
            return reach.allows(host, InetAddress.getByName(host));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    static int millis(Duration patience) {
        return Math.toIntExact(patience.toMillis());
    }

    /// Looks where it is led when it is led there, for those who connect sockets themselves.
    static final class GuardedSocket extends Socket {
        private final Reach reach;

        GuardedSocket(Reach reach) {
            this.reach = reach;
        }

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            if (!(to instanceof InetSocketAddress internet)) {
                throw new ForbiddenAddress(to.toString());
            }
            if (internet.isUnresolved()) {
                throw new UnknownHostException(internet.getHostString());
            }
            addresses(internet.getHostString(), reach);
            if (!reach.allows(internet.getHostString(), internet.getAddress())) {
                throw new ForbiddenAddress(internet.getHostString());
            }
            super.connect(to, timeout);
        }
    }
}
