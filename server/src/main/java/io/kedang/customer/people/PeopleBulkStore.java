package io.kedang.customer.people;

import io.kedang.access.policy.FieldLock;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.sql.Copies;
import io.kedang.kernel.sql.CopyText;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes many people with a few statements.
@Repository
class PeopleBulkStore {
    private static final String COPY_PEOPLE =
            "copy person (id, version, created_at, created_by, updated_at, updated_by, sealed,"
                    + " name_folded, name_key, grams, tokens, token_version, derived_version, "
                    + FieldColumns.names(PersonStore.COLUMN_FIELDS)
                    + ") from stdin";

    private static final String COPY_POSITIONS =
            "copy position (id, person_id, customer_id, role, title, department, decision_role,"
                    + " is_main, since) from stdin";

    private static final String COPY_REVISIONS =
            "copy person_revision (person_id, " + RevisionRow.COPIED + ") from stdin";

    @Unscoped(because = "answers whether ids are taken, nothing else")
    static final String TAKEN = "select id from person where id = any(:ids) limit 1";

    static final Statement LOCK =
            Statement.of(
                    "select "
                            + PersonStore.COLUMNS
                            + """
                             from person h
                            where h.id = any (cast(:ids as uuid[])) and h.voided_at is null and
                            """
                            + PersonStore.REACHED
                            + " order by h.id for update of h");

    static final Statement POSITIONS =
            Statement.of(
                    "select "
                            + PositionStore.COLUMNS
                            + """
                             from position p
                             join customer c on c.id = p.customer_id
                            where p.person_id = any (cast(:ids as uuid[])) and p.until is null
                              and {visible:c}
                            """);

    @Unscoped(because = "people found through the lock; names the files whose search row changes")
    static final String CUSTOMERS =
            """
            select distinct customer_id from position
             where person_id = any (cast(:ids as uuid[])) and until is null
            """;

    static final Statement REVISIONS =
            Statement.of(
                    "select r.person_id, "
                            + RevisionRow.COLUMNS
                            + """
                             from person_revision r
                             join person h on h.id = r.person_id
                             join unnest(cast(:ids as uuid[]), cast(:numbers as integer[]))
                                  as wanted(id, number)
                               on wanted.id = r.person_id and wanted.number = r.number
                            where
                            """
                            + PersonStore.REACHED
                            + " order by r.person_id, r.number");

    /// The rows come as JSON under the names of the columns; every value is a parameter.
    @Unscoped(because = "changes people that the door has just locked through the lock of rights")
    static final String CHANGE =
            """
            update person h
               set version = n.version, updated_at = n.updated_at, updated_by = n.updated_by,
                   sealed = n.sealed, name_folded = n.name_folded, name_key = n.name_key,
                   grams = n.grams, tokens = n.tokens, token_version = n.token_version,
                   derived_version = n.derived_version, %s
              from jsonb_populate_recordset(null::person, cast(:rows as jsonb)) n
             where h.id = n.id
            """
                    .formatted(
                            PersonStore.COLUMN_FIELDS.stream()
                                    .map(Field::column)
                                    .map(column -> column + " = n." + column)
                                    .collect(Collectors.joining(", ")));

    @Unscoped(because = "changes positions that the door has just found through the lock")
    static final String CHANGE_POSITIONS =
            """
            update position p
               set role = n.role, title = n.title, department = n.department,
                   decision_role = n.decision_role, since = n.since
              from jsonb_populate_recordset(cast(null as "position"), cast(:rows as jsonb)) n
             where p.id = n.id
            """;

    @Unscoped(because = "moves people that the door has just locked through the lock of rights")
    static final String SET_VOIDED =
            """
            update person
               set voided_at = :now, voided_by = :by, void_reason = :reason, version = version + 1,
                   updated_at = :now, updated_by = :by
             where id = any (cast(:ids as uuid[])) and voided_at is null
            """;

    @Unscoped(because = "of people that the door has just locked through the lock of rights")
    static final String TAKE_MAIN =
            """
            update position set is_main = false
             where person_id = any (cast(:ids as uuid[])) and is_main and until is null
            """;

    private final JdbcClient db;
    private final PersonStore people;
    private final Copies copies;
    private final JsonMapper json;
    private final FieldLock fields;

    PeopleBulkStore(
            JdbcClient db, PersonStore people, Copies copies, JsonMapper json, FieldLock fields) {
        this.db = db;
        this.people = people;
        this.copies = copies;
        this.json = json;
        this.fields = fields;
    }

    /// A person with all that is derived from him, ready to be written.
    record Ready(Person person, PersonDerived derived, Position position, Revision revision) {}

