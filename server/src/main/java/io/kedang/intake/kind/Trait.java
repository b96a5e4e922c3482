package io.kedang.intake.kind;

import io.kedang.customer.TwinBasis;

import org.jspecify.annotations.Nullable;

/// By what a row recognises another row of its file.
///
/// @param token keyed, so that nothing sensitive is kept
/// @param rival two rows that both have one, and not the same, are different whatever they share
public record Trait(TwinBasis basis, long token, @Nullable Long rival) {
    boolean rules(@Nullable Long other) {
        return rival != null && other != null && !rival.equals(other);
    }

    /// Whether another row with the same token is the same thing.
    public boolean matches(@Nullable Long otherRival) {
        return !rules(otherRival);
    }
}
