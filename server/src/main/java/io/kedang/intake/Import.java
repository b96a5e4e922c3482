package io.kedang.intake;

import io.kedang.customer.record.Done;
import io.kedang.intake.plan.ImportPlan;
import io.kedang.intake.table.TableOptions;
import io.kedang.intake.table.TableShape;
import io.kedang.job.JobId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// 导入: one file that was brought in.
///
/// @param shape what the file turned out to be
/// @param options what the owner said of its form
/// @param samples some rows of it, sealed
/// @param unknown option values that nobody knows, by field, with the number of rows
/// @param conflicts what an undoing left as it is
/// @param job the last one that worked on it
/// @param expiresAt until then it can be undone; then file and rows go
/// @param clearedAt when they went
public record Import(
        ImportId id,
        String fileName,
        UUID owner,
        ImportState state,
        TableShape shape,
        TableOptions options,
        String samples,
        ImportPlan plan,
        Counts counts,
        Map<String, Map<String, Integer>> unknown,
        List<Done.Conflict> conflicts,
        @Nullable JobId job,
        long bytes,
        int version,
        Instant createdAt,
        @Nullable Instant endedAt,
        Instant expiresAt,
        @Nullable Instant clearedAt) {

    /// The same import with another plan.
    Import planned(
            TableShape newShape, TableOptions newOptions, String newSamples, ImportPlan newPlan) {
        return new Import(
                id,
                fileName,
                owner,
                state,
                newShape,
                newOptions,
                newSamples,
                newPlan,
                counts,
                unknown,
                conflicts,
                job,
                bytes,
                version,
                createdAt,
                endedAt,
                expiresAt,
                clearedAt);
    }
}
