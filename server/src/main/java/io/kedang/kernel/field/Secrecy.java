package io.kedang.kernel.field;

/// Whether the value of a field may reach the database in clear. Every field has one; there is no
/// default, so that a new field can't be forgotten.
public enum Secrecy {
    CLEAR,
    /// Sealed with the key of the data subject, always.
    SEALED,
    /// Sealed in the file of a person, clear in the file of an organisation: addresses, birth
    /// dates.
    SEALED_FOR_PERSONS,
    /// A number of the form of a personal mobile is sealed wherever it stands; landlines of
    /// organisations are clear, those of persons sealed.
    SEALED_IF_MOBILE
}
