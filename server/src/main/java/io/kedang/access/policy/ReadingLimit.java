package io.kedang.access.policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// How many files somebody may open under a policy.
///
/// @param files different ones
/// @param hours within any so many
public record ReadingLimit(@Min(1) @Max(100_000) int files, @Min(1) @Max(24) int hours) {}
