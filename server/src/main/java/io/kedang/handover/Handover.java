package io.kedang.handover;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// @param files that went over so far
/// @param undoneAt since when it is being taken back
record Handover(
        UUID id,
        UUID fromUser,
        UUID toUser,
        String reason,
        UUID startedBy,
        Instant startedAt,
        int files,
        @Nullable Instant undoneAt) {}
