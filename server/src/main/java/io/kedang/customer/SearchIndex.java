package io.kedang.customer;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Write;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps the side table that search reads in step with the files: grams of what stands in clear,
/// keyed tokens of what is sealed.
@Component
class SearchIndex {
    private final SearchStore store;
    private final PhoneTokens tokens;
    private final List<SearchText> contributions;

    SearchIndex(SearchStore store, PhoneTokens tokens, List<SearchText> contributions) {
        this.store = store;
        this.tokens = tokens;
        this.contributions = contributions;
    }

    /// Whether a change of these fields changes what is found.
    boolean isAbout(Collection<Field> changed) {
        return changed.stream()
                .anyMatch(field -> field.gram() != null || field.type() == FieldType.PHONE);
    }

    /// The entry of a file that this transaction has written or holds: what rooms above add to it
    /// stays as it is until then.
    ///
    /// @param values of the file in clear, by field
    Write writing(Customer customer, Map<Field, ? extends @Nullable Object> values) {
        var terms = own(customer.kind(), values);
        terms.addNumber(customer.fileNumber());
        contributed(List.of(customer.id())).values().forEach(terms::add);
        return store.writing(customer.id(), terms, mobile(customer.kind(), values));
    }

    /// By what a file is recognised as the same customer's: the whole number, keyed.
    @Nullable Long mobile(CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
        var mobile = CustomerTraits.of(kind, values, tokens).mobile();
        return mobile == null ? null : mobile.stored();
    }

    /// What the values of a file are found by; its number and what others know come on top.
    SearchTerms own(CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
        var terms = new SearchTerms();
        values.forEach((field, value) -> add(kind, field, value, terms));
        return terms;
    }

    /// What rooms above add to these files.
    Map<CustomerId, SearchTerms> contributed(Collection<CustomerId> files) {
        var terms = new HashMap<CustomerId, SearchTerms>();
        for (var contribution : contributions) {
            contribution
                    .of(files)
                    .forEach(
                            (id, more) ->
                                    terms.computeIfAbsent(id, key -> new SearchTerms()).add(more));
        }
        return terms;
    }

    private void add(CustomerKind kind, Field field, @Nullable Object value, SearchTerms terms) {
        if (value != null) {
            terms.add(
                    tokens,
                    field.key(),
                    field,
                    value,
                    CustomerSeal.isSealed(kind, field, value),
                    kind == CustomerKind.PERSON || field.key().equals("legalRepresentative"));
        }
    }
}
