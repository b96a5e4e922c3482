package io.kedang.access;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.UUID;

/// The person on whose behalf something happens: a request, a job that he started, a command.
///
/// @param reach the small numbers by which he reads files: his own, his departments' by scope
/// @param departments the departments within his scope, for `mine` in conditions
public record CurrentUser(
        UUID id,
        int principal,
        String username,
        String displayName,
        @Nullable UUID department,
        UUID role,
        Rank rank,
        Scope scope,
        Set<Right> rights,
        Set<Integer> reach,
        Set<UUID> departments) {

    public static final ScopedValue<CurrentUser> CURRENT = ScopedValue.newInstance();

    /// Refuses when nobody is signed in: code that reads customer data never runs for nobody.
    public static CurrentUser get() {
        if (!CURRENT.isBound()) {
            throw new Refusal(AccessProblem.NOT_SIGNED_IN);
        }
        return CURRENT.get();
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    public void need(Right right) {
        if (!may(right)) {
            throw new Refusal(AccessProblem.RIGHT_MISSING, right.name());
        }
    }
}
