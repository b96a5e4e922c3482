package io.kedang.interaction;

import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;
import io.kedang.interaction.VisitApi.VisitPage;
import io.kedang.kernel.sql.DayPlace;

import org.springframework.stereotype.Component;

/// The newest visits of an opened file.
@Component
class VisitsTab implements FileTab {
    private static final int SIZE = 50;

    private final Visits visits;

    VisitsTab(Visits visits) {
        this.visits = visits;
    }

    @Override
    public String name() {
        return "visits";
    }

    @Override
    public VisitPage open(CustomerId file) {
        var first = DayPlace.parse(null);
        return VisitPage.of(visits.ofOpened(file, first.day(), first.id(), SIZE), SIZE);
    }
}
