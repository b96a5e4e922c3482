package io.kedang.customer;

import static java.util.Map.entry;

import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.Reach;
import io.kedang.kernel.Page;
import io.kedang.kernel.Params;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.PlannedOnce;
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
                           c.voided_at, c.void_reason, c.readers, c.sealed, {sight:c} as sight, {columns}, {key}
                      from customer c
                     where {visible:c} and {state} and {filter:c} and {found:c} and {after}
                     {order}
                     limit :size
                    """);

    /// The same, newest first, for whoever sees few files among very many: the newest of his own,
    /// of each of his departments and of those given to him, and of these the newest. It reads no
    /// more than a page of each, however many files there are. `{seen:c}` is the lock once more, so
    /// that the newest are not those that the lock then takes away.
    static final Statement PAGE_NEAR =
            Statement.of(
                    """
                    select c.id, c.kind, c.file_number, c.version, c.created_at, c.updated_at,
                           c.voided_at, c.void_reason, c.readers, c.sealed, {sight:c} as sight, {columns}, {key}
                      from customer c
                     where {visible:c}
                       and c.id = any (array(
                             select n.id
                               from ((select c.id, {key}
                                        from customer c
                                       where {owned:c} and c.voided_at is null
                                         and {seen:c} and {filter:c} and {found:c} and {after}
                                       {order}
                                       limit :size)
                                     union
                                     (select l.id, l.sort_key, l.sort_id
                                        from unnest(cast(:near_departments as uuid[])) as d (id)
                                       cross join lateral (
                                             select c.id, {key}
                                               from customer c
                                              where {housedby:d} and c.voided_at is null
                                                and {seen:c} and {filter:c} and {found:c} and {after}
                                              {order}
                                              limit :size) l)
                                     union
                                     (select c.id, {key}
                                        from customer c
                                       where c.id = any (array(select s.customer_id
                                                                 from customer_search s
                                                                where {given:s}))
                                         and c.voided_at is null
                                         and {seen:c} and {filter:c} and {found:c} and {after}
                                       {order}
                                       limit :size)) n
                              order by n.sort_key desc, n.sort_id desc
                              limit :size))
                     {order}
                     limit :size
                    """);

    /// The same, those first that hold the words in their name.
    static final Statement HITS =
            Statement.of(
                    """
                    select c.id, c.kind, c.file_number, c.version, c.created_at, c.updated_at,
                           c.voided_at, c.void_reason, c.readers, c.sealed, {sight:c} as sight, {columns}, {key},
                           {named:c} as named
                      from customer c
                     where {visible:c} and {state} and {filter:c} and {found:c} and {after}
                     {order}
                     limit :size
                    """);

    /// The same for the files in use, without words: counts those of his departments and, while
    /// they are not too many to count, those that are his own elsewhere and those given to him.
    static final Statement COUNT_NEAR =
            Statement.of(
                    """
                    with housed as materialized (
                          select count(*) as files
                            from (select 1
                                    from customer c
                                   where {housed:c} and c.voided_at is null
                                     and {visible:c} and {filter:c}
                                   limit :most) h)
                    select case when files >= :most then files
                           else least(:most,
                                files
                                + (select count(*)
                                     from (select 1
                                             from customer c
                                            where {owned:c} and c.voided_at is null
                                              and ({housed:c}) is not true
                                              and {visible:c} and {filter:c}
                                            limit :most) o)
                                + (select count(*)
                                     from (select 1
                                             from customer c
                                            where c.id = any (array(select s.customer_id
                                                                      from customer_search s
                                                                     where {given:s}))
                                              and c.voided_at is null
                                              and ({owned:c}) is not true
                                              and ({housed:c}) is not true
                                              and {visible:c} and {filter:c}
                                            limit :most) g))
                           end
                      from housed
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

    /// Of a million files so many, [#many]: for a database that has not counted its files yet.
    private static final int MANY_OF_A_MILLION = 3_000;

    /// Rows of the list that are walked past while one is fetched through the index, times the
    /// rows of a page. Measured at 25,000 and at 1,000,000 files.
    private static final int WALKED_FOR_A_PAGE = 10;

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
    private final FieldLock fieldLock;

    ListStore(JdbcClient db, CustomerStore customers, FieldLock fieldLock) {
        this.db = db;
        this.customers = customers;
        this.fieldLock = fieldLock;
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
                                "sight:c", fieldLock.masks().bits(),
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

    /// The newest files in use, for whoever reaches few.
    ///
    /// @param walked whether so many of them are what is looked for that a walk down the list of a
    /// department soon meets a page of them
    Page<Customer> near(
            Reach reach,
            Fragment visible,
            Narrowing narrowing,
            boolean walked,
            List<Field> fields,
            Sort newest,
            @Nullable String after,
            int size) {
        var columns = fields.stream().filter(CustomerStore::hasColumn).toList();
        var filled =
                PAGE_NEAR.fill(
                        Map.ofEntries(
                                entry("columns", Fragment.of(FieldColumns.selected(columns, "c"))),
                                entry("sight:c", fieldLock.masks().bits()),
                                entry("key", newest.key()),
                                entry("visible:c", visible),
                                entry("seen:c", visible),
                                entry("owned:c", reach.owned()),
                                entry("housedby:d", reach.housedByOne()),
                                entry("given:s", reach.given()),
                                entry("filter:c", narrowing.filter()),
                                entry("found:c", narrowing.found()),
                                entry("after", newest.after(after)),
                                entry("order", newest.order())));
        var asked =
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("size", size + 1))
                        .query(newest.mapper((row, n) -> customers.customer(row, columns)));
        var rows =
                walked ? PlannedOnce.askInOrder(db, asked::list) : PlannedOnce.ask(db, asked::list);
        return newest.page(rows, size);
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
                                "sight:c", fieldLock.masks().bits(),
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

    /// From so many on, files that hold words are met sooner by walking down the list than by
    /// fetching them all. The more hold them the shorter the walk to a page of them, and the longer
    /// it takes to fetch them: the two are equal at a root of the number of files.
    ///
    /// @param lists in how many lists they lie, each of which is walked
    static double many(double files, int lists) {
        return Math.sqrt(WALKED_FOR_A_PAGE * files * lists);
    }

    /// @param found over the rows `s` of the index
    boolean isInMany(Fragment found) {
        var filled = HOLDERS.fill(Map.of("found:s", found));
        return db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("most", MANY_OF_A_MILLION))
                        .query(Integer.class)
                        .single()
                >= MANY_OF_A_MILLION;
    }

    /// How many files in use somebody sees who reaches few, exact up to `most`.
    int countNear(Reach reach, Fragment visible, Fragment filter, int most) {
        var filled =
                COUNT_NEAR.fill(
                        Map.of(
                                "owned:c", reach.owned(),
                                "housed:c", reach.housed(),
                                "given:s", reach.given(),
                                "visible:c", visible,
                                "filter:c", filter));
        var asked =
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("most", most))
                        .query(Integer.class);
        return PlannedOnce.ask(db, asked::single);
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
