package io.kedang.interaction;

import io.kedang.access.Companies;
import io.kedang.customer.CustomerId;
import io.kedang.customer.record.RecordView;
import io.kedang.customer.timeline.TimelineEntry;
import io.kedang.customer.timeline.TimelineKind;
import io.kedang.customer.timeline.TimelineSource;
import io.kedang.kernel.sql.DayPlace;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;

/// The visits to a customer, on the days on which they took place.
@Component
class VisitsTimeline implements TimelineSource {
    private final Visits visits;
    private final RecordView names;
    private final Companies companies;

    VisitsTimeline(Visits visits, RecordView names, Companies companies) {
        this.visits = visits;
        this.names = names;
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
    public List<Placed> behind(CustomerId file, @Nullable String place, int size) {
        var from = DayPlace.parse(place);
        return visits.ofOpened(file, from.day(), from.id(), size).stream()
                .map(this::placed)
                .toList();
    }

    private Placed placed(Visit visit) {
        var by = names.person(visit.recordedBy());
        var zone = companies.zone();
        return new Placed(
                TimelineEntry.onDay(kind(), visit.visitedOn(), zone, by, visit.id(), null, visit),
                new DayPlace(visit.visitedOn(), visit.id()).toString());
    }
}
