package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionRow;
import io.kedang.kernel.Money;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Orders as a timeline tells them, without their lines.
@Repository
class OrderTimelineStore {
    static final Statement PLACED =
            Statement.of(
                    """
                    select o.id, o.order_number, o.ordered_on, o.amount, o.currency, o.status,
                           o.place, o.source, o.created_by
                      from trade_order o
                      join customer c on c.id = o.customer_id
                     where o.customer_id = :customer and o.voided_at is null
                       and (o.ordered_on, o.id) < (:day, :id) and {visible:c}
                     order by o.ordered_on desc, o.id desc
                     limit :size
                    """);

    /// The revision with which an order began is the order itself.
    static final Statement CHANGES =
            Statement.of(
                    "select o.id, o.order_number, "
                            + RevisionRow.COLUMNS
                            + """
                              from order_revision r
                              join trade_order o on o.id = r.order_id
                              join customer c on c.id = r.customer_id
                             where r.customer_id = :customer and r.number > 1
                               and (r.entered_at, r.order_id, r.number) < (:moment, :record, :number)
                               and {visible:c}
                             order by r.entered_at desc, r.order_id desc, r.number desc
                             limit :size
                            """);

    private final JsonMapper json;

    OrderTimelineStore(JsonMapper json) {
        this.json = json;
    }

    /// What an order is at a glance.
    record AtAGlance(Money total, OrderStatus status, @Nullable String place, String source) {}

    record PlacedOrder(
            DayPlace place, String orderNumber, @Nullable UUID enteredBy, AtAGlance thing) {}

    record OrderChange(String orderNumber, Revision revision) {}

    /// Newest first, those before a place.
    Read<List<PlacedOrder>> placed(
            CustomerId customer, DayPlace place, int size, Fragment visible) {
        var filled = PLACED.fill(Map.of("visible:c", visible));
        return Read.rows(
                filled,
                Params.of(place).and("customer", customer).and("size", size),
                (row, n) ->
                        new PlacedOrder(
                                new DayPlace(
                                        row.getObject("ordered_on", LocalDate.class),
                                        Row.id(row, "id")),
                                row.getString("order_number"),
                                row.getObject("created_by", UUID.class),
                                new AtAGlance(
                                        new Money(
                                                row.getBigDecimal("amount"),
                                                row.getString("currency")),
                                        OrderStatus.valueOf(row.getString("status")),
                                        row.getString("place"),
                                        row.getString("source"))));
    }

    /// Newest first, those before a place.
    Read<List<OrderChange>> changes(
            CustomerId customer, MomentPlace place, int size, Fragment visible) {
        var filled = CHANGES.fill(Map.of("visible:c", visible));
        return Read.rows(
                filled,
                Params.of(place).and("customer", customer).and("size", size),
                (row, n) ->
                        new OrderChange(
                                row.getString("order_number"),
                                RevisionRow.read(row, Row.id(row, "id"), json)));
    }
}
