package io.kedang.access;

import java.util.Set;
import java.util.UUID;

/// @param code stable name for the command line and for programs, such as `marketing-manager`
/// @param needsSecondFactor whether a password alone opens nothing to whoever has this role
/// @param exports how much whoever has it may take along
public record Role(
        UUID id,
        String code,
        String name,
        Rank rank,
        Scope scope,
        Set<Right> rights,
        boolean needsSecondFactor,
        ExportLimits exports,
        int version) {
    public Role {
        rights = Set.copyOf(rights);
    }
}
