package io.kedang.kernel.field;

/// The kinds of value a field can hold. The Java type of a value in its normal form stands behind.
public enum FieldType {
    /// `String`, one line.
    TEXT,
    /// `String`, lines allowed.
    LONG_TEXT,
    /// `String`: the code of one option.
    CHOICE,
    /// `List<String>`: codes of options, or free words when the field has no options (tags).
    CHOICES,
    /// `Boolean`
    YES_NO,
    /// `Long`
    WHOLE_NUMBER,
    /// `BigDecimal`
    DECIMAL,
    /// `Money`
    MONEY,
    /// `LocalDate`
    DATE,
    /// `Instant`
    INSTANT,
    /// `String`: E.164, with `;ext=` where there is an extension, or a service number.
    PHONE,
    /// `String`, lower case.
    EMAIL,
    /// `String`: http or https.
    LINK,
    /// `String`: code of an administrative division.
    REGION,
    /// `UUID` of a user.
    USER,
    /// `UUID` of a department.
    DEPARTMENT
}
