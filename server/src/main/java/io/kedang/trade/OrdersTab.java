package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Read;
import io.kedang.trade.OrderApi.OrdersOfCustomer;

import org.springframework.stereotype.Component;

import java.util.Optional;

/// The newest orders of an opened file, and what they add up to.
@Component
class OrdersTab implements FileTab {
    private static final int SIZE = 50;

    private final OrderStore store;
    private final TradeLock lock;

    OrdersTab(OrderStore store, TradeLock lock) {
        this.store = store;
        this.lock = lock;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Read<Optional<Object>> open(CustomerId file) {
        var visible = lock.visible();
        return store.ofCustomer(file, DayPlace.BEGINNING, SIZE, visible)
                .with(
                        store.totals(file, visible),
                        (page, totals) -> Optional.of(OrdersOfCustomer.of(page, SIZE, totals)));
    }
}
