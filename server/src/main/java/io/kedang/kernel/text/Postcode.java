package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.util.Locale;
import java.util.regex.Pattern;

/// A postcode: six digits in mainland China, elsewhere whatever could be one.
public final class Postcode {
    private static final Pattern CHINESE = Pattern.compile("\\d{6}");
    private static final Pattern FOREIGN = Pattern.compile("[A-Z0-9](?:[ -]?[A-Z0-9]){1,11}");

    private Postcode() {}

    /// @param country ISO 3166 code of two letters
    public static Parsed<String> parse(String typed, String country) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.POSTCODE_FORM);
        }
        if (narrow.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        if (country.equalsIgnoreCase("CN")) {
            var digits = Typed.joined(narrow);
            return CHINESE.matcher(digits).matches()
                    ? Parsed.right(digits)
                    : Parsed.wrong(ValueProblem.POSTCODE_FORM);
        }
        var code = narrow.toUpperCase(Locale.ROOT);
        return code.length() <= 24 && FOREIGN.matcher(code).matches()
                ? Parsed.right(code)
                : Parsed.wrong(ValueProblem.POSTCODE_FORM);
    }
}
