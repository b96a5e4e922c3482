package io.kedang.customer.people;

import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.FieldSight;
import io.kedang.customer.record.Content;
import io.kedang.kernel.Page;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.field.Secrecy;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Sort;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// People, always reached through the positions that they hold at visible customers. Whoever holds
/// none any more is reached through his former ones.
@Repository
class PersonStore {
    static final List<Field> COLUMN_FIELDS =
            PersonFields.OF_PERSON.stream()
                    .filter(field -> field.secrecy() != Secrecy.SEALED)
                    .toList();

    /// What the reader sees of the person `h`: what some file does by which he reaches him. Not
    /// looked for where no policy masks anything.
    static final String SIGHT =
            """
            case when {masking}
                 then (select coalesce(bit_and({sight:c}), -1)
                         from position p join customer c on c.id = p.customer_id
                        where p.person_id = h.id and {visible:c}
                          and (p.until is null
                               or not exists (select from position o
                                               where o.person_id = p.person_id
                                                 and o.until is null)))
                 else 0 end as sight
            """;

    static final String COLUMNS = columns(SIGHT);

    /// Of the person `h`.
    static final String REACHED =
            """
            exists (select
                      from position p join customer c on c.id = p.customer_id
                     where p.person_id = h.id and {visible:c}
                       and (p.until is null
                            or not exists (select from position o
                                            where o.person_id = p.person_id and o.until is null)))
            """;

    static final Statement FIND =
            Statement.of("select " + COLUMNS + " from person h where h.id = :id and " + REACHED);

    /// Others who want to change him wait, and then see what this change made of him.
    static final Statement FIND_AND_LOCK = Statement.of(FIND.text() + " for update of h");

    @Unscoped(because = "computes columns anew for everybody, and answers nothing")
    static final String OLDER =
            "select "
                    + columns("0 as sight")
                    + """
                     from person h
                    where h.id > :after and h.derived_version < :version
                    order by h.id
                    limit :size
                      for no key update
                    """;

    private static final String PAGE_START =
            "select "
                    + COLUMNS
                    + ", h.name_key as sort_key, h.id as sort_id, "
                    + PositionStore.COLUMNS
                    + """
                      from person h
                      join lateral (
                             select p.*
                               from position p join customer c on c.id = p.customer_id
                              where p.person_id = h.id and p.until is null
                                and c.voided_at is null and {visible:c}
                              order by p.is_main desc, p.since desc nulls last, p.id
                              limit 1) p on true
                      join customer c on c.id = p.customer_id
                     where h.voided_at is null and (h.name_key, h.id) > (:after_key, :after_id)
                    """;

    private static final String PAGE_END = " order by h.name_key, h.id limit :size";

    static final Statement PAGE = Statement.of(PAGE_START + PAGE_END);

    /// A null finds nothing; names of three characters and more are compared themselves.
    static final Statement FOUND =
            Statement.of(
                    PAGE_START
                            + """
                             and (h.grams @> cast(:names as integer[])
                                  and h.name_folded like :pattern
                                  or h.grams @> cast(:readings as integer[])
                                  or h.grams @> cast(:numbers as integer[])
                                  or h.tokens && cast(:tokens as bigint[]))
                            """
                            + PAGE_END);

    /// For terms too short for the index.
    static final Statement FOUND_SHORT =
            Statement.of(PAGE_START + " and h.name_folded like :pattern" + PAGE_END);

    /// Whether an id is taken at all; answers nothing about the person.
    @Unscoped(because = "answers whether an id is taken, nothing else")
    static final String EXISTS = "select true from person where id = :id";

    static final String INSERT =
            "insert into person (id, version, created_at, created_by, updated_at, updated_by,"
                + " sealed, name_folded, name_key, grams, tokens, token_version, derived_version, "
                    + FieldColumns.names(COLUMN_FIELDS)
                    + ") values (:id, 1, :now, :by, :now, :by, cast(:sealed as jsonb),"
                    + " :name_folded, :name_key, :grams, :tokens, :token_version, :derived_version,"
                    + " "
                    + FieldColumns.parameters(COLUMN_FIELDS)
                    + ") on conflict (id) do nothing";

    @Unscoped(because = "the person was found through the lock before")
    static final Statement CHANGE =
            Statement.of(
                    """
                    update person
                       set {assignments}, version = :version, updated_at = :now, updated_by = :by,
                           sealed = cast(:sealed as jsonb)
                     where id = :id and version = :version - 1
                    """);

    @Unscoped(because = "the person was found through the lock before")
    static final String SET_DERIVED =
            """
            update person
               set name_folded = :name_folded, name_key = :name_key, grams = :grams,
                   tokens = :tokens, token_version = :token_version,
                   derived_version = :derived_version
             where id = :id
            """;

