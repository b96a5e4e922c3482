package io.kedang.access;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A person who may sign in, without his password.
///
/// @param scope his own data scope, or null to have the one of his role
public record User(
        UUID id,
        int principal,
        String username,
        String displayName,
        @Nullable UUID departmentId,
        UUID roleId,
        @Nullable Scope scope,
        @Nullable Instant disabledAt,
        int version) {

    public boolean active() {
        return disabledAt == null;
    }
}
