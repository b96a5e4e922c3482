package io.kedang.kernel.text;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.regex.Pattern;

/// The numbers of mainland China, which are nearly all that this house sees: read and written here
/// without the slower general library.
final class MainlandPhones {
    static final String COUNTRY = "+86";

    private static final Pattern HOTLINE = Pattern.compile("[48]00\\d{7}");
    private static final Pattern SERVICE =
            Pattern.compile("1[12]\\d|10\\d{3}|12\\d{3}|11[68]114|95\\d{3,6}|96\\d{3,4}");
    private static final Pattern WITHOUT_AREA = Pattern.compile("[2-8]\\d{6,7}");

    private static final BitSet AREAS_OF_SEVEN = new BitSet();
    private static final BitSet AREAS_OF_EIGHT = new BitSet();

    static {
        for (var line : TextTable.lines("area-codes.txt")) {
            var areas = line.startsWith("7") ? AREAS_OF_SEVEN : AREAS_OF_EIGHT;
            for (var range : line.substring(2).split(" ")) {
                var ends = range.split("-");
                areas.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
            }
        }
    }

    private MainlandPhones() {}

    /// E.164 of a mobile, landline or hotline in a common spelling; null when it is none of these.
    static @Nullable String e164(String narrow) {
        var digits = digits(narrow);
        if (digits == null) {
            return null;
        }
        boolean international = narrow.startsWith("+");
        if (!international && digits.startsWith("00")) {
            digits = digits.substring(2);
            international = true;
        }
        if (digits.startsWith("86")) {
            var inside = national(digits.substring(2), true);
            if (inside != null) {
                return COUNTRY + inside;
            }
        }
        var national = international ? null : national(digits, false);
        return national == null ? null : COUNTRY + national;
    }

    static boolean isService(String narrow) {
        var digits = digits(narrow);
        return digits != null && !narrow.startsWith("+") && SERVICE.matcher(digits).matches();
    }

    static boolean isWithoutArea(String narrow) {
        var digits = digits(narrow);
        return digits != null && WITHOUT_AREA.matcher(digits).matches();
    }

    static boolean isMobile(String national) {
        return national.length() == 11
                && national.charAt(0) == '1'
                && national.charAt(1) >= '3'
                && Typed.isDigits(national);
    }

    static boolean isHotline(String national) {
        return national.length() == 10 && HOTLINE.matcher(national).matches();
    }

    /// How people write it: `138 0013 8000`, `400-820-8820`, `023-88886666`.
    static String display(String national) {
        if (isMobile(national)) {
            return national.substring(0, 3)
                    + " "
                    + national.substring(3, 7)
                    + " "
                    + national.substring(7);
        }
        if (isHotline(national)) {
            return national.substring(0, 3)
                    + "-"
                    + national.substring(3, 6)
                    + "-"
                    + national.substring(6);
        }
        int area = Math.min(areaLength(national), national.length());
        return "0" + national.substring(0, area) + "-" + national.substring(area);
    }

    /// With the 0 that is dialled inside the country.
    static String dialled(String national) {
        return isMobile(national) || isHotline(national) ? national : "0" + national;
    }

    static int areaLength(String national) {
        return national.startsWith("10") || national.startsWith("2") ? 2 : 3;
    }

    private static @Nullable String national(String digits, boolean zeroMayLack) {
        if (isMobile(digits) || isHotline(digits)) {
            return digits;
        }
        if (digits.startsWith("0")) {
            return isLandline(digits.substring(1)) ? digits.substring(1) : null;
        }
        return zeroMayLack && isLandline(digits) ? digits : null;
    }

    /// Areas with eight digits had seven before: old files and directories still hold those
    /// numbers.
    private static boolean isLandline(String national) {
        int area = areaLength(national);
        int rest = national.length() - area;
        if (rest != 7 && rest != 8 || national.charAt(area) < '2' || national.charAt(area) > '8') {
            return false;
        }
        int code = Integer.parseInt(national.substring(0, area));
        return AREAS_OF_EIGHT.get(code) || rest == 7 && AREAS_OF_SEVEN.get(code);
    }

    /// The digits alone; null when there is anything else than digits, a plus in front and the
    /// usual marks between.
    private static @Nullable String digits(String narrow) {
        var digits = new StringBuilder(narrow.length());
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (" -().".indexOf(c) < 0 && !(c == '+' && i == 0)) {
                return null;
            }
        }
        return digits.length() <= 20 ? digits.toString() : null;
    }
}
