package io.kedang.intake;

import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.kind.Twin;

import org.jspecify.annotations.Nullable;

/// Rule: what is done with a row that is there already, or seems to be.
final class TwinRule {
    private TwinRule() {}

    /// A row that is a known record for certain fills what is empty there, unless somebody says
    /// otherwise, and is passed over where the importer may not change it; a choice for the whole
    /// file never makes a second one of it. All other likeness is a suspicion, which waits for a
    /// decision.
    ///
    /// @param forAll the choice for the whole file
    /// @param own the choice for this row
    /// @return CREATE where there is no twin; null when somebody has to decide
    static @Nullable OnDuplicate action(
            @Nullable Twin twin, @Nullable OnDuplicate forAll, @Nullable OnDuplicate own) {
        if (twin == null) {
            return own == OnDuplicate.SKIP ? OnDuplicate.SKIP : OnDuplicate.CREATE;
        }
        var choice = own == null ? forAll : own;
        if (choice == null) {
            choice = twin.same() && twin.row() == null ? OnDuplicate.FILL : null;
        } else if (choice == OnDuplicate.CREATE && twin.same() && own == null) {
            choice = OnDuplicate.SKIP;
        }
        boolean changes = choice == OnDuplicate.FILL || choice == OnDuplicate.OVERWRITE;
        if (changes && !twin.editable()) {
            return twin.same() && own == null ? OnDuplicate.SKIP : null;
        }
        return choice;
    }
}
