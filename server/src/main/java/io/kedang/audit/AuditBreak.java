package io.kedang.audit;

import java.util.List;

/// One thing in the register that is not as it was written. The text `audit.break.<kind>` explains
/// it.
public record AuditBreak(Kind kind, List<Object> arguments) {
    /// In brackets: the arguments.
    public enum Kind {
        /// A row was changed after it was written (entry, seal; 0 when it waited for one).
        EDITED_ENTRY,
        /// A row is gone (entry, seal; 0 when it waited for one).
        MISSING_ENTRY,
        /// All rows are genuine, but not these in this order (seal, first entry, last entry).
        SWAPPED_ENTRIES,
        /// A row that no seal names and that does not wait for one (entry).
        UNSEALED_ENTRY,
        /// The same act stands there twice (entry, entry).
        REPEATED_ENTRY,
        /// A seal was changed (seal).
        EDITED_SEAL,
        /// A seal is gone (seal).
        MISSING_SEAL,
        /// What the public chain says of a seal is not what the seal holds (seal).
        EDITED_LINK,
        /// The end of the chain was cut off or rewritten (last seal, seal of the check point, its
        /// time).
        CUT_TAIL,
        /// A seal is not the one that a check point names (seal, time of the check point).
        REWRITTEN_CHAIN,
        /// A line of the check points was changed, or a line before it is gone (line).
        EDITED_CHECKPOINT,
        /// The customers of an entry about many are not those that it names (entry).
        EDITED_LIST,
        /// A removal by policy, or what it left of the entries, was changed (removal).
        EDITED_REMOVAL,
        /// A removal by policy is gone that check points or later ones name (removal).
        MISSING_REMOVAL,
        /// A removal took what was younger than the law allows (removal, last seal).
        EARLY_REMOVAL,
        /// Check points are missing: the last one is older than the chain allows (its time, last
        /// seal's).
        MISSING_CHECKPOINTS
    }

    static AuditBreak of(Kind kind, Object... arguments) {
        return new AuditBreak(kind, List.of(arguments));
    }
}
