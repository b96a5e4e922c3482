package io.kedang.access.signin.outside.ldap;

import io.kedang.access.signin.outside.LdapSettings;
import io.kedang.access.signin.outside.OutsideAddress;
import io.kedang.access.signin.outside.OutsideProblem;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.outgoing.TrustedCertificates;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// Rule: what the settings of a directory have to be, and what is asked of it. What people type
/// never becomes part of a filter: it is handed over beside it and escaped.
final class LdapRules {
    /// Who lists him by his full name, or by his short one.
    static final String GROUP_FILTER = "(|(member={0})(uniqueMember={0})(memberUid={1}))";

    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");

    private LdapRules() {}

    static List<FieldError> objections(LdapSettings settings) {
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < settings.servers().size(); i++) {
            OutsideAddress.objection(
                            "ldap.servers[" + i + "]",
                            settings.servers().get(i),
                            "ldaps",
                            "ldap",
                            settings.startTls())
                    .ifPresent(errors::add);
        }
        checkName("ldap.serviceDn", settings.serviceDn(), errors);
        checkName("ldap.base", settings.base(), errors);
        if (settings.groupBase() != null) {
            checkName("ldap.groupBase", settings.groupBase(), errors);
        }
        checkAttribute("ldap.usernameAttribute", settings.usernameAttribute(), errors);
        checkAttribute("ldap.subjectAttribute", settings.subjectAttribute(), errors);
        checkAttribute("ldap.displayNameAttribute", settings.displayNameAttribute(), errors);
        checkAttribute("ldap.groupsAttribute", settings.groupsAttribute(), errors);
        if (!balanced(settings.filter())) {
            errors.add(FieldError.of("ldap.filter", OutsideProblem.FILTER_WRONG));
        }
        if (!TrustedCertificates.readable(settings.certificates())) {
            errors.add(FieldError.of("ldap.certificates", OutsideProblem.CERTIFICATES_WRONG));
        }
        return errors;
    }

    /// Active Directory also takes `user@domain` for an account.
    private static void checkName(String field, String name, List<FieldError> errors) {
        boolean account = field.equals("ldap.serviceDn") && name.matches("[^=,@\\s]+@[^=,@\\s]+");
        try {
            if (!account && new LdapName(name).isEmpty()) {
                errors.add(FieldError.of(field, OutsideProblem.NAME_OF_ENTRY_WRONG));
            }
        } catch (InvalidNameException wrong) {
            errors.add(FieldError.of(field, OutsideProblem.NAME_OF_ENTRY_WRONG));
        }
    }

    private static void checkAttribute(
            String field, @Nullable String attribute, List<FieldError> errors) {
        if (attribute != null && !ATTRIBUTE.matcher(attribute).matches()) {
            errors.add(FieldError.of(field, OutsideProblem.ATTRIBUTE_WRONG));
        }
    }

    /// One filter in parentheses, so that what is joined to it stays joined. Braces would be taken
    /// for places of values.
    private static boolean balanced(String filter) {
        int depth = 0;
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean endsEarly = depth == 0 && i < filter.length() - 1;
            if (depth < 0 || endsEarly || c == '{' || c == '}' || c == 0) {
                return false;
            }
        }
        return depth == 0 && filter.startsWith("(");
    }

    /// With the place of what he typed.
    static String personFilter(LdapSettings settings) {
        return "(&" + settings.filter() + "(" + settings.usernameAttribute() + "={0}))";
    }

    static String anybodyFilter(LdapSettings settings) {
        return "(&" + settings.filter() + "(" + settings.usernameAttribute() + "=*))";
    }

    static Set<String> attributes(LdapSettings settings) {
        var attributes =
                new HashSet<>(
                        Set.of("userAccountControl", "nsAccountLock", settings.subjectAttribute()));
        attributes.add(settings.usernameAttribute());
        attributes.add(settings.displayNameAttribute());
        if (settings.groupsAttribute() != null) {
            attributes.add(settings.groupsAttribute());
        }
        return attributes;
    }

    /// `dc=example,dc=cn` of `ou=people,dc=example,dc=cn`; the whole where there is no domain.
    static String domain(String base) {
        var parts = new ArrayList<Rdn>();
        try {
            for (var part : new LdapName(base).getRdns()) {
                if (!part.getType().equalsIgnoreCase("dc")) {
                    break;
                }
                parts.add(part);
            }
        } catch (InvalidNameException checkedBefore) {
            return base;
        }
        return parts.isEmpty() ? base : new LdapName(parts).toString();
    }

    /// `sales` of `cn=sales,ou=groups,dc=example,dc=cn`.
    static Optional<String> shortName(String name) {
        try {
            var parsed = new LdapName(name);
            return parsed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(parsed.getRdn(parsed.size() - 1).getValue().toString());
        } catch (InvalidNameException noName) {
            return Optional.empty();
        }
    }
}
