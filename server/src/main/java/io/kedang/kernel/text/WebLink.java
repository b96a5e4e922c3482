package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.util.Locale;
import java.util.regex.Pattern;

/// A web address that a reader may click: http or https, never a script, a file or a user name
/// before the host. `www.example.com` becomes `https://www.example.com`.
public final class WebLink {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,30}):(.*)");
    private static final Pattern PORT_AND_PATH =
            Pattern.compile("(?::(\\d{1,5}))?([/?#][^\\s\"<>\\\\^`{|}\\p{Cc}\\p{Cs}]*)?");

    private WebLink() {}

    public static Parsed<String> parse(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.TOO_LONG, Typed.LONGEST);
        }
        if (narrow.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        var scheme = "https";
        var rest = narrow;
        var parts = SCHEME.matcher(narrow);
        if (parts.matches() && !isPort(parts.group(1), parts.group(2))) {
            scheme = parts.group(1).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return Parsed.wrong(ValueProblem.LINK_SCHEME, scheme);
            }
            if (!parts.group(2).startsWith("//")) {
                return Parsed.wrong(ValueProblem.LINK_FORM);
            }
            rest = parts.group(2).substring(2);
        }
        int end = 0;
        while (end < rest.length() && ":/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        var host = EmailAddress.host(rest.substring(0, end));
        var tail = PORT_AND_PATH.matcher(rest.substring(end));
        if (!host.contains(".") && !isAddress(rest.substring(0, end)) || !tail.matches()) {
            return Parsed.wrong(ValueProblem.LINK_FORM);
        }
        if (host.isEmpty()) {
            host = rest.substring(0, end);
        }
        return Parsed.right(scheme + "://" + host + rest.substring(end));
    }

    /// `example.com:8080/` has no scheme but a port.
    private static boolean isPort(String before, String after) {
        return before.contains(".") && after.matches("\\d{1,5}(?:[/?#].*)?");
    }

    private static boolean isAddress(String host) {
        return host.matches(
                "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    }
}
