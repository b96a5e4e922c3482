package io.kedang.customer.record;

import io.kedang.kernel.FieldError;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rule: what a record was, from what it is and what was changed since; and going back to it.
public final class RecordHistory {
    private RecordHistory() {}

    /// @param since the revisions after the one that is asked for, oldest first
    /// @param fields those that the record has today, by key; changes of others are left out
    public static Content asOf(
            Content today, List<Revision> since, Function<String, Optional<Field>> fields) {
        var clear = new HashMap<>(today.clear());
        var sealed = new HashMap<>(today.sealed());
        for (var revision : since.reversed()) {
            for (var change : revision.changes()) {
                fields.apply(change.field())
                        .ifPresent(field -> takeBack(field, change, clear, sealed));
            }
        }
        return new Content(clear, sealed);
    }

    private static void takeBack(
            Field field,
            Revision.FieldChange change,
            Map<String, Object> clear,
            Map<String, String> sealed) {
        clear.remove(field.key());
        sealed.remove(field.key());
        if (change.before() != null && change.sealed()) {
            sealed.put(field.key(), change.before().toString());
        } else if (change.before() != null) {
            clear.put(field.key(), Objects.requireNonNull(FieldJson.read(field, change.before())));
        }
    }

    /// What a change has to wish for, so that fields get back what they held then.
    ///
    /// @param fields those that the record can have
    /// @param only the keys of some of them; null for all that people write. Others are refused, so
    /// that nobody takes a field for restored that was never named right
    public static Map<Field, @Nullable Object> wished(
            RecordSeal seal,
            UUID subject,
            Content then,
            Collection<Field> fields,
            @Nullable Collection<String> only) {
        refuseUnknown(fields, only == null ? List.of() : only);
        var wished = new LinkedHashMap<Field, @Nullable Object>();
        for (var field : fields) {
            if (only == null ? field.written() : only.contains(field.key())) {
                wished.put(field, seal.open(subject, then, field));
            }
        }
        return wished;
    }

    private static void refuseUnknown(Collection<Field> fields, Collection<String> keys) {
        var known = fields.stream().map(Field::key).collect(Collectors.toSet());
        RecordInput.refuse(
                keys.stream()
                        .filter(key -> !known.contains(key))
                        .distinct()
                        .map(key -> FieldError.of(key, RecordProblem.FIELD_UNKNOWN, key))
                        .toList());
    }
}
