package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Finds the numbers of people that somebody wrote into a text: mobiles of the mainland, numbers of
/// identity cards, bank accounts, addresses of e-mail. Digits may be full-width and set apart by
/// spaces, hyphens and the like; a number inside a longer one is none.
public final class HiddenNumbers {
    private static final Pattern MOBILE = Pattern.compile("(?:00)?(?:86)?1[3-9]\\d{9}");
    private static final Pattern BANK_ACCOUNT = Pattern.compile("[3-69]\\d{15,18}");
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[A-Za-z0-9._%+-]{1,64}[@\uFF20][A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}");
    private static final int SHORTEST = 11;
    private static final int LONGEST = 19;
    private static final int LONGEST_GAP = 2;

    private HiddenNumbers() {}

    public enum Kind {
        MOBILE(number -> HiddenNumbers.MOBILE.matcher(number).matches()),
        ID_NUMBER(
                number ->
                        number.length() == 18 && IdNumber.parse(number) instanceof Parsed.Right<?>),
        BANK_ACCOUNT(
                number ->
                        HiddenNumbers.BANK_ACCOUNT.matcher(number).matches()
                                && hasCheckDigit(number)),
        EMAIL(number -> false);

        /// Tells it by its digits.
        private final Predicate<String> isOne;

        Kind(Predicate<String> isOne) {
            this.isOne = isOne;
        }
    }

    /// Where one stands, the end excluded.
    public record Found(Kind kind, int start, int end) {}

    /// In their order; none overlaps another.
    public static List<Found> find(String text) {
        if (!mayHold(text)) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        var emails = EMAIL.matcher(text);
        int from = 0;
        while (emails.find()) {
            addNumbers(text, from, emails.start(), found);
            found.add(new Found(Kind.EMAIL, emails.start(), emails.end()));
            from = emails.end();
        }
        addNumbers(text, from, text.length(), found);
        return found;
    }

    /// The text with a space in the place of each: for whatever makes words or pieces of it.
    public static String without(String text) {
        var found = find(text);
        if (found.isEmpty()) {
            return text;
        }
        var rest = new StringBuilder();
        int from = 0;
        for (var one : found) {
            rest.append(text, from, one.start()).append(' ');
            from = one.end();
        }
        return rest.append(text, from, text.length()).toString();
    }

    /// Almost every text has neither; looking costs less than a pattern.
    private static boolean mayHold(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '@' || each == '\uFF20') {
                return true;
            }
            digits += isDigit(each) ? 1 : 0;
        }
        return digits >= SHORTEST;
    }

    private static void addNumbers(String text, int from, int to, List<Found> found) {
        int at = from;
        while (at < to) {
            boolean begins =
                    isDigit(text.charAt(at)) && (at == from || !isDigit(text.charAt(at - 1)));
            var number = begins ? numberAt(text, at, to) : null;
            if (number == null) {
                at++;
            } else {
                found.add(number);
                at = number.end();
            }
        }
    }

    /// The longest number that begins here.
    private static @Nullable Found numberAt(String text, int start, int to) {
        var digits = new StringBuilder(LONGEST);
        Found longest = null;
        int gap = 0;
        for (int at = start; at < to && gap <= LONGEST_GAP; at++) {
            char each = text.charAt(at);
            if (isDigit(each) || isCheckLetter(each, digits.length())) {
                if (digits.length() == LONGEST) {
                    break;
                }
                digits.append(isDigit(each) ? (char) ('0' + Character.digit(each, 10)) : 'X');
                gap = 0;
                boolean ends = at + 1 == to || !isDigit(text.charAt(at + 1));
                if (ends && digits.length() >= SHORTEST) {
                    var kind = kind(digits.toString());
                    longest = kind == null ? longest : new Found(kind, start, at + 1);
                }
            } else if (isGap(each)) {
                gap++;
            } else {
                break;
            }
        }
        return longest;
    }

    private static @Nullable Kind kind(String digits) {
        for (var kind : Kind.values()) {
            if (kind.isOne.test(digits)) {
                return kind;
            }
        }
        return null;
    }

    private static boolean isDigit(char each) {
        return Character.isDigit(each);
    }

    private static boolean isCheckLetter(char each, int before) {
        return before == 17 && (each == 'X' || each == 'x' || each == '\uFF38' || each == '\uFF58');
    }

    /// What people set digits apart by, and what cannot be seen.
    private static boolean isGap(char each) {
        return switch (Character.getType(each)) {
            case Character.SPACE_SEPARATOR,
                    Character.DASH_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.FORMAT ->
                    true;
            default -> each == '.' || each == '\u00B7' || each == '/' || each == '\t';
        };
    }

    /// Luhn's.
    private static boolean hasCheckDigit(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
