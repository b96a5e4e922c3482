package io.kedang.interaction;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;
import io.kedang.interaction.VisitApi.VisitPage;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Read;

import org.springframework.stereotype.Component;

import java.util.Optional;

/// The newest visits of an opened file.
@Component
class VisitsTab implements FileTab {
    private static final int SIZE = 50;

    private final VisitStore store;
    private final PolicyCompiler policies;

    VisitsTab(VisitStore store, PolicyCompiler policies) {
        this.store = store;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "visits";
    }

    @Override
    public Read<Optional<Object>> open(CustomerId file) {
        return store.ofCustomer(file, DayPlace.BEGINNING, SIZE, policies.visible(Action.READ))
                .map(page -> Optional.of(VisitPage.of(page, SIZE)));
    }
}
