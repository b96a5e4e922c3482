package io.kedang.customer;

import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What somebody wants to see of the files.
///
/// @param q words of the search box; blank for none
/// @param sort key with `-` for descending; null for the usual order, which for a search is names
/// first
/// @param after where the page before ended
/// @param voided the recycle bin instead of the files in use
/// @param fields the columns; name, number and version come with every row
public record CustomerQuery(
        String q,
        Condition filter,
        @Nullable String sort,
        int size,
        @Nullable String after,
        boolean voided,
        List<Field> fields) {

    public CustomerQuery page(int newSize, @Nullable String newAfter) {
        return new CustomerQuery(q, filter, sort, newSize, newAfter, voided, fields);
    }

    CustomerQuery asking(String words, Condition asked) {
        return new CustomerQuery(words, asked, sort, size, after, voided, fields);
    }
}
