package io.kedang.intake.plan;

import org.jspecify.annotations.Nullable;

/// One column of a file.
///
/// @param name unique in the file: its heading, or `#3` for the third without one
/// @param field that it means; null when it is left out
/// @param confidence 0 to 1, how sure the guess is; 1 when a person said so
public record ColumnPlan(String name, @Nullable String field, double confidence) {}
