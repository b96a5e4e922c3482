package io.kedang.bulk;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// 批量修改: one change of many files.
record Bulk(
        UUID id,
        BulkChange change,
        UUID startedBy,
        Instant startedAt,
        BulkState state,
        int total,
        @Nullable UUID job,
        Instant undoUntil,
        @Nullable Instant undoneAt) {}
