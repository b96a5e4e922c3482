package io.kedang.customer;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Rule: by what two files are recognised as one customer's, for whoever asks: somebody who types,
/// the opening of a file, an import. Nothing of it is sensitive in clear.
///
/// @param nameMatch what two spellings of one name have in common
/// @param mobile keyed tokens of the personal mobile, in whichever field for numbers it stands
public record CustomerTraits(
        @Nullable String externalNumber,
        @Nullable String creditCode,
        PhoneTokens.@Nullable Whole mobile,
        @Nullable String nameMatch) {
    private static final String MOBILE = "mobile";
    private static final List<String> OTHER_NUMBERS = List.of("phone", "fax");

    /// @param values in their normal form
    public static CustomerTraits of(
            CustomerKind kind, Map<Field, ? extends @Nullable Object> values, PhoneTokens tokens) {
        var name = (String) values.get(CustomerFields.get("name"));
        var mobile = mobile(kind, values);
        return new CustomerTraits(
                (String) values.get(CustomerFields.get("externalNumber")),
                (String) values.get(CustomerFields.get("creditCode")),
                mobile == null ? null : tokens.whole(MOBILE, mobile),
                name == null ? null : Derived.nameMatch(kind, name));
    }

    private static @Nullable String mobile(
            CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
        var field = CustomerFields.get(MOBILE);
        var number = (String) values.get(field);
        if (number != null && CustomerSeal.isSealed(kind, field, number)) {
            return number;
        }
        return OTHER_NUMBERS.stream()
                .map(key -> (String) values.get(CustomerFields.get(key)))
                .filter(other -> other != null && PhoneNumber.isPersonalMobile(other))
                .findFirst()
                .orElse(null);
    }

    /// What is evidence enough to ask before a second file is opened; names are shared by many.
    public CustomerTraits strong() {
        return new CustomerTraits(externalNumber, creditCode, mobile, null);
    }

    public boolean isEmpty() {
        return externalNumber == null && creditCode == null && mobile == null && nameMatch == null;
    }

    /// What the record says of this basis, in each form in which it may be stored.
    public List<String> texts(TwinBasis basis) {
        return switch (basis) {
            case EXTERNAL_NUMBER -> one(externalNumber);
            case CREDIT_CODE -> one(creditCode);
            case PHONE ->
                    mobile == null
                            ? List.of()
                            : mobile.all().stream().map(String::valueOf).toList();
            case NAME -> one(nameMatch);
        };
    }

    private static List<String> one(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }
}
