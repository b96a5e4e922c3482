package io.kedang.access.signin.outside.ldap;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An entry of a directory, with the attributes that were asked for.
///
/// @param name its distinguished name
/// @param values by the lower-case name of the attribute; bytes in hexadecimal
record LdapEntry(String name, Map<String, List<String>> values) {
    /// `ACCOUNTDISABLE` of Active Directory.
    private static final int DISABLED = 2;

    static String text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }

    List<String> all(String attribute) {
        return values.getOrDefault(attribute.toLowerCase(Locale.ROOT), List.of());
    }

    @Nullable String first(String attribute) {
        return all(attribute).stream().findFirst().filter(text -> !text.isBlank()).orElse(null);
    }

    /// As Active Directory and 389 say it; others refuse to sign him in themselves.
    boolean disabled() {
        return flags(first("userAccountControl"))
                || "true".equalsIgnoreCase(first("nsAccountLock"));
    }

    private static boolean flags(@Nullable String control) {
        try {
            return control != null && (Long.parseLong(control) & DISABLED) != 0;
        } catch (NumberFormatException unknown) {
            return true;
        }
    }
}
