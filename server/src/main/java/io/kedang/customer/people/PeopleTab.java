package io.kedang.customer.people;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;
import io.kedang.kernel.sql.Read;

import org.springframework.stereotype.Component;

import java.util.Optional;

/// The people of an opened file who hold a position there.
@Component
class PeopleTab implements FileTab {
    private static final int SIZE = 200;

    private final PositionStore store;
    private final PersonView view;
    private final PolicyCompiler policies;

    PeopleTab(PositionStore store, PersonView view, PolicyCompiler policies) {
        this.store = store;
        this.view = view;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public Read<Optional<Object>> open(CustomerId file) {
        return store.atCustomer(file, false, SIZE + 1, policies.visible(Action.READ))
                .map(contacts -> Optional.of(view.list(contacts, SIZE)));
    }
}
