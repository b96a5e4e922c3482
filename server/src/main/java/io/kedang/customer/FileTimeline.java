package io.kedang.customer;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.record.Revision;
import io.kedang.customer.timeline.TimelineEntry;
import io.kedang.customer.timeline.TimelineKind;
import io.kedang.customer.timeline.TimelineSource;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.ListProblem;
import io.kedang.kernel.sql.Read;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;

/// The revisions of a file in its timeline.
@Component
class FileTimeline implements TimelineSource {
    private final RevisionStore store;
    private final CustomerStore customers;
    private final CustomerView view;
    private final PolicyCompiler policies;

    FileTimeline(
            RevisionStore store,
            CustomerStore customers,
            CustomerView view,
            PolicyCompiler policies) {
        this.store = store;
        this.customers = customers;
        this.view = view;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public TimelineKind kind() {
        return TimelineKind.FILE;
    }

    @Override
    public Read<List<Placed>> behind(CustomerId file, @Nullable String place, int size) {
        var visible = policies.visible(Action.READ);
        return store.page(file, number(place), size, visible)
                .with(
                        customers.sight(file, visible),
                        (page, sight) ->
                                page.stream().map(revision -> placed(revision, sight)).toList());
    }

    private Placed placed(Revision revision, FieldSight sight) {
        return new Placed(
                TimelineEntry.changed(kind(), revision.subject(), null, view.of(revision, sight)),
                String.valueOf(revision.number()));
    }

    private static int number(@Nullable String place) {
        try {
            return place == null ? Integer.MAX_VALUE : Integer.parseInt(place);
        } catch (NumberFormatException e) {
            throw new Refusal(ListProblem.BAD_CURSOR);
        }
    }
}
