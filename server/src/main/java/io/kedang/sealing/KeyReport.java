package io.kedang.sealing;

import java.util.List;

/// What a full reading of the key store found.
///
/// @param keys keys that open
/// @param erased subjects whose key was erased on purpose
/// @param damaged one line for each record that cannot be used, naming copy, segment, record,
/// subject
public record KeyReport(int keys, int erased, List<String> damaged) {
    public boolean isSound() {
        return damaged.isEmpty();
    }
}