    @Unscoped(because = "the person was found through the lock before")
    static final String SET_VOIDED =
            """
            update person
               set voided_at = :voidedAt, voided_by = :by, void_reason = :reason,
                   version = :version, updated_at = :now, updated_by = :by
             where id = :id and version = :version - 1
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final FieldLock fields;

    PersonStore(JdbcClient db, JsonMapper json, FieldLock fields) {
        this.db = db;
        this.json = json;
        this.fields = fields;
    }

    private static String columns(String sight) {
        return "h.id, h.version, h.created_at, h.updated_at, h.voided_at, h.void_reason, h.sealed, "
                + sight
                + ", "
                + FieldColumns.selected(COLUMN_FIELDS, "h");
    }

    Optional<Person> find(PersonId id, Fragment visible) {
        return find(FIND, id, visible);
    }

    Optional<Person> findAndLock(PersonId id, Fragment visible) {
        return find(FIND_AND_LOCK, id, visible);
    }

    private Optional<Person> find(Statement statement, PersonId id, Fragment visible) {
        var filled = statement.fill(fields.masks().slots(visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("id", id))
                .query((row, n) -> person(row))
                .optional();
    }

    boolean exists(PersonId id) {
        return db.sql(EXISTS)
                .paramSource(Params.of("id", id))
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /// What a list is narrowed by; a null array finds nothing.
    record Term(
            String pattern,
            Integer @Nullable [] names,
            Integer @Nullable [] readings,
            Integer @Nullable [] numbers,
            Long @Nullable [] tokens) {

        /// The same by names alone.
        Term byName() {
            return new Term(pattern, names, readings, null, null);
        }

        Statement statement() {
            return names == null && readings == null && numbers == null && tokens == null
                    ? FOUND_SHORT
                    : FOUND;
        }
    }

    /// Each with the current position by which the reader reaches him.
    Page<Contact> page(
            @Nullable Term term, Fragment visible, Sort sort, @Nullable String after, int size) {
        var statement = term == null ? PAGE : term.statement();
        var filled = statement.fill(fields.masks().slots(visible));
        var params =
                Params.of(filled)
                        .and("after_key", "")
                        .and("after_id", new UUID(0, 0))
                        .and(sort.after(after))
                        .and("size", size + 1);
        if (term != null) {
            params.and("pattern", term.pattern())
                    .and("names", term.names())
                    .and("readings", term.readings())
                    .and("numbers", term.numbers())
                    .and("tokens", term.tokens());
        }
        var rows =
                db.sql(filled.sql())
                        .paramSource(params)
                        .query(
                                sort.mapper(
                                        (row, n) ->
                                                new Contact(
                                                        person(row),
                                                        PositionStore.position(row),
                                                        true)))
                        .list();
        return sort.page(rows, size);
    }

    /// False when the id is taken.
    boolean insert(Person person, PersonDerived derived, @Nullable UUID by) {
        var params =
                derived(person.id(), derived)
                        .and("now", person.createdAt())
                        .and("by", by)
                        .and("sealed", json.writeValueAsString(person.content().sealed()));
        COLUMN_FIELDS.forEach(
                field ->
                        FieldColumns.bind(
                                params, field, person.content().clear().get(field.key())));
        return db.sql(INSERT).paramSource(params).update() == 1;
    }

    /// @param changed fields that have a new value, null to empty
    /// @param person as he is after the change
    /// @return false when somebody else was faster
    boolean change(
            Map<Field, @Nullable Object> changed,
            Person person,
            @Nullable PersonDerived derived,
            @Nullable UUID by) {
        var columns = new HashMap<Field, @Nullable Object>();
        changed.keySet().stream()
                .filter(COLUMN_FIELDS::contains)
                .forEach(field -> columns.put(field, person.content().clear().get(field.key())));
        columns.put(PersonFields.NAME, person.name());
        var filled = CHANGE.fill(Map.of("assignments", FieldColumns.assignments(columns)));
        int rows =
                db.sql(filled.sql())
                        .paramSource(
                                Params.of(filled)
                                        .and("id", person.id())
                                        .and("version", person.version())
                                        .and("now", person.updatedAt())
                                        .and("by", by)
                                        .and(
                                                "sealed",
                                                json.writeValueAsString(person.content().sealed())))
                        .update();
        if (derived != null) {
            setDerived(person.id(), derived);
        }
        return rows == 1;
    }

    boolean setVoided(Person person, @Nullable UUID by) {
        return db.sql(SET_VOIDED)
                        .paramSource(
                                Params.of("id", person.id())
                                        .and("version", person.version())
                                        .and("voidedAt", person.voidedAt())
                                        .and("reason", person.voidReason())
                                        .and("by", by)
                                        .and("now", person.updatedAt()))
                        .update()
                == 1;
    }

    void setDerived(PersonId id, PersonDerived derived) {
        db.sql(SET_DERIVED).paramSource(derived(id, derived)).update();
    }

    /// Held, in the order of their ids: those whose derived columns are of older rules.
    List<Person> olderThan(int version, UUID after, int size) {
        return db.sql(OLDER)
                .paramSource(Params.of("version", version).and("after", after).and("size", size))
                .query((row, n) -> person(row))
                .list();
    }

    private static Params derived(PersonId id, PersonDerived derived) {
        return Params.of("id", id)
                .and("name_folded", derived.nameFolded())
                .and("name_key", derived.nameKey())
                .and("grams", derived.terms().grams().toArray())
                .and("tokens", derived.terms().tokens().toArray())
                .and("token_version", derived.terms().tokens().version())
                .and("derived_version", PersonDerived.VERSION);
    }

    Person person(ResultSet row) throws SQLException {
        var clear = new HashMap<String, Object>();
        for (var field : COLUMN_FIELDS) {
            var value = FieldColumns.read(row, field);
            if (value != null) {
                clear.put(field.key(), value);
            }
        }
        Map<String, String> sealed =
                json.readValue(row.getString("sealed"), new TypeReference<>() {});
        return new Person(
                new PersonId(Row.id(row, "id")),
                row.getInt("version"),
                Row.instant(row, "created_at"),
                Row.instant(row, "updated_at"),
                Row.findInstant(row, "voided_at"),
                row.getString("void_reason"),
                new Content(clear, sealed),
                new FieldSight(row.getInt("sight")));
    }
}
