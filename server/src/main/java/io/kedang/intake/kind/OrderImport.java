package io.kedang.intake.kind;

import io.kedang.customer.CustomerId;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Money;
import io.kedang.kernel.field.Field;
import io.kedang.trade.Order;
import io.kedang.trade.OrderFields;
import io.kedang.trade.OrderStatus;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// Historical orders from rows, known by their numbers.
@Component
class OrderImport extends OrderRows {
    private static final List<Field> REQUIRED =
            List.of(OrderFields.ORDERED_ON.asRequired(), OrderFields.AMOUNT.asRequired());

    private static final List<Field> FIELDS =
            Stream.of(
                            List.of(OrderFields.NUMBER),
                            REQUIRED,
                            List.of(
                                    OrderFields.CURRENCY,
                                    OrderFields.STATUS,
                                    OrderFields.PLACE,
                                    OrderFields.OWNER,
                                    OrderFields.BREACH,
                                    OrderFields.REMARK),
                            RowCustomers.FIELDS)
                    .flatMap(List::stream)
                    .toList();

    OrderImport(RowOrders orders) {
        super(orders, FIELDS);
    }

    @Override
    public String code() {
        return "ORDERS";
    }

    @Override
    public List<String> missing(Collection<String> mapped) {
        return RowCustomers.missing(super.missing(mapped), mapped);
    }

    @Override
    public void check(Draft draft, Map<String, String> settings) {
        super.check(draft, settings);
        RowCustomers.need(draft);
    }

    @Override
    public List<Trait> traits(Draft draft, Map<String, String> settings) {
        return List.of(orders.trait(RowOrders.number(draft)));
    }

    @Override
    public Map<Integer, Twin> find(List<Draft> drafts, Map<String, String> settings) {
        return orders.twins(drafts, (draft, order) -> true);
    }

    /// There is one order of a number: a second one is never made, whoever wants it.
    @Override
    public Map<Long, Planned.Written> write(
            List<Planned> rows, Map<String, String> settings, Origin origin, boolean dry) {
        var work = orders.begin(rows, origin, dry);
        for (var row : rows) {
            var before = work.find(row.draft());
            var after =
                    before == null
                            ? order(row, work.customer(row.draft()), settings, origin)
                            : row.creates() ? before : changed(before, row);
            work.put(row, before, after);
        }
        return work.write();
    }

    private static Order order(
            Planned row, CustomerId customer, Map<String, String> settings, Origin origin) {
        var draft = row.draft();
        var amount = (BigDecimal) required(draft, "amount");
        return new Order(
                row.record(),
                customer,
                RowOrders.number(draft),
                (LocalDate) required(draft, "orderedOn"),
                new Money(amount, RowOrders.currency(draft, settings)),
                RowOrders.status(draft, amount),
                (String) draft.values().get(OrderFields.PLACE),
                (UUID) draft.values().get(OrderFields.OWNER),
                (String) draft.values().get(OrderFields.BREACH),
                (String) draft.values().get(OrderFields.REMARK),
                origin.source(),
                1,
                List.of());
    }

    private static Object required(Draft draft, String key) {
        var field = REQUIRED.stream().filter(each -> each.key().equals(key)).findFirst();
        return Objects.requireNonNull(draft.values().get(field.orElseThrow()));
    }

    /// Day, amount and status of an order are never empty, so that only an overwriting changes
    /// them.
    private static Order changed(Order before, Planned row) {
        var draft = row.draft();
        boolean over = row.action() == OnDuplicate.OVERWRITE;
        var total =
                new Money(
                        (BigDecimal) required(draft, "amount"),
                        (String)
                                draft.values()
                                        .getOrDefault(
                                                OrderFields.CURRENCY, before.total().currency()));
        var status = (String) draft.values().get(OrderFields.STATUS);
        return new Order(
                before.id(),
                before.customer(),
                before.orderNumber(),
                over ? (LocalDate) required(draft, "orderedOn") : before.orderedOn(),
                over ? total : before.total(),
                over && status != null ? OrderStatus.valueOf(status) : before.status(),
                either(before.place(), (String) draft.values().get(OrderFields.PLACE), over),
                either(before.owner(), (UUID) draft.values().get(OrderFields.OWNER), over),
                either(before.breach(), (String) draft.values().get(OrderFields.BREACH), over),
                either(before.remark(), (String) draft.values().get(OrderFields.REMARK), over),
                before.source(),
                before.version(),
                before.lines());
    }

    private static <T> @Nullable T either(@Nullable T before, @Nullable T now, boolean over) {
        return before == null || over && now != null ? now : before;
    }
}
