package io.kedang.customer.record;

import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Rule: where two people changed the same field of a record, each based on an older version: what
/// it was, what the other one made of it, what this one wants. Sensitive values stay masked.
public final class Conflicts {
    private final RecordSeal seal;
    private final Map<String, Revision.FieldChange> firstSince = new HashMap<>();

    /// @param base JSON form, masked where sensitive
    public record Conflict(
            String field, @Nullable Object base, @Nullable Object theirs, @Nullable Object yours) {}

    /// @param since the revisions after the version that this change is based on, oldest first
    public Conflicts(RecordSeal seal, List<Revision> since) {
        this.seal = seal;
        for (var revision : since) {
            for (var change : revision.changes()) {
                firstSince.putIfAbsent(change.field(), change);
            }
        }
    }

    /// One for each wished field that somebody else changed to another value.
    public List<Conflict> of(
            UUID subject, boolean privately, Content current, Map<Field, @Nullable Object> wished) {
        var conflicts = new ArrayList<Conflict>();
        wished.forEach(
                (field, value) -> {
                    var theirs = firstSince.get(field.key());
                    var now = seal.open(subject, current, field);
                    if (theirs != null && !Objects.equals(now, value)) {
                        conflicts.add(
                                new Conflict(
                                        field.key(),
                                        base(subject, field, theirs),
                                        shown(privately, field, now),
                                        shown(privately, field, value)));
                    }
                });
        return conflicts;
    }

    private @Nullable Object base(UUID subject, Field field, Revision.FieldChange change) {
        return change.sealed() && change.before() != null
                ? seal.masked(subject, field, change.before().toString())
                : change.before();
    }

    private static @Nullable Object shown(boolean privately, Field field, @Nullable Object value) {
        return value != null && RecordSeal.isSealed(field, privately, value)
                ? FieldMask.of(field, value)
                : FieldJson.write(value);
    }
}
