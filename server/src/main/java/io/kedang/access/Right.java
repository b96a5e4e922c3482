package io.kedang.access;

/// What a role allows to do at all. Which files it may be done with, the policies say.
public enum Right {
    CUSTOMER_READ,
    CUSTOMER_EDIT,
    /// What a customer has bought: orders, their changes and what they add up to.
    TRADE_READ,
    /// Seeing the clear value of a masked field; every use is a register entry.
    CUSTOMER_REVEAL,
    /// Moving files to the recycle bin and back.
    CUSTOMER_VOID,
    EXPORT,
    PRINT,
    IMPORT,
    CLASSIFY,
    /// Letting colleagues work on a file.
    SHARE,
    /// Deciding on requests of others to read a file.
    APPROVE,
    AUDIT_READ,
    /// Users, departments, roles, policies, settings.
    ADMINISTER
}
