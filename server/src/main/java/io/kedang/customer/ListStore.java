package io.kedang.customer;

import io.kedang.kernel.Page;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Sort;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads pages of files, always through the lock and always by keys.
@Repository
class ListStore {
    static final Statement PAGE =
            Statement.of(
                    """
                    select c.id, c.kind, c.file_number, c.version, c.created_at, c.updated_at,
                           c.voided_at, c.void_reason, c.readers, c.sealed, {columns}, {key}
                      from customer c
                     where {visible:c} and {state} and {filter:c} and {found:c} and {after}
                     {order}
                     limit :size
                    """);

    /// The same, those first that hold the words in their name.
    static final Statement HITS =
            Statement.of(
                    """
                    select c.id, c.kind, c.file_number, c.version, c.created_at, c.updated_at,
                           c.voided_at, c.void_reason, c.readers, c.sealed, {columns}, {key},
                           {named:c} as named
                      from customer c
                     where {visible:c} and {state} and {filter:c} and {found:c} and {after}
                     {order}
                     limit :size
                    """);

    static final Statement COUNT =
            Statement.of(
                    """
                    select count(*)
                      from (select 1
                              from customer c
                             where {visible:c} and {state} and {filter:c} and {found:c}
                             limit :most) as hits
                    """);

    /// From so many on, files that hold words are met by walking down the list: it takes no more
    /// steps than fetching them all.
    static final int MANY = 3_000;

    @Unscoped(because = "tells nobody anything; only chooses how the page is read")
    static final Statement HOLDERS =
            Statement.of(
                    """
                    select count(*)
                      from (select from customer_search s where {found:s} limit :most) as holders
                    """);

    private static final Fragment IN_USE = Fragment.of("c.voided_at is null");
    private static final Fragment IN_THE_BIN = Fragment.of("c.voided_at is not null");

    /// What narrows a list, apart from the lock.
    record Narrowing(boolean voided, Fragment filter, Fragment found) {
        Fragment state() {
            return voided ? IN_THE_BIN : IN_USE;
        }
    }

    private final JdbcClient db;
    private final CustomerStore customers;

    ListStore(JdbcClient db, CustomerStore customers) {
        this.db = db;
        this.customers = customers;
    }

    Page<Customer> page(
            Fragment visible,
            Narrowing narrowing,
            List<Field> fields,
            Sort sort,
            @Nullable String after,
            int size) {
        var columns = fields.stream().filter(CustomerStore::hasColumn).toList();
        var filled =
                PAGE.fill(
                        Map.of(
                                "columns", Fragment.of(FieldColumns.selected(columns, "c")),
                                "key", sort.key(),
                                "visible:c", visible,
                                "state", narrowing.state(),
                                "filter:c", narrowing.filter(),
                                "found:c", narrowing.found(),
                                "after", sort.after(after),
                                "order", sort.order()));
        var rows =
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("size", size + 1))
                        .query(sort.mapper((row, n) -> customers.customer(row, columns)))
                        .list();
        return sort.page(rows, size);
    }

    /// One page of files of which some hold the words in their name.
    record Hits(Page<Customer> page, boolean lastIsNamed) {}

    /// @param named whether a file holds the words in its name
    /// @param after what comes behind the page before, in this order
    Hits hits(
            Fragment visible,
            Narrowing narrowing,
            List<Field> fields,
            Sort sort,
            Fragment named,
            Fragment after,
            int size) {
        var columns = fields.stream().filter(CustomerStore::hasColumn).toList();
        var filled =
                HITS.fill(
                        Map.of(
                                "columns", Fragment.of(FieldColumns.selected(columns, "c")),
                                "key", sort.key(),
                                "named:c", named,
                                "visible:c", visible,
                                "state", narrowing.state(),
                                "filter:c", narrowing.filter(),
                                "found:c", narrowing.found(),
                                "after", after,
                                "order", sort.orderWith("named")));
        var keyed = sort.mapper((row, n) -> customers.customer(row, columns));
        var names = new ArrayList<Boolean>();
        var rows =
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("size", size + 1))
                        .query(
                                (row, n) -> {
                                    names.add(row.getBoolean("named"));
                                    return keyed.mapRow(row, n);
                                })
                        .list();
        return new Hits(sort.page(rows, size), rows.size() > size && names.get(size - 1));
    }

    /// @param found over the rows `s` of the index
    boolean isInMany(Fragment found) {
        var filled = HOLDERS.fill(Map.of("found:s", found));
        return db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("most", MANY))
                        .query(Integer.class)
                        .single()
                >= MANY;
    }

    /// Exact up to `most`.
    int count(Fragment visible, Narrowing narrowing, int most) {
        var filled =
                COUNT.fill(
                        Map.of(
                                "visible:c", visible,
                                "state", narrowing.state(),
                                "filter:c", narrowing.filter(),
                                "found:c", narrowing.found()));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("most", most))
                .query(Integer.class)
                .single();
    }
}
