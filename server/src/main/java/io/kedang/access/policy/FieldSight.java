package io.kedang.access.policy;

import org.jspecify.annotations.Nullable;

/// What the policies let one reader see of one record, class of fields by class.
///
/// @param bits as [FieldLock] asks the database for them: two of each class, the lower one where it
/// is not clear, the higher one where it is withheld
public record FieldSight(int bits) {
    public static final FieldSight CLEAR = new FieldSight(0);

    /// @param fields null for what is of no class
    public Sight of(@Nullable FieldClass fields) {
        if (fields == null || (bits & bit(fields, Sight.MASKED)) == 0) {
            return Sight.CLEAR;
        }
        return (bits & bit(fields, Sight.WITHHELD)) == 0 ? Sight.MASKED : Sight.WITHHELD;
    }

    public boolean isClear() {
        return bits == 0;
    }

    static int bit(FieldClass fields, Sight sight) {
        int place = 2 * fields.ordinal();
        return switch (sight) {
            case CLEAR -> 0;
            case MASKED -> 1 << place;
            case WITHHELD -> 2 << place;
        };
    }
}
