package io.kedang.evidence;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a verification of an export found.
///
/// @param removed entries of which the file says that they were removed by policy; their hashes
/// hold the chain together
/// @param key name of the key that signed the file, null when it has none
/// @param faults what is broken, the first in the file first, at most 100
public record EvidenceReport(
        long entries,
        long removed,
        long seals,
        long checkpoints,
        @Nullable String from,
        @Nullable String until,
        @Nullable String key,
        List<EvidenceFault> faults) {
    public boolean isSound() {
        return faults.isEmpty();
    }
}
