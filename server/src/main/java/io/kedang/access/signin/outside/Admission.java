package io.kedang.access.signin.outside;

import io.kedang.access.Scope;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who may come in through a connection without having come before, and as what.
///
/// @param linking how somebody who has an account here already is recognised
/// @param emailDomain of whose addresses the part before the @ is a user name here
/// @param creates whether somebody without an account here is given one
/// @param roleId of an account that is created and has no role by its groups; null for none: then
///     only members of a group below come in
/// @param scope null for the one of the role
/// @param roles by group; the first that fits counts
/// @param rolesFollow whether the role is set anew by the groups at each sign-in
public record Admission(
        @NotNull Linking linking,
        @Nullable @Size(max = 200) String emailDomain,
        boolean creates,
        @Nullable UUID roleId,
        @Nullable UUID departmentId,
        @Nullable Scope scope,
        @NotNull @Size(max = 100) List<@Valid @NotNull GroupRole> roles,
        boolean rolesFollow) {

    public enum Linking {
        /// Not at all.
        NEVER,
        /// The user name there is the user name here.
        USERNAME,
        /// The address, which the provider has verified, is the user name here.
        EMAIL
    }

    public record GroupRole(@NotBlank @Size(max = 500) String group, @NotNull UUID roleId) {}

    /// The role by the groups alone; case does not matter, as in directories.
    Optional<UUID> roleOf(Set<String> groups) {
        return roles.stream()
                .filter(each -> groups.stream().anyMatch(each.group()::equalsIgnoreCase))
                .map(GroupRole::roleId)
                .findFirst();
    }
}
