package io.kedang.matrix;

import io.kedang.access.Rank;
import io.kedang.access.Right;
import io.kedang.access.Scope;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.UUID;

/// Somebody who asks: a user, a token, or nobody at all.
///
/// @param user null for whoever the house should not know: strangers, ended sessions, the disabled
/// @param role his role by code; empty for whoever is not known
/// @param departments his own and those below it, by name, his own first
/// @param rights what his role, and his token, let him do at all
/// @param forges whether his requests lack what the page of the house would add
record Principal(
        String name,
        Http http,
        @Nullable UUID user,
        String role,
        Rank rank,
        Scope scope,
        java.util.List<String> departments,
        Set<Right> rights,
        boolean forges) {
    boolean isKnown() {
        return user != null;
    }

    @Override
    public String toString() {
        return name;
    }
}
