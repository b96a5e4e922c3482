package io.kedang.kernel.outgoing;

import java.net.Inet6Address;
import java.net.InetAddress;

/// How near an address lies, the nearest last.
enum Nearness {
    INTERNET,

    /// Networks that are not routed to the internet.
    COMPANY,

    THIS_MACHINE;

    static Nearness of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return THIS_MACHINE;
        }
        return address.isSiteLocalAddress() || isPrivate(address) ? COMPANY : INTERNET;
    }

    /// `fc00::/7` (RFC 4193), `100.64.0.0/10` (RFC 6598).
    private static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet6Address
                ? (bytes[0] & 0xfe) == 0xfc
                : bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
}
