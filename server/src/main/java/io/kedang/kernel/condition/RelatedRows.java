package io.kedang.kernel.condition;

import io.kedang.kernel.field.Label;
import io.kedang.kernel.sql.Fragment;

import org.jspecify.annotations.Nullable;

/// Rows that belong to a record, such as the orders of a customer, and the fields to ask of them.
/// In memory the value of the record under `key` is a list of rows.
///
/// @param database from and where of the rows of one record, constant except for slots already
///     filled: `from customer_order o where o.customer_id = c.id and {visible:o}`
/// @param analysis the same in the analysis engine; null where the rows are not exported
public record RelatedRows(
        String key,
        Label label,
        FieldCatalogue fields,
        Fragment database,
        @Nullable String analysis) {}
