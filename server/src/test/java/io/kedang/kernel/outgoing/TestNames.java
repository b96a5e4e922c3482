package io.kedang.kernel.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/// Names under `.astray.test` have the addresses that they say: `x-10-1-2-3.astray.test` has one,
/// `x-10-1-2-3-127-0-0-1.astray.test` two, in this order. All others have those that they have.
public final class TestNames extends InetAddressResolverProvider {
    private static final String ZONE = ".astray.test";

    public static String name(String label, byte[]... addresses) {
        var name = new StringBuilder(label);
        for (var address : addresses) {
            for (byte part : address) {
                name.append('-').append(part & 0xff);
            }
        }
        return name + ZONE;
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                return host.endsWith(ZONE) ? told(host) : usual.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    private static Stream<InetAddress> told(String host) throws UnknownHostException {
        var parts = host.substring(0, host.length() - ZONE.length()).split("-");
        var addresses = Stream.<InetAddress>builder();
        for (int i = 1; i + 4 <= parts.length; i += 4) {
            var bytes = new byte[4];
            for (int b = 0; b < 4; b++) {
                bytes[b] = (byte) Integer.parseInt(parts[i + b]);
            }
            addresses.add(InetAddress.getByAddress(host, bytes));
        }
        return addresses.build();
    }

    @Override
    public String name() {
        return ZONE;
    }
}
