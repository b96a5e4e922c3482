package io.kedang.kernel.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;

import io.kedang.kernel.Parsed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A phone number.
///
/// Mainland mobiles are all `1[3-9]` with eleven digits, landlines must have an area code that
/// exists and a length that is or was in use there. Numbers of other countries need `+` or `00` and
/// a possible length. The number as it was typed is not kept here.
///
/// @param text E.164, with `;ext=` where there is an extension; a service number (95533, 110) has
///     its digits only
public record PhoneNumber(String text) {
    private static final int LONGEST = 60;
    private static final String EXTENSION = ";ext=";
    private static final Pattern WITH_EXTENSION =
            Pattern.compile(
                    "(.*[\\d)]) ?\\(?(?:;ext=|转|轉|分机号?|分機|内线|ext(?:n|ension)?|x|#) ?[:.]? ?"
                            + "(\\d{1,8})\\)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_DASH = Pattern.compile("(.*\\d) ?- ?(\\d{1,6})");
    private static final Pattern SCIENTIFIC =
            Pattern.compile("\\+?\\d(?:\\.\\d*)?E\\+?\\d{1,2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern READ_AS_NUMBER = Pattern.compile("(\\d{5,13})\\.0+");

    public enum Kind {
        /// of mainland China
        MOBILE,
        /// of mainland China
        LANDLINE,
        /// 400 and 800 numbers
        HOTLINE,
        /// short numbers: 110, 10086, 12345, 95533
        SERVICE,
        FOREIGN
    }

    public static Parsed<PhoneNumber> parse(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.PHONE_FORM);
        }
        if (narrow.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        var number = narrow.length() > LONGEST ? null : read(narrow);
        return number == null || !number.equals(read(number))
                ? Parsed.wrong(problem(narrow))
                : Parsed.right(new PhoneNumber(number));
    }

    /// The numbers that somebody put into one place: `13800138000/023-88886666`, one a line, with
    /// commas. One element when there is only one or when the parts are no numbers of their own.
    public static List<String> split(String typed) {
        var whole = List.of(typed);
        var narrow = Typed.narrow(typed);
        if (narrow == null || read(narrow) != null) {
            return whole;
        }
        var parts = Stream.of(narrow.split("[,;/|或]")).map(String::strip).toList();
        if (parts.size() == 1) {
            parts = List.of(narrow.split(" "));
        }
        return parts.size() > 1 && parts.stream().allMatch(part -> read(part) != null)
                ? parts
                : whole;
    }

    /// Digits to search by: as they are dialled inside China, with the country code for others;
    /// without the extension. `normal` is a [#text].
    public static String digits(String normal) {
        var number = new PhoneNumber(normal).withoutExtension();
        return switch (new PhoneNumber(number).kind()) {
            case SERVICE -> number;
            case FOREIGN -> number.substring(1);
            default -> MainlandPhones.dialled(national(number));
        };
    }

    /// The digits of a search term, as far as they can occur in [#digits]; empty when it has none
    /// or is something else than a part of a number.
    public static String searchedDigits(String term) {
        var narrow = Typed.narrow(term);
        if (narrow == null || !narrow.matches("\\+?[\\d ().-]{1,40}")) {
            return "";
        }
        var digits = narrow.replaceAll("[^\\d+]", "");
        return digits.replaceFirst("^(?:\\+86|0086)", "").replace("+", "");
    }

    /// Whether `normal` (a [#text]) has the form of a number that belongs to one person: a mobile
    /// of China, or one abroad that may be a mobile. Such numbers are sealed wherever they stand.
    public static boolean isPersonalMobile(String normal) {
        return new PhoneNumber(normal).isPersonalMobile();
    }

    public boolean isPersonalMobile() {
        return switch (kind()) {
            case MOBILE -> true;
            case LANDLINE, HOTLINE, SERVICE -> false;
            case FOREIGN -> {
                var type = Library.type(withoutExtension());
                yield type == PhoneNumberType.MOBILE
                        || type == PhoneNumberType.FIXED_LINE_OR_MOBILE
                        || type == PhoneNumberType.PERSONAL_NUMBER;
            }
        };
    }

    public Kind kind() {
        var number = withoutExtension();
        if (!number.startsWith("+")) {
            return Kind.SERVICE;
        }
        if (!number.startsWith(MainlandPhones.COUNTRY)) {
            return Kind.FOREIGN;
        }
        var national = national(number);
        return MainlandPhones.isMobile(national)
                ? Kind.MOBILE
                : MainlandPhones.isHotline(national) ? Kind.HOTLINE : Kind.LANDLINE;
    }

    /// Empty when there is none.
    public String extension() {
        int at = text.indexOf(EXTENSION);
        return at < 0 ? "" : text.substring(at + EXTENSION.length());
    }

    public String withoutExtension() {
        int at = text.indexOf(EXTENSION);
        return at < 0 ? text : text.substring(0, at);
    }

    /// As people write it: `138 0013 8000`, `023-88886666 转 8001`, `+44 20 7946 0958`.
    public String display() {
        var number = withoutExtension();
        var shown =
                switch (kind()) {
                    case SERVICE -> number;
                    case FOREIGN -> Library.display(number);
                    default -> MainlandPhones.display(national(number));
                };
        return extension().isEmpty() ? shown : shown + " 转 " + extension();
    }

    private static String national(String e164) {
        return e164.substring(MainlandPhones.COUNTRY.length());
    }

    /// The normal form; null when `narrow` is no number.
    private static @Nullable String read(String narrow) {
        var common = narrow.indexOf('.') < 0 ? MainlandPhones.e164(narrow) : null;
        if (common != null) {
            return common;
        }
        var cell = READ_AS_NUMBER.matcher(narrow);
        var text = cell.matches() ? cell.group(1) : narrow;
        var extended = WITH_EXTENSION.matcher(text);
        if (extended.matches()) {
            var number = number(extended.group(1).strip());
            return number == null ? null : number + EXTENSION + extended.group(2);
        }
        var number = number(text);
        var dashed = WITH_DASH.matcher(text);
        if (number == null && dashed.matches()) {
            number = number(dashed.group(1));
            return number == null || !number.startsWith("+")
                    ? null
                    : number + EXTENSION + dashed.group(2);
        }
        return number;
    }

    private static @Nullable String number(String narrow) {
        var mainland = MainlandPhones.e164(narrow);
        if (mainland != null) {
            return mainland;
        }
        return MainlandPhones.isService(narrow)
                ? Typed.joined(narrow).replaceAll("\\D", "")
                : Library.e164(narrow);
    }

    private static ValueProblem problem(String narrow) {
        if (SCIENTIFIC.matcher(narrow).matches()) {
            return ValueProblem.PHONE_DAMAGED;
        }
        if (MainlandPhones.isWithoutArea(narrow)) {
            return ValueProblem.PHONE_AREA_CODE;
        }
        return split(narrow).size() > 1 ? ValueProblem.PHONE_SEVERAL : ValueProblem.PHONE_FORM;
    }

    /// The general library, loaded only when a number needs it.
    private static final class Library {
        private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

        private Library() {}

        static @Nullable String e164(String narrow) {
            if (!narrow.matches("[+(]?\\d[\\d ().-]{4,30}")) {
                return null;
            }
            try {
                var number = UTIL.parse(narrow, "CN");
                boolean good =
                        number.getCountryCode() == 86
                                ? UTIL.isValidNumber(number)
                                : UTIL.isPossibleNumber(number);
                if (!good || number.hasExtension()) {
                    return null;
                }
                var e164 = UTIL.format(number, PhoneNumberFormat.E164);
                return number.equals(UTIL.parse(e164, "ZZ")) ? e164 : null;
            } catch (NumberParseException e) {
                return null;
            }
        }

        static PhoneNumberType type(String e164) {
            try {
                return UTIL.getNumberType(UTIL.parse(e164, "ZZ"));
            } catch (NumberParseException e) {
                return PhoneNumberType.UNKNOWN;
            }
        }

        static String display(String e164) {
            try {
                return UTIL.format(UTIL.parse(e164, "ZZ"), PhoneNumberFormat.INTERNATIONAL);
            } catch (NumberParseException e) {
                return e164;
            }
        }
    }
}
