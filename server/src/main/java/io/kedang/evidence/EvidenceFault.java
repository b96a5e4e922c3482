package io.kedang.evidence;

import java.util.List;

/// One thing in an export that is not as it was written.
///
/// @param line of the file, from 1
public record EvidenceFault(Kind kind, long line, List<Object> arguments) {
    /// In brackets: the arguments.
    public enum Kind {
        /// The line cannot be read, or stands where it may not.
        UNREADABLE,
        /// An entry was changed (entry, seal).
        EDITED_ENTRY,
        /// An entry is gone (entry, seal).
        MISSING_ENTRY,
        /// An entry that its seal does not name (entry, seal).
        UNKNOWN_ENTRY,
        /// The same entry stands there twice (entry, seal).
        REPEATED_ENTRY,
        /// The entries of a seal are not in its order (seal, first entry out of place).
        SWAPPED_ENTRIES,
        /// A seal was changed, or the list of its entries (seal).
        EDITED_SEAL,
        /// Seals are gone (first, last).
        MISSING_SEALS,
        /// Seals are not the ones that a check point names (first that may be meant, last).
        REWRITTEN_CHAIN,
        /// A check point was changed.
        EDITED_CHECKPOINT,
        /// A check point before this one is gone.
        MISSING_CHECKPOINT,
        /// No check point vouches for the last seals (first, last).
        UNVOUCHED_SEALS,
        /// Entries are said to have been removed that were younger than six months (seal).
        REMOVED_TOO_YOUNG,
        /// The file ends too early.
        CUT_SHORT,
        /// The file was changed after it was signed, or its signature was.
        EDITED_FILE,
        /// It is signed by a key that is not the one that was expected (name of the key).
        OTHER_KEY
    }
}
