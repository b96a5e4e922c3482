package io.kedang.access.policy;

import io.kedang.access.CurrentUser;
import io.kedang.access.Rank;
import io.kedang.kernel.condition.Condition;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.UUID;

/// One row of the lock: who, doing what, with which files, at which level. All conditions have to
/// hold; what none of the allowing rows grants, or one of the denying rows takes, is not allowed.
///
/// @param actions what it is about
/// @param minRank from which rank upwards; null for any
/// @param roles one of these; null for any
/// @param condition which files by their fields; null for any
public record Policy(
        UUID id,
        String name,
        boolean enabled,
        Effect effect,
        Set<Action> actions,
        Level level,
        Relation relation,
        @Nullable Rank minRank,
        @Nullable Set<UUID> roles,
        @Nullable Condition condition) {

    public enum Effect {
        ALLOW,
        DENY
    }

    /// How the user stands to the file.
    public enum Relation {
        OWNER,
        /// Within his data scope: his own, shared with him, of his departments.
        SCOPE,
        ANY
    }

    boolean isAbout(Action action) {
        return enabled && actions.contains(action);
    }

    boolean applies(CurrentUser user) {
        return (minRank == null || user.rank().compareTo(minRank) >= 0)
                && (roles == null || roles.contains(user.role()));
    }
}
