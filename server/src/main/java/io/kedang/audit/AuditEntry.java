package io.kedang.audit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/// One act, as its door tells it; who and when is added when it is recorded. It names fields and
/// counts things, and never holds the value of a field.
///
/// @param kind of the thing acted on: `customer`, `user`, `export` …
/// @param subject the thing itself, null when it has no id
/// @param customer whose data it concerns, for 'who saw this customer'
/// @param fields names of the fields changed or shown
/// @param reason what the user gave as reason
/// @param detail further facts by name, such as `rows` → `120`
/// @param user the actor where it is not the current one, as at a sign-in; with `name`
public record AuditEntry(
        AuditAction action,
        String kind,
        @Nullable UUID subject,
        @Nullable UUID customer,
        List<String> fields,
        @Nullable String reason,
        Map<String, String> detail,
        @Nullable UUID user,
        @Nullable String name) {
    private static final Pattern DETAIL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.-]*");

    public AuditEntry {
        fields = List.copyOf(fields);
        detail = Map.copyOf(detail);
    }

    public static AuditEntry of(AuditAction action, String kind, @Nullable UUID subject) {
        return new AuditEntry(action, kind, subject, null, List.of(), null, Map.of(), null, null);
    }

    public AuditEntry customer(@Nullable UUID id) {
        return new AuditEntry(action, kind, subject, id, fields, reason, detail, user, name);
    }

    public AuditEntry fields(Collection<String> names) {
        var all = new ArrayList<>(names);
        return new AuditEntry(action, kind, subject, customer, all, reason, detail, user, name);
    }

    public AuditEntry reason(@Nullable String text) {
        return new AuditEntry(action, kind, subject, customer, fields, text, detail, user, name);
    }

    public AuditEntry detail(String fact, Object value) {
        if (!DETAIL_NAME.matcher(fact).matches()) {
            throw new IllegalArgumentException("not a name of a detail: " + fact);
        }
        var more = new TreeMap<>(detail);
        more.put(fact, value.toString());
        return new AuditEntry(action, kind, subject, customer, fields, reason, more, user, name);
    }

    /// Names another actor than the current one: who signs in is nobody until he has.
    public AuditEntry by(UUID id, String displayName) {
        return new AuditEntry(
                action, kind, subject, customer, fields, reason, detail, id, displayName);
    }
}
