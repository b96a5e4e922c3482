package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.trade.OrderApi.OrdersOfCustomer;

import org.springframework.stereotype.Component;

import java.util.List;

/// The newest orders of an opened file, and what they add up to.
@Component
class OrdersTab implements FileTab {
    private static final int SIZE = 50;

    private final Orders orders;

    OrdersTab(Orders orders) {
        this.orders = orders;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public OrdersOfCustomer open(CustomerId file) {
        var first = DayPlace.parse(null);
        var page = orders.ofOpened(file, first.day(), first.id(), SIZE);
        var totals = page.isEmpty() ? List.<Orders.Total>of() : orders.totals(file);
        return OrdersOfCustomer.of(page, SIZE, totals);
    }
}
