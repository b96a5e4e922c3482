package io.kedang.kernel.outgoing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Rule: the addresses at which a cloud tells its machines their secrets, and those that are no
/// address of one machine. Nothing ever connects to them, whoever sets it up.
final class Secrets {
    /// Beside the link-local ones, by which most clouds answer: Alibaba Cloud, Oracle, Azure, AWS
    /// over IPv6.
    private static final List<InetAddress> METADATA =
            Stream.of("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254")
                    .map(InetAddress::ofLiteral)
                    .toList();

    private Secrets() {}

    static boolean contain(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || isOfNobody(address)
                || METADATA.contains(address)
                || leadsElsewhere(address);
    }

    /// `0.0.0.0/8`, which some systems take for this machine, and `240.0.0.0/4` with the broadcast.
    private static boolean isOfNobody(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
    }

    /// What a network, or a host, makes an IPv4 address of: `64:ff9b::/96` and `64:ff9b:1::/48`
    /// (RFC 6052, 8215), `2002::/16` (RFC 3056), `::a.b.c.d`, `2001::/32` (RFC 4380, inverted) and
    /// `::5efe:a.b.c.d` (RFC 5214). Such an address may lead nowhere near us.
    private static boolean leadsElsewhere(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        var bytes = address.getAddress();
        boolean translated = starts(bytes, 0, 0x64, 0xff, 0x9b);
        boolean compatible = starts(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) && bytes[15] != 1;
        boolean tunnelled = (bytes[8] & 0xfc) == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
        if (translated || compatible || tunnelled) {
            return isNear(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (starts(bytes, 0x20, 0x02)) {
            return isNear(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (starts(bytes, 0x20, 0x01, 0, 0)) {
            var inverted = new byte[4];
            for (int i = 0; i < inverted.length; i++) {
                inverted[i] = (byte) ~bytes[12 + i];
            }
            return isNear(inverted);
        }
        return false;
    }

    private static boolean starts(byte[] bytes, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (bytes[i] != (byte) first[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(byte[] ipv4) {
        try {
            var address = InetAddress.getByAddress(ipv4);
            return contain(address) || Nearness.of(address) == Nearness.THIS_MACHINE;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
