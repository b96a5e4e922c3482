package io.kedang.trade;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.kernel.Money;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Reads;
import io.kedang.live.Changes;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// The door to the orders. Who may read a customer's file reads its orders, who may edit it enters
/// them.
@Service
@Transactional
public class Orders {
    private final OrderStore store;
    private final Customers customers;
    private final TradeLock lock;
    private final Audit audit;
    private final Changes changes;
    private final Reads reads;
    private final Clock clock;

    Orders(
            OrderStore store,
            Customers customers,
            TradeLock lock,
            Audit audit,
            Changes changes,
            Reads reads,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.lock = lock;
        this.audit = audit;
        this.changes = changes;
        this.reads = reads;
        this.clock = clock;
    }

    /// What a customer has bought in one currency; drafts and cancelled orders do not count.
    public record Total(Money amount, int orders, LocalDate firstOn, LocalDate lastOn) {}

    /// Enters an order with its lines. The same call again answers the order that is there.
    public Order enter(Order order) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var file = customers.getInUse(order.customer(), Action.EDIT);
        refuseWrong(order);
        if (!store.insert(
                order, CurrentUser.get().id(), clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            return repeated(order);
        }
        store.insertLines(order);
        changes.tell("order", order.id(), order.version(), file.readers());
        audit.record(
                AuditEntry.of(AuditAction.CUSTOMER_CHANGED, "order", order.id())
                        .customer(order.customer().value()));
        return order;
    }

    /// Orders of many customers at once, for data that is loaded as a whole; whoever loads it tells
    /// pages and audit once for all. Those whose id or number is taken are left as they are.
    public void enterAll(List<Order> orders) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        orders.forEach(Orders::refuseWrong);
        store.insertAll(
                orders, CurrentUser.get().id(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Order repeated(Order order) {
        var existing = store.find(order.id(), lock.visible());
        if (existing.isEmpty()) {
            throw new Refusal(TradeProblem.ORDER_NUMBER_TAKEN, order.orderNumber());
        }
        if (!existing.get().orderNumber().equals(order.orderNumber())
                || existing.get().total().amount().compareTo(order.total().amount()) != 0) {
            throw new Refusal(TradeProblem.ORDER_ID_TAKEN, order.id());
        }
        return existing.get();
    }

    private static void refuseWrong(Order order) {
        var numbers = new HashSet<Integer>();
        var sum = BigDecimal.ZERO;
        for (var line : order.lines()) {
            if (!numbers.add(line.lineNumber())) {
                throw new Refusal(TradeProblem.LINE_NUMBER_TWICE, line.lineNumber());
            }
            if (line.amount().stripTrailingZeros().scale() > 2) {
                throw new Refusal(TradeProblem.AMOUNT_TOO_FINE, line.amount());
            }
            sum = sum.add(line.amount());
        }
        if (!order.lines().isEmpty() && sum.compareTo(order.total().amount()) != 0) {
            throw new Refusal(TradeProblem.LINES_DO_NOT_ADD_UP, sum, order.total().amount());
        }
    }

    /// Asks what for where the customer's file would.
    @Transactional(readOnly = true)
    public Order get(UUID id) {
        var order =
                store.find(id, lock.visible())
                        .orElseThrow(() -> new Refusal(TradeProblem.ORDER_UNKNOWN, id));
        customers.getAny(List.of(order.customer()), Action.READ);
        return order;
    }

    /// Newest first, those before a place.
    @Transactional(readOnly = true)
    public List<Order> listOf(CustomerId customer, DayPlace place, int size) {
        var visible = lock.visible();
        return reads.ask(
                customers.reading(customer).then(store.ofCustomer(customer, place, size, visible)));
    }

    @Transactional(readOnly = true)
    public List<Total> totals(CustomerId customer) {
        return reads.ask(store.totals(customer, lock.visible()));
    }
}
