package io.kedang.customer;

import io.kedang.access.policy.FieldLock;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Money;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Copies;
import io.kedang.kernel.sql.CopyBinary;
import io.kedang.kernel.sql.CopyRows;
import io.kedang.kernel.sql.CopyText;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes many files with a few statements.
@Repository
class CustomerBulkStore {
    private static final String COPY_FILES =
            "copy customer (id, kind, file_number, version, created_at, created_by, updated_at,"
                    + " updated_by, readers, sealed, custom, name_folded, name_key, name_match,"
                    + " derived_version, "
                    + FieldColumns.names(CustomerStore.VALUES)
                    + ") from stdin";

    private static final String COPY_REVISIONS =
            "copy revision (customer_id, " + RevisionRow.COPIED + ") from stdin";

    private static final String COPY_SEARCH =
            "copy customer_search (customer_id, readers, grams, tokens, token_version, mobile,"
                    + " derived_version) from stdin with (format binary)";
    private static final int SEARCH_COLUMNS = 7;

    static final Statement LOCK =
            Statement.of(
                    "select "
                            + CustomerStore.COLUMNS
                            + """
                             from customer c
                            where c.id = any (cast(:ids as uuid[])) and c.voided_at is null
                              and {visible:c}
                            order by c.id
                              for update of c
                            """);

    static final Statement REVISIONS =
            Statement.of(
                    "select r.customer_id, "
                            + RevisionRow.COLUMNS
                            + """
                             from revision r
                             join customer c on c.id = r.customer_id
                             join unnest(cast(:ids as uuid[]), cast(:numbers as integer[]))
                                  as wanted(id, number)
                               on wanted.id = r.customer_id and wanted.number = r.number
                            where {visible:c}
                            order by r.customer_id, r.number
                            """);

    /// The rows come as JSON under the names of the columns; every value is a parameter.
    @Unscoped(because = "changes files that the door has just locked through the lock of rights")
    static final String CHANGE =
            """
            update customer c
               set version = n.version, updated_at = n.updated_at, updated_by = n.updated_by,
                   readers = n.readers, sealed = n.sealed, custom = n.custom,
                   name_folded = n.name_folded,
                   name_key = n.name_key, name_match = n.name_match,
                   derived_version = n.derived_version, %s
              from jsonb_populate_recordset(null::customer, cast(:rows as jsonb)) n
             where c.id = n.id
            """
                    .formatted(
                            CustomerStore.VALUES.stream()
                                    .flatMap(field -> FieldColumns.of(field).stream())
                                    .map(column -> column + " = n." + column)
                                    .collect(Collectors.joining(", ")));

    @Unscoped(because = "writes the search rows of files that the door has just changed")
    static final String CHANGE_SEARCH =
            """
            update customer_search s
               set readers = n.readers, grams = n.grams, tokens = n.tokens,
                   token_version = n.token_version, mobile = n.mobile, derived_version = n.derived_version
              from jsonb_populate_recordset(null::customer_search, cast(:rows as jsonb)) n
             where s.customer_id = n.customer_id
            """;

    private final JdbcClient db;
    private final Copies copies;
    private final CustomerStore files;
    private final JsonMapper json;
    private final FieldLock fields;

    CustomerBulkStore(
            JdbcClient db, Copies copies, CustomerStore files, JsonMapper json, FieldLock fields) {
        this.db = db;
        this.copies = copies;
        this.files = files;
        this.json = json;
        this.fields = fields;
    }

    /// A file with all that is derived from it, ready to be written.
    record Ready(
            Customer file,
            Derived derived,
            SearchTerms found,
            @Nullable Long mobile,
            Revision revision) {}

    /// New files in the form in which the database takes them in.
    record NewRows(CopyRows files, CopyRows search, CopyRows revisions) {}

    NewRows rows(List<Ready> all, @Nullable UUID by) {
        return new NewRows(
                fileRows(all, by),
                searchRows(all),
                revisionRows(all.stream().map(Ready::revision).toList()));
    }

    void insert(NewRows rows) {
        copies.copy(COPY_FILES, rows.files());
        copies.copy(COPY_SEARCH, rows.search());
        copies.copy(COPY_REVISIONS, rows.revisions());
    }

    private CopyRows fileRows(List<Ready> all, @Nullable UUID by) {
        var rows = new CopyText();
        for (var ready : all) {
            var file = ready.file();
            var derived = ready.derived();
            rows.value(file.id().value())
                    .value(file.kind())
                    .value(file.fileNumber())
                    .value(file.version())
                    .value(file.createdAt())
                    .value(by)
                    .value(file.updatedAt())
                    .value(by)
                    .value(file.readers())
                    .value(json.writeValueAsString(file.sealed()))
                    .value(json.writeValueAsString(FileFields.written(file.values())))
                    .value(derived.nameFolded())
                    .value(derived.nameKey())
                    .value(derived.nameMatch())
                    .value(Derived.VERSION);
            for (var field : CustomerStore.VALUES) {
                copy(field, file.values().get(field.key()), rows);
            }
            rows.endRow();
        }
        return rows;
    }