    Optional<UUID> findTaken(Collection<PersonId> ids) {
        return db.sql(TAKEN)
                .paramSource(Params.of("ids", ids))
                .query((row, n) -> Row.id(row, "id"))
                .optional();
    }

    /// Those of them whom the predicate lets the current user change, held until the transaction
    /// ends.
    Map<PersonId, Person> lock(Collection<PersonId> ids, Fragment visible) {
        return query(LOCK.fill(fields.masks().slots(visible)), ids, (row, n) -> people.person(row))
                .stream()
                .collect(Collectors.toMap(Person::id, person -> person));
    }

    /// What they hold now.
    List<Position> positions(Collection<PersonId> ids, Fragment visible) {
        return query(
                POSITIONS.fill(Map.of("visible:c", visible)),
                ids,
                (row, n) -> PositionStore.position(row));
    }

    private <T> List<T> query(Fragment filled, Collection<PersonId> ids, RowMapper<T> mapper) {
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("ids", ids))
                .query(mapper)
                .list();
    }

    List<CustomerId> customers(Collection<PersonId> ids) {
        return db.sql(CUSTOMERS)
                .paramSource(Params.of("ids", ids))
                .query((row, n) -> new CustomerId(Row.id(row, "customer_id")))
                .list();
    }

    /// The revisions that made these versions, oldest first.
    Map<UUID, List<Revision>> revisions(Collection<Done> done, Fragment visible) {
        var filled = REVISIONS.fill(Map.of("visible:c", visible));
        return db
                .sql(filled.sql())
                .paramSource(RevisionRow.versions(Params.of(filled), done))
                .query((row, n) -> RevisionRow.read(row, Row.id(row, "person_id"), json))
                .stream()
                .collect(Collectors.groupingBy(Revision::subject));
    }

    /// @param all people with the versions that they get
    void change(Map<Person, PersonDerived> all, @Nullable UUID by) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        all.forEach((person, derived) -> rows.add(row(person, derived, by)));
        db.sql(CHANGE).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
    }

    private static Map<String, @Nullable Object> row(
            Person person, PersonDerived derived, @Nullable UUID by) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", person.id().value());
        row.put("version", person.version());
        row.put("updated_at", person.updatedAt());
        row.put("updated_by", by);
        row.put("sealed", person.content().sealed());
        row.put("name_folded", derived.nameFolded());
        row.put("name_key", derived.nameKey());
        row.put("grams", derived.terms().grams().toArray());
        row.put("tokens", derived.terms().tokens().values());
        row.put("token_version", derived.terms().tokens().version());
        row.put("derived_version", PersonDerived.VERSION);
        for (var field : PersonStore.COLUMN_FIELDS) {
            row.put(field.column(), FieldJson.write(person.content().clear().get(field.key())));
        }
        return row;
    }

    void changePositions(Collection<Position> all) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var position : all) {
            var row = new HashMap<String, @Nullable Object>();
            row.put("id", position.id());
            row.put("role", position.role());
            row.put("title", position.title());
            row.put("department", position.department());
            row.put("decision_role", position.decisionRole());
            row.put("since", FieldJson.write(position.since()));
            rows.add(row);
        }
        db.sql(CHANGE_POSITIONS)
                .paramSource(Params.of("rows", json.writeValueAsString(rows)))
                .update();
    }

    void insertRevisions(List<Revision> all) {
        var rows = new CopyText();
        all.forEach(revision -> RevisionRow.copy(revision, rows, json));
        copies.copy(COPY_REVISIONS, rows);
    }

    /// To the recycle bin; nowhere are they the main contact any more.
    void setVoided(Collection<PersonId> ids, String reason, Instant now, @Nullable UUID by) {
        db.sql(TAKE_MAIN).paramSource(Params.of("ids", ids)).update();
        db.sql(SET_VOIDED)
                .paramSource(
                        Params.of("ids", ids).and("reason", reason).and("now", now).and("by", by))
                .update();
    }

    void insert(List<Ready> all, @Nullable UUID by) {
        var rows = new CopyText();
        var positions = new CopyText();
        for (var ready : all) {
            write(ready.person(), ready.derived(), by, rows);
            write(ready.position(), positions);
        }
        copies.copy(COPY_PEOPLE, rows);
        copies.copy(COPY_POSITIONS, positions);
        insertRevisions(all.stream().map(Ready::revision).toList());
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
                .value(derived.terms().grams().toArray())
                .value(derived.terms().tokens().values())
                .value(derived.terms().tokens().version())
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
