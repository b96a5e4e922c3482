package io.kedang.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// An entry as it stands in the register. `action` and `channel` are codes: a later release may
/// have written ones that this one does not know.
public record AuditRecord(
        long id,
        Instant occurredAt,
        @Nullable UUID actorId,
        String actorName,
        String channel,
        @Nullable String address,
        String trace,
        String action,
        String subjectKind,
        @Nullable UUID subjectId,
        @Nullable UUID customerId,
        List<String> fields,
        @Nullable String reason,
        Map<String, String> detail) {
    /// Where the next page begins.
    public AuditPlace place() {
        return new AuditPlace(occurredAt, id);
    }
}
