package io.kedang.customer.people;

import io.kedang.customer.SearchTerms;
import io.kedang.customer.record.RecordSeal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.text.Folding;
import io.kedang.kernel.text.Grams;
import io.kedang.kernel.text.Pinyin;
import io.kedang.sealing.PhoneTokens;

import java.util.Collection;
import java.util.Map;

/// What is computed from a person's values for sorting and finding; it carries the version of the
/// rules that made it.
///
/// @param nameFolded width, case and script folded
/// @param nameKey sorts as a Chinese reader expects, by pinyin
/// @param terms what he is found by, here and through his customers
record PersonDerived(String nameFolded, String nameKey, SearchTerms terms) {
    static final int VERSION = Grams.VERSION * 10_000 + Pinyin.VERSION * 100;

    /// @param values in clear
    static PersonDerived of(PhoneTokens tokens, Map<Field, Object> values) {
        var name = values.getOrDefault(PersonFields.NAME, "").toString();
        var terms = new SearchTerms();
        values.forEach(
                (field, value) ->
                        terms.add(
                                tokens,
                                People.KIND + "." + field.key(),
                                field,
                                value,
                                RecordSeal.isSealed(field, false, value),
                                true));
        return new PersonDerived(Folding.fold(name), Pinyin.ofPerson(name).sortKey(), terms);
    }

    /// Whether a change of these fields changes anything here.
    static boolean isAbout(Collection<Field> changed) {
        return changed.stream()
                .anyMatch(field -> field.gram() != null || field.type() == FieldType.PHONE);
    }
}
