package io.kedang.customer;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.ByIndex;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/// Finds for many records at once the files that they may be, by index: the cost of a record does
/// not grow with the number of files. Files that the current user may not read count as well, but
/// he learns of them only which department to ask.
@Repository
public class CustomerTwins {
    /// Every `offset 0` keeps the planner to the index of the key: while tables grow faster than
    /// their statistics it would combine that with an index of all files in use, or join to all of
    /// them.
    @Unscoped(because = "a twin has to be found whoever may read it; only its id leaves this class")
    static final String FIND =
            """
            select 0 as basis, k.key, c.id, null as name, true as numbered
              from unnest(cast(:external as text[])) as k(key)
             cross join lateral (select e.id
                                   from (select id, voided_at from customer
                                          where external_number = k.key offset 0) e
                                  where e.voided_at is null limit 1) c
            union all
            select 1, k.key, c.id, c.name_match, c.external_number is not null
              from unnest(cast(:code as text[])) as k(key)
             cross join lateral (select e.*
                                   from (select id, name_match, external_number, voided_at
                                           from customer where credit_code = k.key offset 0) e
                                  where e.voided_at is null limit 1) c
            union all
            select 2, cast(k.key as text), c.id, null, null
              from unnest(cast(:mobile as bigint[])) as k(key)
             cross join lateral (select e.id
                                   from (select customer_id from customer_search
                                          where mobile = k.key offset 0) s
                                  cross join lateral (select id, voided_at from customer
                                                       where id = s.customer_id offset 0) e
                                  where e.voided_at is null limit 1) c
            union all
            select 3, k.key, c.id, null, null
              from unnest(cast(:name as text[])) as k(key)
             cross join lateral (select e.id
                                   from (select id, voided_at from customer
                                          where name_match = k.key offset 0) e
                                  where e.voided_at is null limit 1) c
            """;

    @Unscoped(because = "the same for one record, with the department that may be asked")
    static final String ALL =
            """
            select c.id, c.department, min(t.basis) as basis
              from (select c.id, 0 as basis from customer c
                     where c.external_number = cast(:external as text)
                    union all
                    select c.id, 1 from customer c where c.credit_code = cast(:code as text)
                    union all
                    select s.customer_id, 2 from customer_search s
                     where s.mobile = any (cast(:mobile as bigint[]))
                    union all
                    select c.id, 3 from customer c where c.name_match = cast(:name as text)) t
              join customer c on c.id = t.id
             where c.voided_at is null
             group by c.id
             order by basis, c.updated_at desc
             limit :size
            """;

    static final Statement READABLE =
            Statement.of(
                    """
                    select c.id, c.file_number, c.name, c.department from customer c
                     where c.id = any (cast(:ids as uuid[])) and {visible:c}
                    """);

    static final Statement EDITABLE =
            Statement.of(
                    """
                    select c.id from customer c
                     where c.id = any (cast(:ids as uuid[])) and {visible:c}
                    """);

    static final Statement ANNOUNCED =
            Statement.of(
                    """
                    select c.id, c.department from customer c
                     where c.id = any (cast(:ids as uuid[])) and {visible:c}
                    """);

    private final JdbcClient db;
    private final PolicyCompiler policies;
    private final Directory directory;

    CustomerTwins(JdbcClient db, PolicyCompiler policies, Directory directory) {
        this.db = db;
        this.policies = policies;
        this.directory = directory;
    }

    /// @param same whether it is that file: it carries the number that the other system gave it, or
    /// the credit code and the name, and no other number
    public record Twin(CustomerId id, TwinBasis basis, boolean same, boolean editable) {}

    /// @param fileNumber and `name`: empty unless the current user may read the file
    /// @param department whom to ask; empty unless he may at least know of the file
    public record Known(String fileNumber, String name, String department) {}

    private record Key(TwinBasis basis, String text) {}

    private record Hit(Key key, CustomerId id, @Nullable String name, boolean numbered) {
        boolean isSame(CustomerTraits record) {
            return switch (key.basis()) {
                case EXTERNAL_NUMBER -> true;
                case CREDIT_CODE ->
                        Objects.equals(name, record.nameMatch())
                                && (record.externalNumber() == null || !numbered);
                case PHONE, NAME -> false;
            };
        }
    }

