package io.kedang.access.policy;

import io.kedang.access.Rank;
import io.kedang.kernel.condition.Condition;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.UUID;

/// A policy as somebody wishes it.
///
/// @param minRank from which rank upwards; null for any
/// @param roles one of these; null for any
/// @param condition which files by their own fields; null for any
/// @param obligations what is owed for what it lets; null for nothing
/// @param fields classes of fields that it masks or withholds; null for none
/// @param limit how many files it lets somebody open; null for any number
public record PolicyBody(
        @NotNull @Size(max = 200) String name,
        boolean enabled,
        @NotNull Policy.Effect effect,
        @NotNull Set<@NotNull Action> actions,
        @NotNull Level level,
        @NotNull Policy.Relation relation,
        @Nullable Rank minRank,
        @Nullable @Size(max = 100) Set<@NotNull UUID> roles,
        @Nullable Condition condition,
        @Nullable Set<@NotNull Obligation> obligations,
        @Nullable Set<@NotNull FieldClass> fields,
        @Nullable @Valid ReadingLimit limit) {

    static PolicyBody of(Policy policy) {
        return new PolicyBody(
                policy.name(),
                policy.enabled(),
                policy.effect(),
                policy.actions(),
                policy.level(),
                policy.relation(),
                policy.minRank(),
                policy.roles(),
                policy.condition(),
                policy.obligations(),
                policy.fields(),
                policy.limit());
    }

    public Policy policy(UUID id, @Nullable String shipped, int version) {
        return new Policy(
                id,
                shipped,
                name.strip(),
                enabled,
                effect,
                actions,
                level,
                relation,
                minRank,
                roles,
                condition,
                obligations == null ? Set.of() : obligations,
                fields == null ? Set.of() : fields,
                limit,
                version);
    }
}
