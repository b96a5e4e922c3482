package io.kedang.audit;

import java.util.Arrays;
import java.util.List;

/// Actions that somebody looks for together. The text `audit.group.<name>` names each.
public enum AuditGroup {
    /// Whatever somebody saw, took along, or tried to see.
    READING,
    CHANGE,
    SIGN_IN,
    /// Who may see what: policies, roles, shares, requests, tokens.
    RIGHTS,
    /// Keys, and what was destroyed for good.
    KEYS,
    /// What somebody should look at at once.
    ALARM;

    public static AuditGroup of(AuditAction action) {
        return switch (action) {
            case FILE_READ,
                    SEARCHED,
                    SENSITIVE_READ,
                    CONSULTED,
                    EXPORTED,
                    PRINTED,
                    PROBED,
                    DENIED,
                    INPUT_REFUSED,
                    AUDIT_READ,
                    POLICY_PREVIEWED ->
                    READING;
            case CUSTOMER_CREATED,
                    CUSTOMER_CHANGED,
                    IMPORTED,
                    IMPORT_UNDONE,
                    VOIDED,
                    RESTORED,
                    HANDED_OVER,
                    HANDOVER_UNDONE,
                    VIEW_CHANGED,
                    BULK_CHANGED,
                    BULK_UNDONE,
                    SETTING_CHANGED,
                    FIELD_CREATED,
                    FIELD_CHANGED,
                    SETUP_DONE ->
                    CHANGE;
            case SIGNED_IN,
                    SIGN_IN_FAILED,
                    SIGNED_OUT,
                    IDENTITY_CONFIRMED,
                    SECOND_FACTOR_ON,
                    SECOND_FACTOR_OFF,
                    SECOND_FACTOR_RESET,
                    RECOVERY_CODES_RENEWED,
                    SESSIONS_ENDED,
                    PASSKEY_ADDED,
                    PASSKEY_REMOVED,
                    DEVICE_FORGOTTEN,
                    ACCOUNT_LINKED,
                    ACCOUNT_UNLINKED ->
                    SIGN_IN;
            case POLICY_CHANGED,
                    USER_CHANGED,
                    ROLE_CHANGED,
                    DEPARTMENT_CHANGED,
                    ACCESS_REQUESTED,
                    ACCESS_APPROVED,
                    ACCESS_REFUSED,
                    ACCESS_ENDED,
                    EXPORT_REQUESTED,
                    EXPORT_APPROVED,
                    EXPORT_REFUSED,
                    EXPORT_WITHDRAWN,
                    FILE_SHARED,
                    FILE_UNSHARED,
                    TOKEN_CREATED,
                    TOKEN_REVOKED,
                    BAIT_CHANGED ->
                    RIGHTS;
            case KEY_CHANGED, ERASED, RETENTION_CHANGED, AUDIT_REMOVED -> KEYS;
            case READING_LIMIT_REACHED, BAIT_TAKEN -> ALARM;
        };
    }

    public List<AuditAction> actions() {
        return Arrays.stream(AuditAction.values()).filter(action -> of(action) == this).toList();
    }
}
