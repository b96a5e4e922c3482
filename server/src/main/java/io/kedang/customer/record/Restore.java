package io.kedang.customer.record;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Body of a request that gives a record the values of an earlier revision.
///
/// @param fields these only; null for all that differ
public record Restore(
        @Min(1) int revision, @Nullable @Size(max = 200) List<@NotNull String> fields) {}
