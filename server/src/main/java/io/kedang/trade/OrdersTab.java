package io.kedang.trade;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
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
    private final PolicyCompiler policies;

    OrdersTab(OrderStore store, PolicyCompiler policies) {
        this.store = store;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public Read<Optional<Object>> open(CustomerId file) {
        var visible = policies.visible(Action.READ);
        return store.ofCustomer(file, DayPlace.BEGINNING, SIZE, visible)
                .with(
                        store.totals(file, visible),
                        (page, totals) -> Optional.of(OrdersOfCustomer.of(page, SIZE, totals)));
    }
}
