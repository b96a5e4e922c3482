package io.kedang.customer;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.text.Grams;
import io.kedang.kernel.text.PhoneNumber;
import io.kedang.kernel.text.Pinyin;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps the side table that search reads in step with the files: grams of what stands in clear,
/// keyed tokens of what is sealed.
@Component
class SearchIndex {
    /// Full pinyin and initials of names are searched like a name of their own.
    static final String PINYIN = "p";

    private final SearchStore store;
    private final PhoneTokens tokens;

    SearchIndex(SearchStore store, PhoneTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    /// Whether a change of these fields changes what is found.
    boolean isAbout(Collection<Field> changed) {
        return changed.stream()
                .anyMatch(field -> field.gram() != null || field.type() == FieldType.PHONE);
    }

    /// What search knows of one file.
    record Entry(Collection<String> grams, Collection<Long> tokens) {}

    /// @param values of the file in clear, by field
    void write(Customer customer, Map<Field, ? extends @Nullable Object> values) {
        var entry = entry(customer.kind(), values);
        addFileNumber(customer.fileNumber(), entry.grams());
        store.write(customer.id(), customer.readers(), entry.grams(), entry.tokens());
    }

    /// What its values are found by; the file number comes when it is known.
    Entry entry(CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
        var grams = new LinkedHashSet<String>();
        var numbers = new LinkedHashSet<Long>();
        values.forEach(
                (field, value) -> {
                    if (value != null) {
                        add(kind, field, value, grams, numbers);
                    }
                });
        return new Entry(grams, numbers);
    }

    static void addFileNumber(String fileNumber, Collection<String> grams) {
        grams.addAll(Grams.of(CustomerFields.NUMBERS, fileNumber));
    }

    private void add(
            CustomerKind kind, Field field, Object value, Set<String> grams, Set<Long> numbers) {
        boolean sealed = CustomerSeal.isSealed(kind, field, value);
        if (field.type() == FieldType.PHONE) {
            if (sealed) {
                for (long token : tokens.tokens(field.key(), (String) value)) {
                    numbers.add(token);
                }
            } else {
                grams.addAll(
                        Grams.of(CustomerFields.NUMBERS, PhoneNumber.digits((String) value)));
            }
        } else if (field.gram() != null && !sealed) {
            for (var text : value instanceof List<?> many ? many : List.of(value)) {
                grams.addAll(Grams.of(field.gram(), text.toString()));
                if (field.gram().equals(CustomerFields.NAMES)) {
                    addReadings(kind, field, text.toString(), grams);
                }
            }
        }
    }

    private static void addReadings(
            CustomerKind kind, Field field, String name, Set<String> grams) {
        boolean person =
                kind == CustomerKind.PERSON || field.key().equals("legalRepresentative");
        var reading = person ? Pinyin.ofPerson(name) : Pinyin.ofOrganisation(name);
        reading.spellings().forEach(spelling -> grams.addAll(Grams.of(PINYIN, spelling)));
    }
}
