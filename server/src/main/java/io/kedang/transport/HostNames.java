package io.kedang.transport;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The names and addresses by which browsers reach a server, as a certificate states them.
final class HostNames {
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?(%1$s\\.)*%1$s".formatted(LABEL));
    private static final int LONGEST = 253;
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private HostNames() {}

    /// What was asked for first, then this machine's own, loopback last.
    ///
    /// @param listen the address that is listened on; every address of the machine counts when it
    ///     stands for all
    static List<String> of(String listen, Collection<String> wanted) {
        var names = new LinkedHashSet<String>();
        wanted.forEach(each -> names.add(canonical(each)));
        add(names, machine());
        addresses(listen).forEach(each -> add(names, each));
        LOOPBACK.forEach(each -> add(names, each));
        return List.copyOf(names);
    }

    /// A name in the letters that the network knows, an address in the form Java gives it.
    static String canonical(String name) {
        return find(name).orElseThrow(() -> new Refusal(TransportProblem.HOST_WRONG, name));
    }

    private static Optional<String> find(String name) {
        try {
            return Optional.of(InetAddress.ofLiteral(name).getHostAddress());
        } catch (IllegalArgumentException notAnAddress) {
            return findName(name);
        }
    }

    /// Digits and dots alone are a mistyped address, not a name.
    private static Optional<String> findName(String name) {
        try {
            var ascii = IDN.toASCII(name.strip(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.length() <= LONGEST
                            && NAME.matcher(ascii).matches()
                            && !ascii.matches("[0-9.]+")
                    ? Optional.of(ascii)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void add(Set<String> names, @Nullable String name) {
        if (name != null) {
            find(name).ifPresent(names::add);
        }
    }

    private static @Nullable String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> addresses(String listen) {
        try {
            if (!InetAddress.getByName(listen).isAnyLocalAddress()) {
                return List.of(listen);
            }
            var addresses = new ArrayList<String>();
            for (var each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                each.inetAddresses()
                        .filter(address -> !address.isLinkLocalAddress())
                        .filter(address -> !address.isLoopbackAddress())
                        .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                        .forEach(addresses::add);
            }
            Collections.sort(addresses);
            return addresses;
        } catch (IOException e) {
            return List.of();
        }
    }
}
