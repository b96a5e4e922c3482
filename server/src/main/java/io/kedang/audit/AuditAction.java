package io.kedang.audit;

/// What was done. The names are stored: one is never renamed or reused. Each has a text in every
/// language, `audit.action.<name>`.
public enum AuditAction {
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    /// Somebody signed in showed anew who he is, before something dangerous.
    IDENTITY_CONFIRMED,
    SECOND_FACTOR_ON,
    SECOND_FACTOR_OFF,
    /// An administrator took it away from somebody who had lost it.
    SECOND_FACTOR_RESET,
    RECOVERY_CODES_RENEWED,
    PASSKEY_ADDED,
    PASSKEY_REMOVED,
    /// A user removed one of his devices, or said that it was not his.
    DEVICE_FORGOTTEN,
    /// An account of the company elsewhere (OIDC, LDAP) opens an account here from now on.
    ACCOUNT_LINKED,
    ACCOUNT_UNLINKED,
    /// Sessions were ended from elsewhere than the device itself.
    SESSIONS_ENDED,
    CUSTOMER_CREATED,
    CUSTOMER_CHANGED,
    /// A file, or a part of it, was opened; what is sensitive was masked.
    FILE_READ,
    /// Files were listed by words or conditions; neither is told, only which fields they were
    /// about.
    SEARCHED,
    /// Sensitive fields were shown in clear; `fields` names them.
    SENSITIVE_READ,
    EXPORTED,
    PRINTED,
    IMPORTED,
    IMPORT_UNDONE,
    VOIDED,
    RESTORED,
    /// Data and keys of a person were destroyed for good.
    ERASED,
    POLICY_CHANGED,
    USER_CHANGED,
    ROLE_CHANGED,
    DEPARTMENT_CHANGED,
    SETTING_CHANGED,
    /// A field of one's own was made.
    FIELD_CREATED,
    /// Its labels, options or place were changed, or it was retired.
    FIELD_CHANGED,
    /// Somebody asked to read a file, with his purpose as the reason.
    ACCESS_REQUESTED,
    ACCESS_APPROVED,
    ACCESS_REFUSED,
    /// A request was taken back, or what it opened was closed before its time.
    ACCESS_ENDED,
    /// Somebody asked to take a list along, with his purpose as the reason.
    EXPORT_REQUESTED,
    EXPORT_APPROVED,
    EXPORT_REFUSED,
    /// Taken back before it was decided.
    EXPORT_WITHDRAWN,
    /// Somebody opened a file for a purpose that a policy asks for; the purpose is the reason.
    CONSULTED,
    FILE_SHARED,
    FILE_UNSHARED,
    /// Files of one owner began to go to another one.
    HANDED_OVER,
    HANDOVER_UNDONE,
    /// A view of a list that others see was made, changed or deleted.
    VIEW_CHANGED,
    /// One change of many files began, and ended; or was taken back.
    BULK_CHANGED,
    BULK_UNDONE,
    /// Somebody asked who would gain and lose what by a policy, without saving it.
    POLICY_PREVIEWED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    SETUP_DONE,
    /// A stranger learned from a duplicate check that a customer exists.
    PROBED,
    /// Something was refused for lack of a right.
    DENIED,
    /// What somebody sent was refused as wrong; once in ten minutes for each user and operation.
    INPUT_REFUSED,
    /// Somebody wanted to open more files than policies let him.
    READING_LIMIT_REACHED,
    /// Somebody opened a file that was laid out as bait, or took it along.
    BAIT_TAKEN,
    /// An administrator laid out a file as bait, or no longer.
    BAIT_CHANGED,
    /// Keys were rotated, their recovery shares shown.
    KEY_CHANGED,
    /// Somebody read this register.
    AUDIT_READ,
    /// How long entries of this register are kept was changed.
    RETENTION_CHANGED,
    /// Entries of this register were removed because their time was over.
    AUDIT_REMOVED
}
