package io.kedang.bench;

import io.kedang.database.RunningDatabase;

import java.sql.SQLException;

/// Orders and visits of invented customers, which the database fills by itself: five orders a
/// customer over five years, one visit in the last year. Some buy often: the cube of an even draw
/// says which customer an order is of.
final class InventedDealings {
    private static final String FILES =
            "create temporary table dealing_file as"
                    + " select row_number() over (order by id) as n, id from customer";

    private static final String ORDERS =
            """
            insert into trade_order (id, customer_id, order_number, ordered_on, amount, currency,
                                     status, source, created_at, updated_at)
            select uuidv7(), f.id, 'B' || lpad(d.i::text, 8, '0'),
                   current_date - d.days, d.amount, 'CNY', 'DONE', 'bench', now(), now()
              from (select i, 1 + floor(%1$d * power(random(), 3))::bigint as n,
                           floor(random() * 1826)::integer as days,
                           round((10 + random() * 9000)::numeric, 2) as amount
                      from generate_series(1, %2$d) i offset 0) d
              join dealing_file f using (n)
            """;

    private static final String VISITS =
            """
            insert into visit (id, customer_id, visited_on, people_met, summary, recorded_at)
            select uuidv7(), f.id, current_date - floor(random() * 365)::integer, array['王'],
                   '送样', now()
              from dealing_file f
            """;

    private static final int ORDERS_EACH = 5;

    private final RunningDatabase database;
    private final int customers;

    InventedDealings(RunningDatabase database, int customers) {
        this.database = database;
        this.customers = customers;
    }

    void fill() throws SQLException {
        try (var connection = database.connect();
                var sql = connection.createStatement()) {
            sql.execute(FILES);
            sql.execute("create index on dealing_file (n)");
            sql.execute(ORDERS.formatted(customers, (long) customers * ORDERS_EACH));
            sql.execute(VISITS);
        }
    }
}