    /// @return by the place of the record in the list; nothing for those without a twin
    public Map<Integer, Twin> find(List<CustomerTraits> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        var hits = new HashMap<Key, Hit>();
        var asked =
                db.sql(FIND)
                        .paramSource(
                                Params.of("external", texts(records, TwinBasis.EXTERNAL_NUMBER))
                                        .and("code", texts(records, TwinBasis.CREDIT_CODE))
                                        .and("mobile", texts(records, TwinBasis.PHONE))
                                        .and("name", texts(records, TwinBasis.NAME)))
                        .query((row, n) -> hit(row));
        ByIndex.ask(db, asked::list).forEach(hit -> hits.put(hit.key(), hit));
        var found = new HashMap<Integer, Hit>();
        for (int place = 0; place < records.size(); place++) {
            for (var basis : TwinBasis.values()) {
                for (var text : records.get(place).texts(basis)) {
                    var hit = hits.get(new Key(basis, text));
                    if (hit != null) {
                        found.putIfAbsent(place, hit);
                    }
                }
            }
        }
        var editable = new HashSet<UUID>();
        read(
                EDITABLE,
                policies.visible(Action.EDIT),
                found.values().stream().map(hit -> hit.id().value()).collect(Collectors.toSet()),
                row -> editable.add(Row.id(row, "id")));
        var twins = new HashMap<Integer, Twin>();
        found.forEach(
                (place, hit) ->
                        twins.put(
                                place,
                                new Twin(
                                        hit.id(),
                                        hit.key().basis(),
                                        hit.isSame(records.get(place)),
                                        editable.contains(hit.id().value()))));
        return twins;
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(
                new Key(TwinBasis.values()[row.getInt("basis")], row.getString("key")),
                new CustomerId(Row.id(row, "id")),
                row.getString("name"),
                row.getBoolean("numbered"));
    }

    private static String[] texts(List<CustomerTraits> records, TwinBasis basis) {
        return records.stream()
                .flatMap(record -> record.texts(basis).stream())
                .distinct()
                .toArray(String[]::new);
    }

    /// @param department whom to ask
    public record Match(CustomerId id, @Nullable UUID department, TwinBasis basis) {}

    /// All that one record may be, by its strongest trait, the stronger evidence first. Who may
    /// know of them is for the caller to decide.
    public List<Match> all(CustomerTraits record, int size) {
        return db.sql(ALL)
                .paramSource(
                        Params.of("external", record.externalNumber())
                                .and("code", record.creditCode())
                                .and("mobile", mobiles(record))
                                .and("name", record.nameMatch())
                                .and("size", size))
                .query(
                        (row, n) ->
                                new Match(
                                        new CustomerId(Row.id(row, "id")),
                                        row.getObject("department", UUID.class),
                                        TwinBasis.values()[row.getInt("basis")]))
                .list();
    }

    private static Long[] mobiles(CustomerTraits record) {
        return record.mobile() == null ? new Long[0] : record.mobile().all().toArray(Long[]::new);
    }

    /// What the current user may know of these files.
    public Map<CustomerId, Known> show(Collection<UUID> ids) {
        var known = new HashMap<CustomerId, Known>();
        read(
                ANNOUNCED,
                policies.announced(),
                ids,
                row ->
                        known.put(
                                new CustomerId(Row.id(row, "id")),
                                new Known("", "", name(row.getObject("department", UUID.class)))));
        read(
                READABLE,
                policies.visible(Action.READ),
                ids,
                row ->
                        known.put(
                                new CustomerId(Row.id(row, "id")),
                                new Known(
                                        row.getString("file_number"),
                                        row.getString("name"),
                                        name(row.getObject("department", UUID.class)))));
        return known;
    }

    private void read(
            Statement statement,
            Fragment visible,
            Collection<UUID> ids,
            RowCallbackHandler reader) {
        if (ids.isEmpty()) {
            return;
        }
        var filled = statement.fill(Map.of("visible:c", visible));
        db.sql(filled.sql()).paramSource(Params.of(filled).and("ids", ids)).query(reader);
    }

    private String name(@Nullable UUID department) {
        return department == null
                ? ""
                : directory.findDepartment(department).map(Department::name).orElse("");
    }
}
