package io.kedang.access;

import java.util.Set;
import java.util.UUID;

/// @param code stable name for the command line and for programs, such as `marketing-manager`
public record Role(
        UUID id, String code, String name, Rank rank, Scope scope, Set<Right> rights, int version) {
    public Role {
        rights = Set.copyOf(rights);
    }
}
