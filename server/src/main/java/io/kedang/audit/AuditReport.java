package io.kedang.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a verification of the register found.
///
/// @param entries entries read, those waiting for their seal included
/// @param waiting entries that no seal names yet
/// @param removed entries that were removed by policy
/// @param sealedUntil when the last seal was made, null when there is none
/// @param breaks what is broken, the first in the chain first, at most 100
public record AuditReport(
        long entries,
        long seals,
        long waiting,
        long removed,
        int checkpoints,
        @Nullable Instant sealedUntil,
        List<AuditBreak> breaks) {
    public boolean isSound() {
        return breaks.isEmpty();
    }

    public Optional<AuditBreak> first() {
        return breaks.stream().findFirst();
    }
}
