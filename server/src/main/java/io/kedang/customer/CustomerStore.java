package io.kedang.customer;

import io.kedang.access.ReaderNumbers;
import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.FieldSight;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Repository
class CustomerStore {
    static final List<Field> VALUES =
            CustomerFields.VALUES.stream().filter(CustomerStore::hasColumn).toList();

    static final String COLUMNS =
            "c.id, c.kind, c.file_number, c.version, c.created_at, c.updated_at, c.voided_at,"
                    + " c.void_reason, c.readers, c.sealed, c.custom, {sight:c} as sight, "
                    + FieldColumns.selected(VALUES, "c");

    static final Statement FIND =
            Statement.of("select " + COLUMNS + " from customer c where c.id = :id and {visible:c}");

    static final Statement SIGHT =
            Statement.of(
                    "select {sight:c} as sight from customer c where c.id = :id and {visible:c}");

    static final Statement IS_ANNOUNCED =
            Statement.of(
                    """
                    select c.name, c.grade, c.department
                      from customer c where c.id = :id and c.voided_at is null and {visible:c}
                    """);

    /// Whether an id is taken at all; answers nothing about the file.
    @Unscoped(because = "a creation has to know that its id is taken, and tells no more than that")
    static final String EXISTS = "select true from customer where id = :id";

    static final String NEXT_FILE_NUMBER =
            """
            insert into file_number (year, last) values (:year, :count)
            on conflict (year) do update set last = file_number.last + :count
            returning last
            """;

    static final String INSERT =
            "insert into customer (id, kind, file_number, version, created_at, created_by,"
                + " updated_at, updated_by, readers, sealed, custom, folded, name_folded, name_key,"
                + " name_match, derived_version, "
                    + FieldColumns.names(VALUES)
                    + ") values (:id, :kind, :file_number, 1, :now, :by, :now, :by, :readers,"
                    + " cast(:sealed as jsonb), cast(:custom as jsonb), cast(:folded as jsonb),"
                    + " :name_folded, :name_key, :name_match, :derived_version, "
                    + FieldColumns.parameters(VALUES)
                    + ") on conflict (id) do nothing";

    /// Changes the file and appends its revision in one statement; touches nothing when somebody
    /// else was faster. Whom the file was given to meanwhile keeps it.
    @Unscoped(because = "changes the file that the door has just read through the lock")
    static final Statement CHANGE =
            Statement.of(
                    """
                    with changed as (
                      update customer c
                         set {assignments}, version = c.version + 1, updated_at = :now,
                             updated_by = :by, sealed = cast(:sealed as jsonb),
                             custom = cast(:custom as jsonb), folded = cast(:folded as jsonb),
                             readers = cast(:readers as integer[])
                                 || array(select r from unnest(c.readers) as r where r < 0)
                       where c.id = :id and c.version = :version
                      returning c.id, c.version)
                    insert into revision (customer_id, number, changed_by, changed_by_name, learned_at,
                                          entered_at, source, channel, confidence, reason, changes)
                    select id, version, cast(:by as uuid), :byName, cast(:learnedAt as timestamptz),
                           cast(:now as timestamptz), :source, :channel,
                           cast(:confidence as smallint), :reason, cast(:changes as json)
                      from changed
                    """);

    @Unscoped(because = "changes the file that the door has just read through the lock")
    static final String SET_VOIDED =
            """
            update customer
               set voided_at = :voidedAt, voided_by = :by, void_reason = :reason,
                   version = version + 1, updated_at = :now, updated_by = :by
             where id = :id and version = :version
            """;

    /// As the database writes an object without members.
    private static final String NOTHING = "{}";

    private final JdbcClient db;
    private final JsonMapper json;
    private final FieldLock locks;
    private final FileFields fields;

    CustomerStore(JdbcClient db, JsonMapper json, FieldLock locks, FileFields fields) {
        this.db = db;
        this.json = json;
        this.locks = locks;
        this.fields = fields;
    }

    static boolean hasColumn(Field field) {
        return field.secrecy() != io.kedang.kernel.field.Secrecy.SEALED;
    }

    Read<Optional<Customer>> find(CustomerId id, Fragment visible) {
        var filled = FIND.fill(Map.of("visible:c", visible, "sight:c", locks.masks().bits()));
        return Read.row(filled, Params.of("id", id), (row, n) -> customer(row));
    }

    /// Whatever the file is and whoever asks, for what the house computes of it.
    Read<Optional<Customer>> findUnmasked(CustomerId id) {
        var filled = FIND.fill(Map.of("visible:c", Fragment.TRUE, "sight:c", Fragment.of("0")));
        return Read.row(filled, Params.of("id", id), (row, n) -> customer(row));
    }

    /// What the current user sees of a file that he may read; asks nothing where no policy masks
    /// anything.
    Read<FieldSight> sight(CustomerId id, Fragment visible) {
        var masks = locks.masks();
        if (masks.isNothing()) {
            return Read.all(List.<Read<FieldSight>>of()).map(_ -> FieldSight.CLEAR);
        }
        var filled = SIGHT.fill(Map.of("visible:c", visible, "sight:c", masks.bits()));
        return Read.row(
                        filled,
                        Params.of("id", id),
                        (row, n) -> new FieldSight(row.getInt("sight")))
                .map(found -> found.orElse(FieldSight.CLEAR));
    }

    record Announced(String name, @Nullable String grade, @Nullable UUID department) {}

