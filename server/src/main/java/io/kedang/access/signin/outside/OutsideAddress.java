package io.kedang.access.signin.outside;

import io.kedang.kernel.FieldError;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Rule: where a connection may lead. Encrypted, but for this machine itself; and never to
/// addresses at which a cloud tells its machines their secrets, whoever sets up the connection.
/// Private networks are open: that is where a company's directory is.
public final class OutsideAddress {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Beside the link-local ones, by which most clouds answer: Alibaba Cloud, AWS over IPv6.
    private static final List<String> METADATA = List.of("100.100.100.200", "fd00:ec2::254");

    private OutsideAddress() {}

    /// What is wrong with an address that somebody typed.
    ///
    /// @param encrypted the scheme that is encrypted from the first byte
    /// @param clear the scheme that is not
    /// @param clearIsFine whether a connection that begins in clear is encrypted before it says
    ///     anything
    public static Optional<FieldError> objection(
            String field, String typed, String encrypted, String clear, boolean clearIsFine) {
        var uri = parsed(typed);
        if (uri.isEmpty() || !List.of(encrypted, clear).contains(scheme(uri.get()))) {
            return Optional.of(FieldError.of(field, OutsideProblem.ADDRESS_WRONG, encrypted));
        }
        if (scheme(uri.get()).equals(clear) && !clearIsFine && !isThisMachine(uri.get())) {
            return Optional.of(FieldError.of(field, OutsideProblem.ADDRESS_IN_CLEAR, encrypted));
        }
        return isForbiddenText(uri.get().getHost())
                ? Optional.of(FieldError.of(field, OutsideProblem.ADDRESS_FORBIDDEN))
                : Optional.empty();
    }

    private static Optional<URI> parsed(String typed) {
        try {
            var uri = URI.create(typed.strip());
            boolean plain =
                    uri.getHost() != null
                            && uri.getUserInfo() == null
                            && uri.getQuery() == null
                            && uri.getFragment() == null;
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException noUri) {
            return Optional.empty();
        }
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    /// Whether what is said there stays on this machine.
    public static boolean isThisMachine(URI uri) {
        return THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /// Names are looked at when a connection is made, see [#isForbidden].
    private static boolean isForbiddenText(String host) {
        if (!host.matches("[0-9.]+|\\[.*]")) {
            return false;
        }
        try {
            return isForbidden(InetAddress.getByName(host));
        } catch (UnknownHostException noAddress) {
            return true;
        }
    }

    public static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.stream().anyMatch(each -> address.equals(ofLiteral(each)))
                || embedded(address).anyMatch(OutsideAddress::isForbidden);
    }

    /// What a translating network makes of `64:ff9b::a.b.c.d` (RFC 6052).
    private static Stream<InetAddress> embedded(InetAddress address) {
        var bytes = address.getAddress();
        boolean translated =
                address instanceof Inet6Address
                        && bytes[0] == 0
                        && bytes[1] == 0x64
                        && bytes[2] == (byte) 0xff
                        && bytes[3] == (byte) 0x9b;
        return translated ? Stream.of(ofBytes(Arrays.copyOfRange(bytes, 12, 16))) : Stream.empty();
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress ofLiteral(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
