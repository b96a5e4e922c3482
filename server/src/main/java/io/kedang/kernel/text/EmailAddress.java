package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/// An e-mail address in lower case; a host in Chinese (`例子.中国`) in its ASCII form.
public final class EmailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private EmailAddress() {}

    public static Parsed<String> parse(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.EMAIL_FORM);
        }
        if (narrow.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        var address = narrow.toLowerCase(Locale.ROOT);
        if (address.startsWith("mailto:")) {
            address = address.substring("mailto:".length());
        }
        int at = address.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL || address.length() > LONGEST) {
            return Parsed.wrong(ValueProblem.EMAIL_FORM);
        }
        var local = address.substring(0, at);
        var host = host(address.substring(at + 1));
        return LOCAL.matcher(local).matches() && host.contains(".")
                ? Parsed.right(local + "@" + host)
                : Parsed.wrong(ValueProblem.EMAIL_FORM);
    }

    private static final Pattern HOST =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*"
                            + "(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})");

    /// The host in ASCII; empty when it is none.
    static String host(String typed) {
        try {
            var ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.length() <= 253 && HOST.matcher(ascii).matches() ? ascii : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
