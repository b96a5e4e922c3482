package io.kedang.kernel.condition;

import io.kedang.kernel.field.Label;
import io.kedang.kernel.sql.Fragment;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// Rows that belong to a record, such as the orders of a customer, and the fields to ask of them.
/// In memory the value of the record under `key` is a list of rows.
///
/// @param analysis the same in the analysis engine; null where the rows are not exported
public record RelatedRows(
        String key, Label label, FieldCatalogue fields, Table database, @Nullable Table analysis) {

    /// Where the rows lie: constant SQL from our own code, apart from the lock.
    ///
    /// @param from the table and its name, `trade_order o`
    /// @param owner the record that a row belongs to, never null: `o.customer_id`
    /// @param record the same record in the statement around it: `c.id`
    /// @param where which rows count at all: `o.voided_at is null`
    /// @param lock of which records the current user may know the rows, over the record; asked for
    ///     each statement. To him the others have none; who may know none at all is refused.
    public record Table(
            String from, String owner, String record, String where, Supplier<Fragment> lock) {}
}
