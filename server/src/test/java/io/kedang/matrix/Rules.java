package io.kedang.matrix;

import io.kedang.access.Rank;

/// The rules of the house in the words of its design ("Who may see what"), without asking the
/// house: what the matrix compares every answer with.
///
/// A new way to reach a file (shared with somebody, approved for a time …) is a line in [#reaches]
/// or [#mayRead] and a file or principal in [World] that differs by it.
final class Rules {
    /// What somebody may know of a file.
    enum Level {
        /// Not even that it exists: the answer is the one for a file that does not.
        HIDDEN,
        /// A masked name, the class, and whom to ask.
        ANNOUNCED,
        READABLE
    }

    /// Whether files that somebody may not read are announced to him, as they are in a new house.
    private boolean announcing = true;

    void announce(boolean announcing) {
        this.announcing = announcing;
    }

    Level level(Principal who, GuardedFile file) {
        if (mayRead(who, file)) {
            return Level.READABLE;
        }
        return announcing && !file.voided() ? Level.ANNOUNCED : Level.HIDDEN;
    }

    /// Class A is readable from the rank of marketing manager upwards, and for its owner.
    boolean mayRead(Principal who, GuardedFile file) {
        return who.isKnown()
                && (file.grade() == 'A'
                        ? owns(who, file)
                                || reaches(who, file)
                                        && who.rank().compareTo(Rank.MARKETING_MANAGER) >= 0
                        : reaches(who, file));
    }

    /// Within his data scope.
    private static boolean reaches(Principal who, GuardedFile file) {
        return switch (who.scope()) {
            case OWN -> owns(who, file);
            case DEPARTMENT ->
                    owns(who, file)
                            || who.departments().stream()
                                    .limit(1)
                                    .anyMatch(file.department()::equals);
            case SUBTREE -> owns(who, file) || who.departments().contains(file.department());
            case ALL -> true;
        };
    }

    private static boolean owns(Principal who, GuardedFile file) {
        return file.owner() != null && file.owner().equals(who.user());
    }
}
