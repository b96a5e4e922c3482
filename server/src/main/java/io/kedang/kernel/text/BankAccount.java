package io.kedang.kernel.text;

import io.kedang.kernel.Parsed;

import java.util.Locale;

/// A bank account or card number. Sensitive.
///
/// @param text 5 to 34 digits and capital letters
public record BankAccount(String text) {
    public static Parsed<BankAccount> parse(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.BANK_ACCOUNT_FORM);
        }
        var number = Typed.joined(narrow).toUpperCase(Locale.ROOT);
        if (number.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        return number.matches("[0-9A-Z]{5,34}") && number.chars().anyMatch(Character::isDigit)
                ? Parsed.right(new BankAccount(number))
                : Parsed.wrong(ValueProblem.BANK_ACCOUNT_FORM);
    }

    /// The number of a bank at the interbank system, 开户行联行号: twelve digits.
    public static Parsed<String> parseBankNumber(String typed) {
        var narrow = Typed.narrow(typed);
        if (narrow == null) {
            return Parsed.wrong(ValueProblem.BANK_NUMBER_FORM);
        }
        var number = Typed.joined(narrow);
        if (number.isEmpty()) {
            return Parsed.wrong(ValueProblem.EMPTY);
        }
        return number.length() == 12 && Typed.isDigits(number)
                ? Parsed.right(number)
                : Parsed.wrong(ValueProblem.BANK_NUMBER_FORM);
    }

    /// Whether the number has the length of a card and fails the check of cards (Luhn): worth a
    /// warning, no more, for accounts of firms have no check digit.
    public boolean isDoubtful() {
        return text.length() >= 16 && text.length() <= 19 && Typed.isDigits(text) && !luhn();
    }

    private boolean luhn() {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(text.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    /// A record would print the number into logs.
    @Override
    public String toString() {
        return Masks.bankAccount(text);
    }
}
