package io.kedang.customer;

import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Finds for many records at once the files that they may be, by index: the cost of a record does not
/// grow with the number of files. Files that the current user may not read count as well, but he learns
/// of them only which department to ask.
@Repository
public class CustomerTwins {
    @Unscoped(because = "a twin has to be found whoever may read it; only its id leaves this class")
    static final String FIND =
            """
            select k.n, t.id, t.basis, t.same
              from unnest(cast(:external as text[]), cast(:code as text[]), cast(:mobile as bigint[]),
                          cast(:name as text[]))
                   with ordinality as k(external, code, mobile, name, n)
             cross join lateral (
               select x.id, x.basis, x.same
                 from ((select c.id, 0 as basis, true as same from customer c
                         where c.external_number = k.external and c.voided_at is null limit 1)
                       union all
                       (select c.id, 1,
                               c.name_match = k.name
                               and (c.external_number is null or k.external is null)
                          from customer c
                         where c.credit_code = k.code and c.voided_at is null limit 1)
                       union all
                       (select c.id, 2, false
                          from customer_search s join customer c on c.id = s.customer_id
                         where s.mobile = k.mobile and c.voided_at is null limit 1)
                       union all
                       (select c.id, 3, false from customer c
                         where c.name_match = k.name and c.voided_at is null limit 1)) x
                order by x.basis limit 1) t
            """;

    /// A limit of one row tempts the planner to read whole tables, which look small while they grow.
    static final String SCAN = "select set_config('enable_seqscan', :on, true)";

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

    /// @return by the place of the record in the list; nothing for those without a twin
    public Map<Integer, Twin> find(List<CustomerTraits> records) {
        record Found(int place, UUID id, TwinBasis basis, boolean same) {}
        if (records.isEmpty()) {
            return Map.of();
        }
        scan("off");
        var found =
                db.sql(FIND)
                        .paramSource(
                                Params.of("external", texts(records, CustomerTraits::externalNumber))
                                        .and("code", texts(records, CustomerTraits::creditCode))
                                        .and(
                                                "mobile",
                                                records.stream()
                                                        .map(CustomerTraits::mobile)
                                                        .toArray(Long[]::new))
                                        .and("name", texts(records, CustomerTraits::nameMatch)))
                        .query(
                                (row, n) ->
                                        new Found(
                                                row.getInt("n") - 1,
                                                Row.id(row, "id"),
                                                TwinBasis.values()[row.getInt("basis")],
                                                row.getBoolean("same")))
                        .list();
        scan("on");
        var editable = new HashSet<UUID>();
        read(
                EDITABLE,
                policies.visible(Action.EDIT),
                found.stream().map(Found::id).collect(Collectors.toSet()),
                row -> editable.add(Row.id(row, "id")));
        var twins = new HashMap<Integer, Twin>();
        for (var each : found) {
            twins.put(
                    each.place(),
                    new Twin(
                            new CustomerId(each.id()),
                            each.basis(),
                            each.same(),
                            editable.contains(each.id())));
        }
        return twins;
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

    private static @Nullable String[] texts(
            List<CustomerTraits> records,
            java.util.function.Function<CustomerTraits, @Nullable String> part) {
        return records.stream().map(part).toArray(String[]::new);
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

    private void scan(String on) {
        db.sql(SCAN).paramSource(Params.of("on", on)).query(String.class).single();
    }
}
