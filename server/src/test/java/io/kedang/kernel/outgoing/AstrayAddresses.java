package io.kedang.kernel.outgoing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/// Addresses that lead to this machine, to its neighbours, or to where a cloud tells secrets, and
/// don't look it; plain `localhost`, `127.0.0.1` and `[::1]` are not among them.
public final class AstrayAddresses {
    private static final byte[] PUBLIC = {(byte) 192, 0, 2, 1};

    private static final List<String> OTHER_SCHEMES =
            List.of("file", "ftp", "gopher", "jar:https", "netdoc", "dict", "tftp", "data", "ws");

    private static final List<Function<int[], String>> FORMS =
            List.of(
                    ip -> "%d.%d.%d.%d".formatted(ip[0], ip[1], ip[2], ip[3]),
                    ip -> Long.toString(whole(ip)),
                    ip -> "0x%x".formatted(whole(ip)),
                    ip -> "0%o".formatted(whole(ip)),
                    ip -> "0%o.0%o.0%o.0%o".formatted(ip[0], ip[1], ip[2], ip[3]),
                    ip -> "0x%x.0x%x.0x%x.0x%x".formatted(ip[0], ip[1], ip[2], ip[3]),
                    ip -> "%d.%d".formatted(ip[0], whole(ip) & 0xff_ffff),
                    ip -> "%d.%d.%d".formatted(ip[0], ip[1], whole(ip) & 0xffff),
                    ip -> "%03d.%03d.%03d.%03d".formatted(ip[0], ip[1], ip[2], ip[3]),
                    ip -> "[::ffff:%d.%d.%d.%d]".formatted(ip[0], ip[1], ip[2], ip[3]),
                    ip -> "[::ffff:%x:%x]".formatted(high(ip), low(ip)),
                    ip -> "[0:0:0:0:0:ffff:%x:%x]".formatted(high(ip), low(ip)),
                    ip -> "[::%x:%x]".formatted(high(ip), low(ip)),
                    ip -> "[64:ff9b::%x:%x]".formatted(high(ip), low(ip)),
                    ip -> "[64:ff9b:1::%x:%x]".formatted(high(ip), low(ip)),
                    ip -> "[2002:%x:%x::1]".formatted(high(ip), low(ip)),
                    ip -> "[2001:0:1:2:3:4:%x:%x]".formatted(high(ip) ^ 0xffff, low(ip) ^ 0xffff),
                    ip -> "[2001:db8::5efe:%x:%x]".formatted(high(ip), low(ip)),
                    ip -> "%d.%d.%d.%d.".formatted(ip[0], ip[1], ip[2], ip[3]),
                    ip -> TestNames.name("x", bytes(ip)),
                    ip -> TestNames.name("x", PUBLIC, bytes(ip)),
                    ip -> TestNames.name("x", bytes(ip), PUBLIC),
                    ip -> wide("%d.%d.%d.%d".formatted(ip[0], ip[1], ip[2], ip[3])),
                    ip -> "%d%%2e%d.%d.%d".formatted(ip[0], ip[1], ip[2], ip[3]));

    private AstrayAddresses() {}

    /// @param scheme of the setting
    /// @param port where somebody listens
    public static List<String> of(String scheme, int port, int count, Random random) {
        var addresses = new LinkedHashSet<String>();
        for (var special :
                List.of("[::]", "[fe80::1]", "[fd00:ec2::254]", "[ff02::1]", "localhost.")) {
            addresses.add(scheme + "://" + special + ":" + port);
        }
        for (int n = 0; addresses.size() < count; n++) {
            var host = FORMS.get(n % FORMS.size()).apply(target(random));
            if (!Reach.isThisMachine(host)) {
                addresses.add(dressed(scheme, host + ":" + port, random));
            }
        }
        return new ArrayList<>(addresses);
    }

    private static int[] target(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new int[] {169, 254, 169, 254};
            case 1 -> new int[] {169, 254, random.nextInt(256), random.nextInt(256)};
            case 2 -> new int[] {100, 100, 100, 200};
            case 3 -> new int[] {168, 63, 129, 16};
            case 4 -> new int[] {0, 0, 0, 0};
            case 5 -> new int[] {224 + random.nextInt(32), 0, 0, 1};
            case 6 -> new int[] {127, random.nextInt(256), random.nextInt(256), 1};
            default -> new int[] {127, 0, 0, 1};
        };
    }

    private static String dressed(String scheme, String host, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> scheme + "://example.com@" + host;
            case 1 -> scheme + "://" + host + "#@example.com";
            case 2 -> scheme + "://" + host + "?@example.com/";
            case 3 -> scheme + "://example.com\\@" + host;
            case 4 -> OTHER_SCHEMES.get(random.nextInt(OTHER_SCHEMES.size())) + "://" + host + "/x";
            case 5 -> scheme.toUpperCase(Locale.ROOT) + "://" + host;
            case 6 -> "\t" + scheme + "://" + host + "\u00a0";
            default -> scheme + "://" + host;
        };
    }

    private static long whole(int[] ip) {
        return new BigInteger(1, bytes(ip)).longValueExact();
    }

    private static int high(int[] ip) {
        return ip[0] << 8 | ip[1];
    }

    private static int low(int[] ip) {
        return ip[2] << 8 | ip[3];
    }

    private static byte[] bytes(int[] ip) {
        return new byte[] {(byte) ip[0], (byte) ip[1], (byte) ip[2], (byte) ip[3]};
    }

    /// In figures and dots of full width, which some take for the usual ones.
    private static String wide(String ip) {
        var wide = new StringBuilder();
        ip.chars().forEach(c -> wide.append((char) (c == '.' ? 0x3002 : c - '0' + 0xff10)));
        return wide.toString();
    }
}
