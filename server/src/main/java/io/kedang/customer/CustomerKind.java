package io.kedang.customer;

/// 客户性质: a firm, authority or club, or a person who buys for himself.
public enum CustomerKind {
    ORGANISATION,
    PERSON
}
