package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Copies;
import io.kedang.kernel.sql.CopyText;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads and writes many orders with a few statements.
@Repository
class OrderBulkStore {
    private static final String COPY_ORDERS =
            "copy trade_order (id, customer_id, order_number, ordered_on, amount, currency, status,"
                    + " place, owner, breach, remark, source, version, created_at, created_by,"
                    + " updated_at) from stdin";

    private static final String COPY_LINES =
            "copy order_line (order_id, line_number, product_code, product_name, quantity,"
                    + " unit_price, amount) from stdin";

    private static final String COPY_REVISIONS =
            "copy order_revision (customer_id, order_id, " + RevisionRow.COPIED + ") from stdin";

    private static final String FROM =
            """
              from trade_order o
              join customer c on c.id = o.customer_id
             where o.voided_at is null and {visible:c}
            """;

    static final Statement BY_NUMBER =
            Statement.of(
                    "select "
                            + OrderStore.COLUMNS
                            + FROM
                            + " and o.order_number = any (cast(:wanted as text[])) order by o.id");

    static final Statement BY_NUMBER_AND_LOCK = Statement.of(BY_NUMBER.text() + " for update of o");

    static final Statement LOCK =
            Statement.of(
                    "select "
                            + OrderStore.COLUMNS
                            + FROM
                            + " and o.id = any (cast(:wanted as uuid[])) order by o.id"
                            + " for update of o");

    static final Statement IDS =
            Statement.of(
                    "select o.id, o.order_number"
                            + FROM
                            + " and o.order_number = any (cast(:wanted as text[]))");

    static final Statement NUMBERS =
            Statement.of(
                    "select o.id, o.order_number"
                            + FROM
                            + " and o.id = any (cast(:wanted as uuid[]))");

    static final Statement OPEN =
            Statement.of(
                    """
                    select c.id from customer c
                     where c.id = any (cast(:ids as uuid[])) and c.voided_at is null and {visible:c}
                    """);

    static final Statement REVISIONS =
            Statement.of(
                    "select r.order_id, "
                            + RevisionRow.COLUMNS
                            + """
                             from order_revision r
                             join trade_order o on o.id = r.order_id
                             join customer c on c.id = o.customer_id
                             join unnest(cast(:ids as uuid[]), cast(:numbers as integer[]))
                                  as wanted(id, number)
                               on wanted.id = r.order_id and wanted.number = r.number
                            where {visible:c}
                            order by r.order_id, r.number
                            """);

    /// The rows come as JSON under the names of the columns; every value is a parameter.
    @Unscoped(because = "changes orders that the door has just held through the lock of rights")
    static final String CHANGE =
            """
            update trade_order o
               set version = n.version, updated_at = n.updated_at, ordered_on = n.ordered_on,
                   amount = n.amount, currency = n.currency, status = n.status, place = n.place,
                   owner = n.owner, breach = n.breach, remark = n.remark
              from jsonb_populate_recordset(null::trade_order, cast(:rows as jsonb)) n
             where o.id = n.id
            """;

    @Unscoped(because = "lines of orders that the door has just held through the lock of rights")
    static final String REMOVE_LINES =
            """
            delete from order_line l
             using unnest(cast(:ids as uuid[]), cast(:numbers as integer[])) as gone(id, number)
             where l.order_id = gone.id and l.line_number = gone.number
            """;

    @Unscoped(because = "voids orders that the door has just held through the lock of rights")
    static final String SET_VOIDED =
            """
            update trade_order
               set voided_at = :now, version = version + 1, updated_at = :now
             where id = any (cast(:ids as uuid[]))
            """;

    private final JdbcClient db;
    private final OrderStore orders;
    private final Copies copies;
    private final JsonMapper json;

    OrderBulkStore(JdbcClient db, OrderStore orders, Copies copies, JsonMapper json) {
        this.db = db;
        this.orders = orders;
        this.copies = copies;
        this.json = json;
    }

    /// By number, with their lines.
    Map<String, Order> find(Collection<String> numbers, Fragment visible, boolean held) {
        return read(held ? BY_NUMBER_AND_LOCK : BY_NUMBER, numbers, visible).stream()
                .collect(Collectors.toMap(Order::orderNumber, Function.identity()));
    }

    Map<UUID, Order> lock(Collection<UUID> ids, Fragment visible) {
        return read(LOCK, ids, visible).stream()
                .collect(Collectors.toMap(Order::id, Function.identity()));
    }

