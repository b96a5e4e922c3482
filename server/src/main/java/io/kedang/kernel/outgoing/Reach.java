package io.kedang.kernel.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Rule: how far a connection may lead, by who says where. Networks of the company are open to
/// whoever sets up a connection, for that is where its directory is; this machine, where other
/// programs trust whoever asks, only under its plain name, so that no name that somebody else
/// decides on leads there. Nobody whom we ask may lead us nearer than he is himself.
///
/// @param byAnyName whether this machine may also be meant by another name than its plain ones
public record Reach(Nearness nearest, boolean byAnyName) {
    private static final Set<String> THIS_MACHINE =
            Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /// What stands in the settings of the operator, who may do everything on this machine anyway.
    public static final Reach OPERATOR = new Reach(Nearness.THIS_MACHINE, true);

    /// What an administrator types in a page.
    public static final Reach ADMINISTRATOR = new Reach(Nearness.THIS_MACHINE, false);

    /// What the system at `teller` says where to go on.
    public static Reach toldBy(URI teller) throws IOException {
        var nearest = Nearness.INTERNET;
        for (var address : Outgoing.addresses(teller.getHost(), ADMINISTRATOR)) {
            var nearness = Nearness.of(address);
            nearest = nearness.compareTo(nearest) > 0 ? nearness : nearest;
        }
        return new Reach(nearest, false);
    }

    /// Whether this host is this machine, and says so.
    public static boolean isThisMachine(String host) {
        return THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
    }

    boolean allows(String host, InetAddress address) {
        var nearness = Nearness.of(address);
        return !Secrets.contain(address)
                && nearness.compareTo(nearest) <= 0
                && (nearness != Nearness.THIS_MACHINE || byAnyName || isThisMachine(host));
    }
}
