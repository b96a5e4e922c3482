package io.kedang.trade;

import io.kedang.customer.CustomerId;
import io.kedang.customer.record.RecordView;
import io.kedang.customer.timeline.TimelineEntry;
import io.kedang.customer.timeline.TimelineKind;
import io.kedang.customer.timeline.TimelineSource;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.sql.Read;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/// What became of the orders of a customer after they were placed.
@Component
class OrderChangesTimeline implements TimelineSource {
    private final OrderTimelineStore store;
    private final RecordView view;
    private final TradeLock lock;

    OrderChangesTimeline(OrderTimelineStore store, RecordView view, TradeLock lock) {
        this.store = store;
        this.view = view;
        this.lock = lock;
    }

    @Override
    public String name() {
        return "order-changes";
    }

    @Override
    public TimelineKind kind() {
        return TimelineKind.ORDER;
    }

    @Override
    public Read<List<Placed>> behind(CustomerId file, @Nullable String place, int size) {
        var visible = lock.visible();
        return store.changes(file, MomentPlace.parse(place), size, visible)
                .map(page -> page.stream().map(this::placed).toList());
    }

    private Placed placed(OrderTimelineStore.OrderChange change) {
        var revision = change.revision();
        var order = revision.subject();
        var shown =
                view.shown(
                        revision,
                        key ->
                                key.equals(OrderFields.OWNER.key())
                                        ? Optional.of(OrderFields.OWNER)
                                        : Optional.empty());
        return new Placed(
                TimelineEntry.changed(kind(), order, change.orderNumber(), shown),
                new MomentPlace(revision.enteredAt(), order, revision.number()).toString());
    }
}
