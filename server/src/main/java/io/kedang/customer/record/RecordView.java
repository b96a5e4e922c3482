package io.kedang.customer.record;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.User;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.Sight;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Values as a reader gets them: sensitive ones masked, users and departments with their names.
@Component
public class RecordView {
    private final Directory directory;

    RecordView(Directory directory) {
        this.directory = directory;
    }

    /// As the reader sees it: masked where it is sealed, or where policies say so.
    public @Nullable Object shown(
            RecordSeal seal, UUID subject, Content content, Field field, Sight sight) {
        var sealed = content.sealed().get(field.key());
        if (sealed == null) {
            return shown(field, content.clear().get(field.key()), sight);
        }
        return sight == Sight.WITHHELD ? null : seal.masked(subject, field, sealed);
    }

    /// A value that is not sealed, as policies show it.
    public @Nullable Object shown(Field field, @Nullable Object value, Sight sight) {
        return switch (sight) {
            case CLEAR -> shown(field, value);
            case MASKED -> value == null ? null : FieldMask.of(field, value);
            case WITHHELD -> null;
        };
    }

    /// Says which fields of an answer policies don't show in clear; nothing where all are clear.
    public void tellClosed(
            Map<String, @Nullable Object> view, FieldSight sight, Collection<Field> fields) {
        var closed = FieldClasses.closed(sight, fields);
        if (!closed.isEmpty()) {
            view.put("closed", closed);
        }
    }

    /// A value that stands in clear.
    public @Nullable Object shown(Field field, @Nullable Object value) {
        return switch (field.type()) {
            case USER -> value == null ? null : user((UUID) value);
            case DEPARTMENT -> value == null ? null : department((UUID) value);
            case CHOICES -> value == null ? List.of() : value;
            default -> FieldJson.write(value);
        };
    }

    /// @param fields those that the record has today, by key
    public RevisionView shown(
            RecordSeal seal,
            Revision revision,
            Function<String, Optional<Field>> fields,
            FieldSight sight) {
        return view(
                revision,
                change -> {
                    var field = fields.apply(change.field());
                    boolean sealed = change.sealed();
                    var how =
                            change.customer() != null || field.isEmpty()
                                    ? Sight.CLEAR
                                    : FieldClasses.sight(sight, field.get());
                    var subject = revision.subject();
                    return new RevisionView.Change(
                            change.field(),
                            shown(seal, subject, field, change.before(), sealed, how),
                            shown(seal, subject, field, change.after(), sealed, how),
                            change.customer());
                });
    }

    /// Of a record without sensitive values.
    public RevisionView shown(Revision revision, Function<String, Optional<Field>> fields) {
        return view(
                revision,
                change -> {
                    var field = fields.apply(change.field());
                    return new RevisionView.Change(
                            change.field(),
                            shown(field, change.before()),
                            shown(field, change.after()),
                            change.customer());
                });
    }

    private static RevisionView view(
            Revision revision, Function<Revision.FieldChange, RevisionView.Change> shown) {
        return new RevisionView(
                revision.number(),
                new RevisionView.Person(revision.changedBy(), revision.changedByName()),
                revision.learnedAt(),
                revision.enteredAt(),
                revision.source(),
                revision.channel().name(),
                revision.confidence(),
                revision.reason(),
                revision.changes().stream().map(shown).toList());
    }

    private @Nullable Object shown(Optional<Field> field, @Nullable Object form) {
        return form == null || field.isEmpty()
                ? form
                : shown(field.get(), FieldJson.read(field.get(), form));
    }

    private @Nullable Object shown(
            RecordSeal seal,
            UUID subject,
            Optional<Field> field,
            @Nullable Object form,
            boolean sealed,
            Sight sight) {
        if (field.isEmpty() || form == null) {
            return shown(field, form);
        }
        if (sealed) {
            return sight == Sight.WITHHELD
                    ? null
                    : seal.masked(subject, field.get(), form.toString());
        }
        return shown(field.get(), FieldJson.read(field.get(), form), sight);
    }

    /// A user as the one who did something.
    ///
    /// @param id null where nobody of us did
    public RevisionView.Person person(@Nullable UUID id) {
        return new RevisionView.Person(
                id, id == null ? "" : directory.findUser(id).map(User::displayName).orElse("?"));
    }

    private Map<String, Object> user(UUID id) {
        return Map.of("id", id, "name", directory.findUser(id).map(User::displayName).orElse("?"));
    }

    private Map<String, Object> department(UUID id) {
        return Map.of(
                "id", id, "name", directory.findDepartment(id).map(Department::name).orElse("?"));
    }

    /// Puts a value under its key; `address.city` goes under `city` of the member `address`.
    @SuppressWarnings("unchecked")
    public static void put(Map<String, @Nullable Object> view, String key, @Nullable Object value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            view.put(key, value);
        } else {
            var inner =
                    (Map<String, @Nullable Object>)
                            Objects.requireNonNull(
                                    view.computeIfAbsent(
                                            key.substring(0, dot),
                                            name -> new LinkedHashMap<String, Object>()));
            inner.put(key.substring(dot + 1), value);
        }
    }
}
