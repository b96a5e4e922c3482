package io.kedang.access;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A person who may sign in, without his password.
///
/// @param scope his own data scope, or null to have the one of his role
/// @param secondFactor whether he signs in with more than his password
public record User(
        UUID id,
        int principal,
        String username,
        String displayName,
        @Nullable UUID departmentId,
        UUID roleId,
        @Nullable Scope scope,
        @Nullable Instant disabledAt,
        boolean secondFactor,
        int version) {

    public boolean active() {
        return disabledAt == null;
    }
}
