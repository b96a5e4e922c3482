package io.kedang.interaction;

import io.kedang.access.Companies;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
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

/// The visits to a customer, on the days on which they took place.
@Component
class VisitsTimeline implements TimelineSource {
    private final VisitStore store;
    private final RecordView names;
    private final PolicyCompiler policies;
    private final Companies companies;

    VisitsTimeline(
            VisitStore store, RecordView names, PolicyCompiler policies, Companies companies) {
        this.store = store;
        this.names = names;
        this.policies = policies;
        this.companies = companies;
    }

    @Override
    public String name() {
        return "visits";
    }

    @Override
    public TimelineKind kind() {
        return TimelineKind.VISIT;
    }

    @Override
    public Read<List<Placed>> behind(CustomerId file, @Nullable String place, int size) {
        var visible = policies.visible(Action.READ);
        return store.ofCustomer(file, DayPlace.parse(place), size, visible)
                .map(page -> page.stream().map(this::placed).toList());
    }

    private Placed placed(Visit visit) {
        var by = names.person(visit.recordedBy());
        var zone = companies.zone();
        return new Placed(
                TimelineEntry.onDay(kind(), visit.visitedOn(), zone, by, visit.id(), null, visit),
                new DayPlace(visit.visitedOn(), visit.id()).toString());
    }
}
