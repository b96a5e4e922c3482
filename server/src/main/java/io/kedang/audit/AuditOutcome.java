package io.kedang.audit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/// How an act ended, which its action tells.
public enum AuditOutcome {
    DONE,
    REFUSED;

    private static final EnumSet<AuditAction> REFUSALS =
            EnumSet.of(
                    AuditAction.DENIED,
                    AuditAction.INPUT_REFUSED,
                    AuditAction.SIGN_IN_FAILED,
                    AuditAction.ACCESS_REFUSED,
                    AuditAction.EXPORT_REFUSED);

    public static AuditOutcome of(AuditAction action) {
        return REFUSALS.contains(action) ? REFUSED : DONE;
    }

    public List<AuditAction> actions() {
        return Arrays.stream(AuditAction.values()).filter(action -> of(action) == this).toList();
    }
}
