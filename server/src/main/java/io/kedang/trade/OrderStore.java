package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Money;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Repository
class OrderStore {
    static final String COLUMNS =
            "o.id, o.customer_id, o.order_number, o.ordered_on, o.amount, o.currency, o.status,"
                    + " o.place, o.owner, o.breach, o.remark, o.source, o.version";

    static final Statement FIND =
            Statement.of(
                    "select "
                            + COLUMNS
                            + """
                              from trade_order o
                              join customer c on c.id = o.customer_id
                             where o.id = :id and o.voided_at is null and {visible:c}
                            """);

    static final Statement OF_CUSTOMER =
            Statement.of(
                    "select "
                            + COLUMNS
                            + """
                              from trade_order o
                              join customer c on c.id = o.customer_id
                             where o.customer_id = :customer and o.voided_at is null
                               and (o.ordered_on, o.id) < (:day, :id) and {visible:c}
                             order by o.ordered_on desc, o.id desc
                             limit :size
                            """);

    /// The orders go through a select of their own, so that the database plans it once for any
    /// number.
    static final Statement LINES =
            Statement.of(
                    """
                    select l.order_id, l.line_number, l.product_code, l.product_name, l.quantity,
                           l.unit_price, l.amount
                      from order_line l
                      join trade_order o on o.id = l.order_id
                      join customer c on c.id = o.customer_id
                     where l.order_id = any (array(select unnest(cast(:orders as uuid[]))))
                       and {visible:c}
                     order by l.order_id, l.line_number
                    """);

    static final Statement TOTALS =
            Statement.of(
                    """
                    select o.currency, count(*) as orders, sum(o.amount) as amount,
                           min(o.ordered_on) as first_on, max(o.ordered_on) as last_on
                      from trade_order o
                      join customer c on c.id = o.customer_id
                     where o.customer_id = :customer and o.voided_at is null
                       and o.status not in ('DRAFT', 'CANCELLED') and {visible:c}
                     group by o.currency
                     order by o.currency
                    """);

    static final String INSERT =
            """
            insert into trade_order (id, customer_id, order_number, ordered_on, amount, currency, status,
                                     place, owner, breach, remark, source, created_at, created_by,
                                     updated_at)
            values (:id, :customer, :orderNumber, :orderedOn, :amount, :currency, :status, :place,
                    :owner, :breach, :remark, :source, :now, :by, :now)
            on conflict do nothing
            """;

    static final String INSERT_LINE =
            """
            insert into order_line (order_id, line_number, product_code, product_name, quantity,
                                    unit_price, amount)
            values (:order, :lineNumber, :productCode, :productName, :quantity, :unitPrice, :amount)
            """;

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate template;

    OrderStore(JdbcClient db, NamedParameterJdbcTemplate template) {
        this.db = db;
        this.template = template;
    }

    Optional<Order> find(UUID id, Fragment visible) {
        var filled = FIND.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("id", id))
                .query((row, n) -> order(row))
                .optional()
                .map(order -> withLines(List.of(order), visible).getFirst());
    }

    /// Newest first, those before a place.
    Read<List<Order>> ofCustomer(CustomerId customer, DayPlace place, int size, Fragment visible) {
        var filled = OF_CUSTOMER.fill(Map.of("visible:c", visible));
        var params = Params.of(place).and("customer", customer).and("size", size);
        return Read.rows(filled, params, (row, n) -> order(row))
                .map(orders -> withLines(orders, visible));
    }

    Read<List<Orders.Total>> totals(CustomerId customer, Fragment visible) {
        var filled = TOTALS.fill(Map.of("visible:c", visible));
        return Read.rows(
                filled,
                Params.of("customer", customer),
                (row, n) ->
                        new Orders.Total(
                                new Money(row.getBigDecimal("amount"), row.getString("currency")),
                                row.getInt("orders"),
                                row.getObject("first_on", LocalDate.class),
                                row.getObject("last_on", LocalDate.class)));
    }

    List<Order> withLines(List<Order> orders, Fragment visible) {
        if (orders.isEmpty()) {
            return orders;
        }
        var filled = LINES.fill(Map.of("visible:c", visible));
        var lines = new LinkedHashMap<UUID, List<OrderLine>>();
        db.sql(filled.sql())
                .paramSource(
                        Params.of(filled).and("orders", orders.stream().map(Order::id).toList()))
                .query(
                        row -> {
                            lines.computeIfAbsent(Row.id(row, "order_id"), id -> new ArrayList<>())
                                    .add(line(row));
                        });
        return orders.stream()
                .map(order -> order.withLines(lines.getOrDefault(order.id(), List.of())))
                .toList();
    }

    /// False when the id or the number is taken.
    boolean insert(Order order, @Nullable UUID by, Instant now) {
        return db.sql(INSERT).paramSource(params(order, by, now)).update() == 1;
    }

    void insertAll(List<Order> orders, @Nullable UUID by, Instant now) {
        int[] inserted =
                template.batchUpdate(
                        INSERT,
                        orders.stream()
                                .map(order -> params(order, by, now))
                                .toArray(Params[]::new));
        var lines = new ArrayList<Params>();
        for (int n = 0; n < inserted.length; n++) {
            if (inserted[n] == 1) {
                var order = orders.get(n);
                order.lines().forEach(line -> lines.add(Params.of(line).and("order", order.id())));
            }
        }
        template.batchUpdate(INSERT_LINE, lines.toArray(Params[]::new));
    }

    void insertLines(Order order) {
        template.batchUpdate(
                INSERT_LINE,
                order.lines().stream()
                        .map(line -> Params.of(line).and("order", order.id()))
                        .toArray(Params[]::new));
    }

    private static Params params(Order order, @Nullable UUID by, Instant now) {
        return Params.of("id", order.id())
                .and("customer", order.customer())
                .and("orderNumber", order.orderNumber())
                .and("orderedOn", order.orderedOn())
                .and("amount", order.total().amount())
                .and("currency", order.total().currency())
                .and("status", order.status())
                .and("place", order.place())
                .and("owner", order.owner())
                .and("breach", order.breach())
                .and("remark", order.remark())
                .and("source", order.source())
                .and("now", now)
                .and("by", by);
    }

    static Order order(ResultSet row) throws SQLException {
        return new Order(
                Row.id(row, "id"),
                new CustomerId(Row.id(row, "customer_id")),
                row.getString("order_number"),
                row.getObject("ordered_on", LocalDate.class),
                new Money(row.getBigDecimal("amount"), row.getString("currency")),
                OrderStatus.valueOf(row.getString("status")),
                row.getString("place"),
                row.getObject("owner", UUID.class),
                row.getString("breach"),
                row.getString("remark"),
                row.getString("source"),
                row.getInt("version"),
                List.of());
    }

    private static OrderLine line(ResultSet row) throws SQLException {
        return new OrderLine(
                row.getInt("line_number"),
                row.getString("product_code"),
                row.getString("product_name"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("unit_price"),
                row.getBigDecimal("amount"));
    }
}
