package io.kedang.access.policy;

/// Sorts of fields that policies open and close together. What says which file it is (name, number,
/// class, owner, department) is of none: whoever reads a file sees these.
public enum FieldClass {
    /// Numbers, addresses, by which somebody is reached.
    CONTACT,
    /// About a human being: birth, documents, family, habits.
    PERSONAL,
    /// About a firm: registration, people behind it, what it makes.
    FIRM,
    /// Accounts, capital, sales, credit.
    FINANCE,
    /// What we think of them: needs, strengths, remarks.
    ASSESSMENT
}
