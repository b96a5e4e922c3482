package io.kedang.customer.duplicate;

import io.kedang.kernel.Parsed;
import io.kedang.kernel.text.CreditCode;
import io.kedang.kernel.text.OrganisationName;
import io.kedang.kernel.text.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What two files of one customer have in common. What somebody has only half typed is no trait yet.
///
/// @param nameMatch what spellings of one name share
/// @param phones in normal form
record Traits(@Nullable String nameMatch, @Nullable String creditCode, List<String> phones) {
    static Traits typed(
            @Nullable String name, @Nullable String creditCode, List<@Nullable String> phones) {
        var numbers = new ArrayList<String>();
        for (var phone : phones) {
            if (phone != null
                    && PhoneNumber.parse(phone) instanceof Parsed.Right(PhoneNumber number)) {
                numbers.add(number.text());
            }
        }
        return new Traits(
                name == null || name.isBlank() ? null : OrganisationName.key(name),
                creditCode != null
                                && CreditCode.parse(creditCode)
                                        instanceof Parsed.Right(CreditCode code)
                        ? code.text()
                        : null,
                numbers);
    }

    boolean isEmpty() {
        return nameMatch == null && creditCode == null && phones.isEmpty();
    }
}
