package io.kedang.customer;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.text.GramCodes;
import io.kedang.kernel.text.HiddenNumbers;
import io.kedang.kernel.text.OrganisationName;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.kernel.text.Pinyin;
import io.kedang.sealing.PhoneTokens;
import io.kedang.sealing.TokenSet;

import java.util.List;

/// By what something is found: grams of what stands in clear, keyed tokens of sealed numbers.
public record SearchTerms(GramCodes grams, TokenSet tokens) {
    public SearchTerms() {
        this(new GramCodes(), new TokenSet());
    }

    /// Collects what a value is found by.
    ///
    /// @param name that the tokens of a sealed number are made for
    /// @param ofPerson whether a name is that of a person, to be read as such
    public void add(
            PhoneTokens keyed,
            String name,
            Field field,
            Object value,
            boolean sealed,
            boolean ofPerson) {
        if (field.type() == FieldType.PHONE) {
            if (sealed) {
                tokens.addAll(keyed.tokens(name, (String) value));
            } else {
                addNumber(PhoneNumber.digits((String) value));
            }
        } else if (field.gram() != null && !sealed) {
            for (var each : value instanceof List<?> many ? many : List.of(value)) {
                addText(field.gram(), each.toString(), ofPerson);
                addMobile(keyed, field.gram(), each.toString());
            }
        }
    }

    /// Mobiles, ID numbers and the like that somebody wrote into a text are no words of it: pieces
    /// of them would give them away.
    private void addText(String group, String text, boolean ofPerson) {
        boolean isNumber = group.equals(CustomerFields.NUMBERS);
        var shown = isNumber ? text : HiddenNumbers.without(text);
        grams.add(group, shown);
        if (group.equals(CustomerFields.NAMES) && !shown.isBlank()) {
            addReadings(shown.strip(), ofPerson);
        }
    }

    /// Who looks for a whole mobile looks among sealed ones, though some use it as their own number
    /// of a customer.
    private void addMobile(PhoneTokens keyed, String group, String text) {
        if (group.equals(CustomerFields.NUMBERS)
                && PhoneNumber.parse(text) instanceof Parsed.Right<PhoneNumber>(var number)
                && number.isPersonalMobile()) {
            tokens.addAll(keyed.tokens("mobile", number.text()));
        }
    }

    void addNumber(String number) {
        grams.add(CustomerFields.NUMBERS, number);
    }

    public void add(SearchTerms other) {
        grams.add(other.grams);
        tokens.addAll(other.tokens);
    }

    private void addReadings(String name, boolean ofPerson) {
        var reading =
                ofPerson
                        ? Pinyin.ofPerson(name)
                        : Pinyin.ofOrganisation(OrganisationName.spoken(name));
        reading.spellings().forEach(spelling -> grams.add(CustomerFields.PINYIN, spelling));
    }
}
