package io.kedang.customer;

/// By what a record from outside seems to be one that is there already; the stronger evidence
/// first.
public enum TwinBasis {
    /// Both carry the same number of another system: it is the same record.
    EXTERNAL_NUMBER,
    CREDIT_CODE,
    /// A personal mobile.
    PHONE,
    NAME
}
