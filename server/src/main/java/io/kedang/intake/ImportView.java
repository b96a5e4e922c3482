package io.kedang.intake;

import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.kind.Outcome;
import io.kedang.intake.plan.ColumnPlan;
import io.kedang.intake.plan.OptionDecision;
import io.kedang.intake.table.TableShape;
import io.kedang.job.JobState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// An import as its owner gets it.
///
/// @param undoable whether something was written that can still be taken back
/// @param hasFile whether refused rows can still be corrected and downloaded
record ImportView(
        UUID id,
        String fileName,
        long bytes,
        String kind,
        ImportState state,
        @Nullable RunningJob job,
        TableShape shape,
        List<Column> columns,
        @Nullable OnDuplicate onDuplicate,
        Map<String, Map<String, OptionDecision>> options,
        Map<String, String> settings,
        @Nullable Long rows,
        Counts counts,
        List<UnknownOption> newOptions,
        List<KeptRecord> conflicts,
        boolean undoable,
        boolean hasFile,
        Instant createdAt,
        @Nullable Instant endedAt,
        Instant expiresAt,
        int version) {

    record RunningJob(UUID id, String kind, JobState state, long done, @Nullable Long total) {}

    /// @param name unique in the file
    /// @param mappedTo the field, null when the column is left out
    record Column(
            String name,
            String heading,
            List<String> samples,
            @Nullable String mappedTo,
            double confidence) {

        static Column of(ColumnPlan plan, String heading, List<String> samples) {
            return new Column(plan.name(), heading, samples, plan.field(), plan.confidence());
        }
    }

    record UnknownOption(String field, String value, int rows, @Nullable OptionDecision decision) {}

    /// What an undoing left.
    ///
    /// @param fields that somebody changed since; none when the whole record stays
    record KeptRecord(UUID id, String name, List<String> fields) {}

    /// @param cells as they stand in the file; null where they are not kept
    record RowView(
            long row,
            long line,
            Outcome outcome,
            @Nullable List<String> cells,
            List<CellError> errors,
            @Nullable TwinView twin,
            @Nullable OnDuplicate decision,
            @Nullable UUID record) {}

    /// @param column 0-based; -1 when the whole row is meant
    record CellError(int column, @Nullable String field, String code, String message) {}

    /// @param id and `name`: null unless the reader may see the record
    /// @param row the earlier row of the file that this one repeats
    record TwinView(
            String by,
            @Nullable UUID id,
            @Nullable String name,
            @Nullable String department,
            @Nullable Long row,
            String message) {}

    record RowPage(List<RowView> items, @Nullable Long next) {}

    record Item(
            UUID id,
            String fileName,
            String kind,
            ImportState state,
            Counts counts,
            Instant createdAt,
            @Nullable Instant endedAt,
            boolean undoable,
            int version) {}

    record ItemPage(List<Item> items, @Nullable UUID next) {}
}