    private static CopyRows searchRows(List<Ready> all) {
        var rows = new CopyBinary();
        for (var ready : all) {
            var file = ready.file();
            rows.row(SEARCH_COLUMNS)
                    .value(file.id().value())
                    .integers(file.readers().stream().mapToInt(Integer::intValue).toArray())
                    .integers(ready.found().grams().toArray())
                    .bigints(ready.found().tokens().values())
                    .small(ready.found().tokens().version())
                    .value(ready.mobile())
                    .value(Derived.VERSION);
        }
        return rows;
    }

    private CopyRows revisionRows(List<Revision> revisions) {
        var rows = new CopyText();
        revisions.forEach(revision -> RevisionRow.copy(revision, rows, json));
        return rows;
    }

    void insertRevisions(List<Revision> revisions) {
        copies.copy(COPY_REVISIONS, revisionRows(revisions));
    }

    /// The files among these that the predicate lets the current user change, held until the
    /// transaction ends.
    Map<CustomerId, Customer> lock(Collection<CustomerId> ids, Fragment visible) {
        var filled = LOCK.fill(Map.of("visible:c", visible, "sight:c", fields.masks().bits()));
        return db
                .sql(filled.sql())
                .paramSource(Params.of(filled).and("ids", ids))
                .query((row, n) -> files.customer(row))
                .stream()
                .collect(Collectors.toMap(Customer::id, file -> file));
    }

    /// @param all files with the versions that they get
    void change(List<Ready> all, @Nullable UUID by) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var ready : all) {
            var file = ready.file();
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("id", file.id().value());
            row.put("version", file.version());
            row.put("updated_at", file.updatedAt());
            row.put("updated_by", by);
            row.put("readers", file.readers());
            row.put("sealed", file.sealed());
            row.put("custom", FileFields.written(file.values()));
            row.put("name_folded", ready.derived().nameFolded());
            row.put("name_key", ready.derived().nameKey());
            row.put("name_match", ready.derived().nameMatch());
            row.put("derived_version", Derived.VERSION);
            for (var field : CustomerStore.VALUES) {
                row.putAll(columns(field, file.values().get(field.key())));
            }
            rows.add(row);
        }
        db.sql(CHANGE).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
        insertRevisions(all.stream().map(Ready::revision).toList());
    }

    void changeSearch(List<Ready> all) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var ready : all) {
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("customer_id", ready.file().id().value());
            row.put("readers", ready.file().readers());
            row.put("grams", ready.found().grams().toArray());
            row.put("tokens", ready.found().tokens().values());
            row.put("token_version", ready.found().tokens().version());
            row.put("mobile", ready.mobile());
            row.put("derived_version", Derived.VERSION);
            rows.add(row);
        }
        db.sql(CHANGE_SEARCH)
                .paramSource(Params.of("rows", json.writeValueAsString(rows)))
                .update();
    }

    /// The revisions that made these versions, oldest first.
    Map<UUID, List<Revision>> revisions(Collection<Done> done, Fragment visible) {
        var filled = REVISIONS.fill(Map.of("visible:c", visible));
        return db
                .sql(filled.sql())
                .paramSource(RevisionRow.versions(Params.of(filled), done))
                .query((row, n) -> RevisionRow.read(row, Row.id(row, "customer_id"), json))
                .stream()
                .collect(Collectors.groupingBy(Revision::subject));
    }

    private static void copy(Field field, @Nullable Object value, CopyText rows) {
        if (field.type() == FieldType.MONEY) {
            var money = (Money) value;
            rows.value(money == null ? null : money.amount());
            rows.value(money == null ? null : money.currency());
        } else {
            rows.value(written(field, value));
        }
    }

    private static Map<String, @Nullable Object> columns(Field field, @Nullable Object value) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        var names = FieldColumns.of(field);
        if (field.type() == FieldType.MONEY) {
            var money = (Money) value;
            columns.put(names.getFirst(), money == null ? null : money.amount());
            columns.put(names.getLast(), money == null ? null : money.currency());
        } else {
            columns.put(names.getFirst(), written(field, value));
        }
        return columns;
    }

    private static @Nullable Object written(Field field, @Nullable Object value) {
        return field.type() == FieldType.CHOICES && value == null
                ? List.of()
                : FieldJson.write(value);
    }
}
