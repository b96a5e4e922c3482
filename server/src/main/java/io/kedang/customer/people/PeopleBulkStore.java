package io.kedang.customer.people;

import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.sql.Copies;
import io.kedang.kernel.sql.CopyText;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Writes many people with a few statements.
@Repository
class PeopleBulkStore {
    private static final String COPY_PEOPLE =
            "copy person (id, version, created_at, created_by, updated_at, updated_by, sealed,"
                    + " name_folded, name_key, grams, tokens, derived_version, "
                    + FieldColumns.names(PersonStore.COLUMN_FIELDS)
                    + ") from stdin";

    private static final String COPY_POSITIONS =
            "copy position (id, person_id, customer_id, role, title, department, decision_role,"
                    + " is_main, since) from stdin";

    private static final String COPY_REVISIONS =
            "copy person_revision (person_id, " + RevisionRow.COPIED + ") from stdin";

    @Unscoped(because = "answers whether ids are taken, nothing else")
    static final String TAKEN = "select id from person where id = any(:ids) limit 1";

    private final JdbcClient db;
    private final Copies copies;
    private final JsonMapper json;

    PeopleBulkStore(JdbcClient db, Copies copies, JsonMapper json) {
        this.db = db;
        this.copies = copies;
        this.json = json;
    }

    /// A person with all that is derived from him, ready to be written.
    record Ready(Person person, PersonDerived derived, Position position, Revision revision) {}

    Optional<UUID> findTaken(Collection<PersonId> ids) {
        return db.sql(TAKEN)
                .paramSource(Params.of("ids", ids))
                .query((row, n) -> Row.id(row, "id"))
                .optional();
    }

    void insert(List<Ready> all, @Nullable UUID by) {
        var people = new CopyText();
        var positions = new CopyText();
        var revisions = new CopyText();
        for (var ready : all) {
            write(ready.person(), ready.derived(), by, people);
            write(ready.position(), positions);
            RevisionRow.copy(ready.revision(), revisions, json);
        }
        copies.copy(COPY_PEOPLE, people);
        copies.copy(COPY_POSITIONS, positions);
        copies.copy(COPY_REVISIONS, revisions);
    }

    private void write(Person person, PersonDerived derived, @Nullable UUID by, CopyText rows) {
        rows.value(person.id().value())
                .value(person.version())
                .value(person.createdAt())
                .value(by)
                .value(person.updatedAt())
                .value(by)
                .value(json.writeValueAsString(person.content().sealed()))
                .value(derived.nameFolded())
                .value(derived.nameKey())
                .value(derived.terms().grams())
                .value(derived.terms().tokens())
                .value(PersonDerived.VERSION);
        for (var field : PersonStore.COLUMN_FIELDS) {
            rows.value(FieldJson.write(person.content().clear().get(field.key())));
        }
        rows.endRow();
    }

    private static void write(Position position, CopyText rows) {
        rows.value(position.id())
                .value(position.person().value())
                .value(position.customer().id().value())
                .value(position.role())
                .value(position.title())
                .value(position.department())
                .value(position.decisionRole())
                .value(position.main())
                .value(position.since())
                .endRow();
    }
}
