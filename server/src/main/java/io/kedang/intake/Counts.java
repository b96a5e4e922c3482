package io.kedang.intake;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.kedang.intake.kind.Outcome;

/// How many rows had which outcome; they add up to the rows of the file.
///
/// @param created stands as `new` in JSON
public record Counts(
        long rows,
        @JsonProperty("new") long created,
        long updated,
        long skipped,
        long wrong,
        long suspected) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    Counts plus(Outcome outcome, int times) {
        return new Counts(
                rows + times,
                created + (outcome == Outcome.NEW ? times : 0),
                updated + (outcome == Outcome.UPDATED ? times : 0),
                skipped + (outcome == Outcome.SKIPPED ? times : 0),
                wrong + (outcome == Outcome.WRONG ? times : 0),
                suspected + (outcome == Outcome.SUSPECTED ? times : 0));
    }

    public long refused() {
        return wrong + suspected;
    }

    public long written() {
        return created + updated;
    }
}