    Optional<Announced> findAnnounced(CustomerId id, Fragment announced) {
        var filled = IS_ANNOUNCED.fill(Map.of("visible:c", announced));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("id", id))
                .query(
                        (row, n) ->
                                new Announced(
                                        row.getString("name"),
                                        row.getString("grade"),
                                        row.getObject("department", UUID.class)))
                .optional();
    }

    boolean exists(CustomerId id) {
        return db.sql(EXISTS)
                .paramSource(Params.of("id", id))
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /// The last of `count` consecutive numbers of this year, which nobody else gets. Holds the year
    /// until the transaction ends, so that a rolled-back creation leaves no gap.
    int nextFileNumbers(int year, int count) {
        return db.sql(NEXT_FILE_NUMBER)
                .paramSource(Params.of("year", year).and("count", count))
                .query(Integer.class)
                .single();
    }

    /// False when the id is taken.
    boolean insert(Customer customer, Derived derived, @Nullable UUID by) {
        var params =
                Params.of("id", customer.id())
                        .and("kind", customer.kind())
                        .and("file_number", customer.fileNumber())
                        .and("now", customer.createdAt())
                        .and("by", by)
                        .and("readers", customer.readers().toArray(Integer[]::new))
                        .and("sealed", json.writeValueAsString(customer.sealed()))
                        .and("custom", custom(customer))
                        .and("folded", folded(customer))
                        .and("name_folded", derived.nameFolded())
                        .and("name_key", derived.nameKey())
                        .and("name_match", derived.nameMatch())
                        .and("derived_version", Derived.VERSION);
        VALUES.forEach(
                field -> FieldColumns.bind(params, field, customer.values().get(field.key())));
        return db.sql(INSERT).paramSource(params).update() == 1;
    }

    /// @param changed clear columns that get a new value, null to empty
    /// @param customer the file after the change, with the version that it was based on
    boolean change(
            Map<Field, @Nullable Object> changed,
            Customer customer,
            @Nullable Derived derived,
            Revision revision) {
        var columns = new HashMap<>(changed);
        columns.keySet().removeIf(field -> field.isCustom() || !hasColumn(field));
        var filled = CHANGE.fill(Map.of("assignments", assignments(columns, derived)));
        return db.sql(filled.sql())
                        .paramSource(
                                Params.of(filled)
                                        .and("id", customer.id())
                                        .and("version", customer.version())
                                        .and("now", revision.enteredAt())
                                        .and("by", revision.changedBy())
                                        .and("byName", revision.changedByName())
                                        .and("learnedAt", revision.learnedAt())
                                        .and("source", revision.source())
                                        .and("channel", revision.channel())
                                        .and("confidence", revision.confidence())
                                        .and("reason", revision.reason())
                                        .and("changes", json.writeValueAsString(revision.changes()))
                                        .and("sealed", json.writeValueAsString(customer.sealed()))
                                        .and("custom", custom(customer))
                                        .and("folded", folded(customer))
                                        .and("readers", derived(customer.readers())))
                        .update()
                == 1;
    }

    boolean setVoided(
            Customer file,
            @Nullable Instant voidedAt,
            UUID by,
            @Nullable String reason,
            Instant now) {
        return db.sql(SET_VOIDED)
                        .paramSource(
                                Params.of("id", file.id())
                                        .and("version", file.version())
                                        .and("voidedAt", voidedAt)
                                        .and("by", by)
                                        .and("reason", reason)
                                        .and("now", now))
                        .update()
                == 1;
    }

    private static Integer[] derived(List<Integer> readers) {
        return readers.stream()
                .filter(number -> !ReaderNumbers.isGiven(number))
                .toArray(Integer[]::new);
    }

    private String folded(Customer customer) {
        return json.writeValueAsString(FoldedTexts.of(customer.values(), fields.values()));
    }

    private String custom(Customer customer) {
        return json.writeValueAsString(FileFields.written(customer.values()));
    }

    /// Never empty, so that a change of sealed fields alone has something to assign.
    private static Fragment assignments(
            Map<Field, @Nullable Object> changed, @Nullable Derived derived) {
        var assigned = FieldColumns.assignments(changed);
        var values = new HashMap<>(assigned.values());
        var sql = new StringBuilder(assigned.sql());
        sql.append(changed.isEmpty() ? "kind = c.kind" : "");
        if (derived != null) {
            sql.append(", name_folded = :name_folded, name_key = :name_key");
            sql.append(", name_match = :name_match, derived_version = :derived_version");
            values.put("name_folded", derived.nameFolded());
            values.put("name_key", derived.nameKey());
            values.put("name_match", derived.nameMatch());
            values.put("derived_version", Derived.VERSION);
        }
        return Fragment.of(sql.toString(), values);
    }

    Customer customer(ResultSet row) throws SQLException {
        return customer(row, VALUES, true);
    }

    /// @param shown those whose columns the row has
    Customer customer(ResultSet row, List<Field> shown) throws SQLException {
        return customer(row, shown, shown.stream().anyMatch(Field::isCustom));
    }

    private Customer customer(ResultSet row, List<Field> shown, boolean custom)
            throws SQLException {
        var values = new HashMap<String, Object>();
        for (var field : shown) {
            var value = field.isCustom() ? null : FieldColumns.read(row, field);
            if (value != null) {
                values.put(field.key(), value);
            }
        }
        var own = custom ? row.getString(FieldColumns.CUSTOM) : NOTHING;
        if (!own.equals(NOTHING)) {
            values.putAll(fields.read(json.readValue(own, new TypeReference<>() {})));
        }
        return new Customer(
                new CustomerId(Row.id(row, "id")),
                CustomerKind.valueOf(row.getString("kind")),
                row.getString("file_number"),
                row.getInt("version"),
                Row.instant(row, "created_at"),
                Row.instant(row, "updated_at"),
                Row.findInstant(row, "voided_at"),
                row.getString("void_reason"),
                Row.integers(row, "readers"),
                values,
                json.readValue(row.getString("sealed"), new TypeReference<>() {}),
                new FieldSight(row.getInt("sight")));
    }

    static Instant micros(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
}
