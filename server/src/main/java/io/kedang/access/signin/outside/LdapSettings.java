package io.kedang.access.signin.outside;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A directory: Active Directory, OpenLDAP and others that speak LDAP.
///
/// @param servers such as `ldaps://ad1.example.cn`, asked one after the other until one answers
/// @param startTls whether a connection to `ldap://` begins in clear and is encrypted at once
/// @param serviceDn the account that looks for people; its password is the connection's secret
/// @param base below which people are
/// @param filter which entries are people, such as `(objectClass=person)`
/// @param usernameAttribute by which they sign in: `uid`, `sAMAccountName`
/// @param subjectAttribute what stays the same when somebody is renamed: `entryUUID`, `objectGUID`
/// @param displayNameAttribute what he is called
/// @param groupsAttribute names his groups, such as `memberOf`; null where groups are searched
/// @param groupBase below which groups that name their members are searched; null for none
/// @param nestedGroups whether groups of his groups are his, too
/// @param certificates in PEM, of an authority that the machine does not know; null for none
public record LdapSettings(
        @NotEmpty @Size(max = 5) List<@NotBlank @Size(max = 300) String> servers,
        boolean startTls,
        @NotBlank @Size(max = 500) String serviceDn,
        @NotBlank @Size(max = 500) String base,
        @NotBlank @Size(max = 1000) String filter,
        @NotBlank @Size(max = 100) String usernameAttribute,
        @NotBlank @Size(max = 100) String subjectAttribute,
        @NotBlank @Size(max = 100) String displayNameAttribute,
        @Nullable @Size(max = 100) String groupsAttribute,
        @Nullable @Size(max = 500) String groupBase,
        boolean nestedGroups,
        @Nullable @Size(max = 50_000) String certificates) {}