    private List<Order> read(Statement statement, Collection<?> wanted, Fragment visible) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var filled = statement.fill(Map.of("visible:c", visible));
        var found =
                db.sql(filled.sql())
                        .paramSource(Params.of(filled).and("wanted", wanted))
                        .query((row, n) -> OrderStore.order(row))
                        .list();
        return orders.withLines(found, visible);
    }

    Map<String, UUID> ids(Collection<String> numbers, Fragment visible) {
        var ids = new HashMap<String, UUID>();
        pairs(IDS, numbers, visible).forEach((id, number) -> ids.put(number, id));
        return ids;
    }

    Map<UUID, String> numbers(Collection<UUID> ids, Fragment visible) {
        return pairs(NUMBERS, ids, visible);
    }

    private Map<UUID, String> pairs(Statement statement, Collection<?> wanted, Fragment visible) {
        var pairs = new HashMap<UUID, String>();
        if (!wanted.isEmpty()) {
            var filled = statement.fill(Map.of("visible:c", visible));
            db.sql(filled.sql())
                    .paramSource(Params.of(filled).and("wanted", wanted))
                    .query(
                            row -> {
                                pairs.put(Row.id(row, "id"), row.getString("order_number"));
                            });
        }
        return pairs;
    }

    /// Those of the customers that are visible and in use.
    List<CustomerId> open(Collection<CustomerId> customers, Fragment visible) {
        var filled = OPEN.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("ids", customers))
                .query((row, n) -> new CustomerId(Row.id(row, "id")))
                .list();
    }

    void insert(Collection<Order> created, @Nullable UUID by, Instant now) {
        var rows = new CopyText();
        var lines = new CopyText();
        for (var order : created) {
            rows.value(order.id())
                    .value(order.customer().value())
                    .value(order.orderNumber())
                    .value(order.orderedOn())
                    .value(order.total().amount())
                    .value(order.total().currency())
                    .value(order.status())
                    .value(order.place())
                    .value(order.owner())
                    .value(order.breach())
                    .value(order.remark())
                    .value(order.source())
                    .value(order.version())
                    .value(now)
                    .value(by)
                    .value(now)
                    .endRow();
            order.lines().forEach(line -> write(order.id(), line, lines));
        }
        copies.copy(COPY_ORDERS, rows);
        copies.copy(COPY_LINES, lines);
    }

    private static void write(UUID order, OrderLine line, CopyText rows) {
        rows.value(order)
                .value(line.lineNumber())
                .value(line.productCode())
                .value(line.productName())
                .value(line.quantity())
                .value(line.unitPrice())
                .value(line.amount())
                .endRow();
    }

    void change(Collection<OrderBulk.Change> changed, Instant now) {
        if (changed.isEmpty()) {
            return;
        }
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var gone = new ArrayList<UUID>();
        var numbers = new ArrayList<Integer>();
        var lines = new CopyText();
        for (var change : changed) {
            rows.add(row(change.after(), now));
            var before = change.before().lines();
            var after = change.after().lines();
            for (var line : before) {
                if (!after.contains(line)) {
                    gone.add(change.after().id());
                    numbers.add(line.lineNumber());
                }
            }
            after.stream()
                    .filter(line -> !before.contains(line))
                    .forEach(line -> write(change.after().id(), line, lines));
        }
        db.sql(CHANGE).paramSource(Params.of("rows", json.writeValueAsString(rows))).update();
        db.sql(REMOVE_LINES)
                .paramSource(Params.of("ids", gone).and("numbers", numbers.toArray(Integer[]::new)))
                .update();
        copies.copy(COPY_LINES, lines);
    }

    private static Map<String, @Nullable Object> row(Order order, Instant now) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", order.id());
        row.put("version", order.version());
        row.put("updated_at", now);
        row.put("ordered_on", order.orderedOn().toString());
        row.put("amount", order.total().amount());
        row.put("currency", order.total().currency());
        row.put("status", order.status());
        row.put("place", order.place());
        row.put("owner", order.owner());
        row.put("breach", order.breach());
        row.put("remark", order.remark());
        return row;
    }

    /// A revision of an order of the customer.
    record Written(CustomerId customer, Revision revision) {}

    void insertRevisions(List<Written> revisions) {
        var rows = new CopyText();
        for (var written : revisions) {
            rows.value(written.customer().value());
            RevisionRow.copy(written.revision(), rows, json);
        }
        copies.copy(COPY_REVISIONS, rows);
    }

    /// The revisions that made these versions, oldest first.
    Map<UUID, List<Revision>> revisions(Collection<Done> done, Fragment visible) {
        var filled = REVISIONS.fill(Map.of("visible:c", visible));
        return db
                .sql(filled.sql())
                .paramSource(RevisionRow.versions(Params.of(filled), done))
                .query((row, n) -> RevisionRow.read(row, Row.id(row, "order_id"), json))
                .stream()
                .collect(Collectors.groupingBy(Revision::subject));
    }

    void setVoided(Collection<UUID> ids, Instant now) {
        db.sql(SET_VOIDED).paramSource(Params.of("ids", ids).and("now", now)).update();
    }
}
