package io.kedang.classification;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerId;
import io.kedang.customer.FileTab;
import io.kedang.kernel.sql.Read;

import org.springframework.stereotype.Component;

import java.util.Optional;

/// Why an opened file has its class.
@Component
class ClassificationTab implements FileTab {
    private final ClassificationStore store;
    private final PolicyCompiler policies;

    ClassificationTab(ClassificationStore store, PolicyCompiler policies) {
        this.store = store;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public Read<Optional<Object>> open(CustomerId file) {
        return store.explain(file, policies.visible(Action.READ))
                .map(found -> found.map(Object.class::cast));
    }
}
