package io.kedang.intake;

import io.kedang.customer.TwinBasis;
import io.kedang.intake.kind.CellProblem;
import io.kedang.intake.kind.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/// What became of one row, or would.
///
/// @param record that was created or changed, with the version that this made; null in a dry run
/// @param opened the customer file that was opened along with it
/// @param twin the record that the row is, or seems to be
/// @param twinRow the earlier row of the file that it repeats
/// @param cells as JSON, sealed; null where they are not kept
record RowResult(
        long row,
        long line,
        Outcome outcome,
        @Nullable UUID record,
        @Nullable Integer version,
        @Nullable UUID opened,
        @Nullable UUID twin,
        @Nullable Long twinRow,
        @Nullable TwinBasis basis,
        List<CellProblem> problems,
        @Nullable String cells) {

    boolean isWritten() {
        return version != null;
    }

    RowResult withCells(String sealed) {
        return new RowResult(
                row, line, outcome, record, version, opened, twin, twinRow, basis, problems,
                sealed);
    }
}
