package io.kedang.access.policy;

import io.kedang.access.CurrentUser;
import io.kedang.access.Rank;
import io.kedang.kernel.condition.Condition;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// One row of the lock: who, doing what, with which files, at which level. All conditions have to
/// hold; what none of the allowing rows grants, or one of the denying rows takes, is not allowed.
///
/// @param shipped its code, if it came with the house; such a row can be switched off, not removed
/// @param actions what it is about
/// @param minRank from which rank upwards; null for any
/// @param roles one of these; null for any
/// @param condition which files by their fields; null for any
/// @param obligations what is owed for what it lets; nothing where another policy lets it freely
/// @param fields the classes that it masks or withholds; a denying policy with some takes these,
/// not the file, whatever others let
public record Policy(
        UUID id,
        @Nullable String shipped,
        String name,
        boolean enabled,
        Effect effect,
        Set<Action> actions,
        Level level,
        Relation relation,
        @Nullable Rank minRank,
        @Nullable Set<UUID> roles,
        @Nullable Condition condition,
        Set<Obligation> obligations,
        Set<FieldClass> fields,
        @Nullable ReadingLimit limit,
        int version) {

    public enum Effect {
        ALLOW,
        DENY
    }

    /// How the user stands to the file.
    public enum Relation {
        OWNER,
        /// Within his data scope: his own, shared with him, of his departments.
        SCOPE,
        /// Shared with him or his department.
        COLLABORATOR,
        /// Opened to him for a time, on a request that somebody has approved.
        GRANTED,
        ANY
    }

    /// Whether it grants or takes this, to whomever it applies.
    public boolean isAbout(Action action, Level wanted) {
        return enabled
                && !takesFields()
                && actions.contains(action)
                && level.compareTo(wanted) >= 0;
    }

    boolean masksFields() {
        return !fields.isEmpty();
    }

    /// Whether it takes classes of fields, and leaves the file to whoever may read it.
    public boolean takesFields() {
        return enabled && effect == Effect.DENY && masksFields();
    }

    boolean opensReading() {
        return effect == Effect.ALLOW && isAbout(Action.READ, Level.READABLE);
    }

    /// Whether it lets no more than this be seen of the class.
    ///
    /// @param sight MASKED or WITHHELD; what is withheld is not clear either
    public boolean closes(FieldClass of, Sight sight) {
        return fields.contains(of)
                && (sight == Sight.MASKED || obligations.contains(Obligation.WITHHOLD));
    }

    /// Whether it lets nobody do this without more.
    boolean asks(Obligation obligation) {
        return effect == Effect.ALLOW && obligations.contains(obligation);
    }

    /// What it would let if nobody had to approve.
    Policy approved() {
        var rest = new HashSet<>(obligations);
        rest.remove(Obligation.APPROVAL);
        return new Policy(
                id, shipped, name, enabled, effect, actions, level, relation, minRank, roles,
                condition, rest, fields, limit, version);
    }

    public boolean applies(CurrentUser user) {
        return (minRank == null || user.rank().compareTo(minRank) >= 0)
                && (roles == null || roles.contains(user.role()));
    }
}
