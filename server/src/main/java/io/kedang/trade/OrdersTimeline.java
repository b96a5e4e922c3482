package io.kedang.trade;

import io.kedang.access.Companies;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.RecordView;
import io.kedang.customer.timeline.TimelineEntry;
import io.kedang.customer.timeline.TimelineKind;
import io.kedang.customer.timeline.TimelineSource;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Read;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;

/// The orders of a customer, on the days on which they were placed.
@Component
class OrdersTimeline implements TimelineSource {
    private final OrderTimelineStore store;
    private final RecordView names;
    private final TradeLock lock;
    private final Companies companies;

    OrdersTimeline(
            OrderTimelineStore store, RecordView names, TradeLock lock, Companies companies) {
        this.store = store;
        this.names = names;
        this.lock = lock;
        this.companies = companies;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public TimelineKind kind() {
        return TimelineKind.ORDER;
    }

    @Override
    public Read<List<Placed>> behind(CustomerId file, @Nullable String place, int size) {
        var visible = lock.visible();
        return store.placed(file, DayPlace.parse(place), size, visible)
                .map(page -> page.stream().map(this::placed).toList());
    }

    private Placed placed(OrderTimelineStore.PlacedOrder order) {
        var by = names.person(order.enteredBy());
        var place = order.place();
        return new Placed(
                TimelineEntry.onDay(
                        kind(),
                        place.day(),
                        companies.zone(),
                        by,
                        place.id(),
                        order.orderNumber(),
                        order.thing()),
                place.toString());
    }
}
