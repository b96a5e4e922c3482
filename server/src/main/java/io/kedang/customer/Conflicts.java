package io.kedang.customer;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Rule: where two people changed the same field of a file, each based on an older version: what it
/// was, what the other one made of it, what this one wants. Sensitive values stay masked.
final class Conflicts {
    private final CustomerSeal seal;
    private final Map<String, Revision.FieldChange> firstSince = new HashMap<>();

    /// @param base JSON form, masked where sensitive
    public record Conflict(
            String field, @Nullable Object base, @Nullable Object theirs, @Nullable Object yours) {}

    /// @param since the revisions after the version that this change is based on, oldest first
    Conflicts(CustomerSeal seal, List<Revision> since) {
        this.seal = seal;
        for (var revision : since) {
            for (var change : revision.changes()) {
                firstSince.putIfAbsent(change.field(), change);
            }
        }
    }

    /// One for each wished field that somebody else changed to another value.
    List<Conflict> of(Customer current, Map<Field, @Nullable Object> wished) {
        var conflicts = new ArrayList<Conflict>();
        wished.forEach(
                (field, value) -> {
                    var theirs = firstSince.get(field.key());
                    var now = seal.open(current, field);
                    if (theirs != null && !Objects.equals(now, value)) {
                        conflicts.add(
                                new Conflict(
                                        field.key(),
                                        base(current, field, theirs),
                                        shown(current, field, now),
                                        shown(current, field, value)));
                    }
                });
        return conflicts;
    }

    private @Nullable Object base(Customer current, Field field, Revision.FieldChange change) {
        return change.sealed() && change.before() != null
                ? CustomerMask.of(
                        field, seal.open(current.id(), field, change.before().toString()))
                : change.before();
    }

    private static @Nullable Object shown(
            Customer current, Field field, @Nullable Object value) {
        return value != null && CustomerSeal.isSealed(current.kind(), field, value)
                ? CustomerMask.of(field, value)
                : FieldJson.write(value);
    }
}
