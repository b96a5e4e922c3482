package io.kedang.customer;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.Alteration.Altered;
import io.kedang.customer.Alteration.Discarding;
import io.kedang.customer.Alteration.Outcome;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// Does one change to many files, and says of each what became of it.
@Component
class CustomerBulkAlter {
    private final CustomerBulkChange changing;
    private final CustomerBulkBin bin;
    private final PolicyCompiler policies;

    CustomerBulkAlter(CustomerBulkChange changing, CustomerBulkBin bin, PolicyCompiler policies) {
        this.changing = changing;
        this.bin = bin;
        this.policies = policies;
    }

    List<Altered> alter(
            Collection<CustomerId> ids, Alteration alteration, Origin origin, boolean dry) {
        var work = changing.begin(ids, origin);
        var missing = new HashSet<CustomerId>(ids);
        missing.removeIf(id -> work.find(id) != null);
        var binned = bin.hold(missing, policies.visible(Action.EDIT)).keySet();
        var discarded = new ArrayList<Customer>();
        var altered = new ArrayList<Altered>();
        for (var id : new HashSet<>(ids)) {
            var file = work.find(id);
            if (file == null) {
                var outcome = binned.contains(id) ? Outcome.IN_BIN : Outcome.NO_RIGHT;
                altered.add(new Altered(id, outcome, 0));
            } else if (alteration instanceof Discarding) {
                discarded.add(file);
                altered.add(new Altered(id, Outcome.CHANGED, file.version() + 1));
            } else {
                altered.add(alter(file, alteration, work));
            }
        }
        if (!dry) {
            work.write();
            bin.put(discarded, origin, work.now());
        }
        return altered;
    }

    private static Altered alter(
            Customer file, Alteration alteration, CustomerBulkChange.Work work) {
        var wanted = alteration.wanted(file);
        if (wanted.isEmpty()) {
            return new Altered(file.id(), Outcome.OTHER_KIND, 0);
        }
        if (!FieldClasses.closed(file.sight(), wanted.keySet()).isEmpty()) {
            return new Altered(file.id(), Outcome.FIELD_CLOSED, 0);
        }
        return work.apply(file, wanted)
                ? new Altered(file.id(), Outcome.CHANGED, file.version() + 1)
                : new Altered(file.id(), Outcome.UNCHANGED, 0);
    }
}
