package io.kedang.intake.kind;

import io.kedang.customer.TwinBasis;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// The record that a row is, or seems to be.
///
/// @param same whether it is that record for certain, and not only likely
/// @param row the earlier row of the same file that it comes from, null for one that was there
/// before
/// @param editable whether the importer may change it
public record Twin(
        UUID record, TwinBasis basis, boolean same, boolean editable, @Nullable Long row) {
    public Twin(UUID record, TwinBasis basis, boolean editable, @Nullable Long row) {
        this(record, basis, basis == TwinBasis.EXTERNAL_NUMBER, editable, row);
    }
}
