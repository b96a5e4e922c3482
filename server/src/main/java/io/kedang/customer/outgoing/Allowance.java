package io.kedang.customer.outgoing;

import io.kedang.access.ExportLimits;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What somebody may take along now.
///
/// @param used rows that he took within the last 24 hours, without those that were approved
/// @param left rows until the limit of the day; null where he has none
/// @param moreAt when the oldest of those rows stop counting; null where none do
public record Allowance(
        ExportLimits limits, long used, @Nullable Long left, @Nullable Instant moreAt) {}
