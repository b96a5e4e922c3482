package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/// The number of a resident identity card 公民身份号码 (GB 11643). Old numbers of 15 digits become
/// those of 18. Sensitive: sealed where it is stored, masked where it is shown.
///
/// @param text 17 digits and a check digit, which may be `X`
public record IdNumber(String text) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int EARLIEST_YEAR = 1850;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    public enum Sex {
        MALE,
        FEMALE
    }

    /// Other documents that prove who somebody is; their numbers have a form but no check digit.
    public enum Document {
        RESIDENT_CARD("\\d{17}[\\dX]"),
        /// 港澳居民来往内地通行证
        HONG_KONG_MACAO_PERMIT("[HM]\\d{8}(\\d{2})?"),
        /// 台湾居民来往大陆通行证
        TAIWAN_PERMIT("\\d{8}|\\d{10}[A-Z]?"),
        /// 护照
        PASSPORT("[A-Z0-9]{5,15}"),
        /// 外国人永久居留身份证: an older form of 15 characters and one of 18 like a resident card
        FOREIGN_PERMANENT_RESIDENT("[A-Z]{3}\\d{12}|9\\d{16}[\\dX]"),
        /// 军官证, 出生证 and what else there is
        OTHER("[\\p{IsHan}A-Z0-9()/]{4,30}");

        private final String form;

        Document(String form) {
            this.form = form;
        }
    }

    public static Parsed<IdNumber> parse(String typed) {
        var number = normal(typed);
        if (number == null) {
            return Parsed.wrong(ValueProblem.ID_NUMBER_FORM);
        }
        if (number.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        if (number.length() == 15 && Typed.isDigits(number)) {
            var first17 = number.substring(0, 6) + "19" + number.substring(6);
            number = first17 + checkDigit(first17);
        }
        if (number.length() != 18
                || !Typed.isDigits(number.substring(0, 17))
                || CHECKS.indexOf(number.charAt(17)) < 0
                || number.charAt(0) == '0') {
            return Parsed.wrong(ValueProblem.ID_NUMBER_FORM);
        }
        if (birthDate(number) == null) {
            return Parsed.wrong(ValueProblem.ID_NUMBER_DATE);
        }
        return number.charAt(17) == checkDigit(number)
                ? Parsed.right(new IdNumber(number))
                : Parsed.wrong(ValueProblem.ID_NUMBER_CHECK);
    }

    /// The number of any kind of document in its normal form.
    public static Parsed<String> parse(Document document, String typed) {
        if (document == Document.RESIDENT_CARD) {
            return parse(typed).map(IdNumber::text);
        }
        var number = normal(typed);
        if (number == null) {
            return Parsed.wrong(ValueProblem.ID_DOCUMENT_FORM);
        }
        if (number.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        return number.length() <= 30 && number.matches(document.form)
                ? Parsed.right(number)
                : Parsed.wrong(ValueProblem.ID_DOCUMENT_FORM);
    }

    private static @Nullable String normal(String typed) {
        var narrow = Typed.narrow(typed);
        return narrow == null ? null : Typed.joined(narrow).toUpperCase(Locale.ROOT);
    }

    private static char checkDigit(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private static @Nullable LocalDate birthDate(String number) {
        try {
            var date =
                    LocalDate.of(
                            Integer.parseInt(number.substring(6, 10)),
                            Integer.parseInt(number.substring(10, 12)),
                            Integer.parseInt(number.substring(12, 14)));
            return date.getYear() < EARLIEST_YEAR || date.isAfter(LocalDate.now(CHINA))
                    ? null
                    : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public LocalDate birthDate() {
        return LocalDate.of(
                Integer.parseInt(text.substring(6, 10)),
                Integer.parseInt(text.substring(10, 12)),
                Integer.parseInt(text.substring(12, 14)));
    }

    public Sex sex() {
        return (text.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    /// Code of the administrative division where the number was given out.
    public String region() {
        return text.substring(0, 6);
    }

    /// A record would print the number into logs.
    @Override
    public String toString() {
        return Masks.idNumber(text);
    }
}
