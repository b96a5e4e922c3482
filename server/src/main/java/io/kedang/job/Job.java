package io.kedang.job;

import io.kedang.access.Right;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// 任务: a piece of long work, as it stands in the database.
///
/// @param owner who started it; it does only what he may do
/// @param rights those that he had when he started it: a token may carry fewer than its owner has
/// @param wanted the state that somebody asked for and that the work takes at its next stop
/// @param run how many times it was taken up; only the newest may write
/// @param input what it was started with
/// @param checkpoint from where it goes on; its own form
/// @param total how much there is to do, null while nobody knows
/// @param problem code of the reason why it failed; `arguments` fill its text
public record Job(
        JobId id,
        String kind,
        String title,
        UUID owner,
        Set<Right> rights,
        JobState state,
        @Nullable JobState wanted,
        int run,
        JsonNode input,
        @Nullable JsonNode checkpoint,
        @Nullable JsonNode result,
        @Nullable String problem,
        List<String> arguments,
        long done,
        @Nullable Long total,
        int version,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
