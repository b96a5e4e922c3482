package io.kedang.customer.people;

import io.kedang.access.Companies;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerId;
import io.kedang.customer.people.PersonRevisionStore.AtCustomer;
import io.kedang.customer.timeline.TimelineEntry;
import io.kedang.customer.timeline.TimelineKind;
import io.kedang.customer.timeline.TimelineSource;
import io.kedang.kernel.sql.MomentPlace;
import io.kedang.kernel.sql.Read;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;

/// Who came to a customer, who left, and what became known of them meanwhile.
@Component
class PeopleTimeline implements TimelineSource {
    private final PersonRevisionStore store;
    private final PersonView view;
    private final PolicyCompiler policies;
    private final Companies companies;

    PeopleTimeline(
            PersonRevisionStore store,
            PersonView view,
            PolicyCompiler policies,
            Companies companies) {
        this.store = store;
        this.view = view;
        this.policies = policies;
        this.companies = companies;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public TimelineKind kind() {
        return TimelineKind.PERSON;
    }

    @Override
    public Read<List<Placed>> behind(CustomerId file, @Nullable String place, int size) {
        var visible = policies.visible(Action.READ);
        var from = MomentPlace.parse(place);
        return store.atCustomer(file, from, companies.zone(), size, visible)
                .map(page -> page.stream().map(this::placed).toList());
    }

    private Placed placed(AtCustomer change) {
        var revision = change.revision();
        var person = revision.subject();
        return new Placed(
                TimelineEntry.changed(
                        kind(), person, change.name(), view.of(revision, change.sight())),
                new MomentPlace(revision.enteredAt(), person, revision.number()).toString());
    }
}
