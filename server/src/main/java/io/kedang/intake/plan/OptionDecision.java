package io.kedang.intake.plan;

import org.jspecify.annotations.Nullable;

/// What is done with an option value that nobody knows.
///
/// @param to the option's code, for MAP
public record OptionDecision(Action decision, @Nullable String to) {
    public enum Action {
        MAP,
        /// The field stays empty.
        EMPTY,
        /// The row is wrong.
        REFUSE
    }
}
