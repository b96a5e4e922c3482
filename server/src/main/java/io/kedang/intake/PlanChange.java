package io.kedang.intake;

import io.kedang.intake.kind.OnDuplicate;
import io.kedang.intake.plan.OptionDecision;
import io.kedang.intake.table.TableOptions;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What the owner of an import wants otherwise; what is not named stays. The same form is the
/// mapping file of the command line.
///
/// @param shape how the file is to be read
/// @param mapping field by column name, null to leave the column out
/// @param newOptions by field and by the value that the file has; users and departments by their
/// ids
/// @param settings of the kind
record PlanChange(
        @Nullable String kind,
        @Nullable TableOptions shape,
        @Nullable Map<String, @Nullable String> mapping,
        @Nullable Choice onDuplicate,
        @Nullable Map<String, Map<String, OptionDecision>> newOptions,
        @Nullable Map<String, String> settings) {

    /// ASK leaves every suspicion to a person.
    enum Choice {
        ASK,
        SKIP,
        FILL,
        OVERWRITE,
        CREATE;

        @Nullable OnDuplicate policy() {
            return this == ASK ? null : OnDuplicate.valueOf(name());
        }
    }

    static final PlanChange NONE = new PlanChange(null, null, null, null, null, null);
}
