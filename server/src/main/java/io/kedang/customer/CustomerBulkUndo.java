package io.kedang.customer;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Reversal;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.TakeBack;
import io.kedang.kernel.field.Field;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Takes back what an import did to many files.
@Component
class CustomerBulkUndo {
    private final CustomerBulkStore store;
    private final CustomerBulkChange changing;
    private final CustomerBulkBin bin;
    private final RecordSeal seal;
    private final PolicyCompiler policies;
    private final FileFields fields;

    CustomerBulkUndo(
            CustomerBulkStore store,
            CustomerBulkChange changing,
            CustomerBulkBin bin,
            CustomerSeal seal,
            PolicyCompiler policies,
            FileFields fields) {
        this.store = store;
        this.changing = changing;
        this.bin = bin;
        this.seal = seal.ofRecord();
        this.policies = policies;
        this.fields = fields;
    }

    List<Done.Conflict> undo(Collection<Done> done, Origin origin, Action action) {
        var ids = done.stream().map(Done::record).map(CustomerId::new).collect(Collectors.toSet());
        var work = changing.begin(ids, origin, action);
        var changed = done.stream().filter(each -> !each.created()).toList();
        var revisions = store.revisions(changed, policies.visible(action));
        var voided = new ArrayList<Customer>();
        var conflicts =
                TakeBack.of(
                        done,
                        id -> work.find(new CustomerId(id)),
                        Customer::version,
                        voided::add,
                        file ->
                                restore(
                                        file,
                                        revisions.getOrDefault(file.id().value(), List.of()),
                                        work));
        work.write();
        bin.put(voided, origin, work.now());
        return conflicts;
    }

    /// @return the fields that somebody changed since
    private List<String> restore(Customer file, List<Revision> ours, CustomerBulkChange.Work work) {
        var id = file.id().value();
        var reversal =
                Reversal.of(
                        ours,
                        change -> fields.find(change.field()),
                        (field, form, secret) -> seal.read(id, field, form, secret));
        var outcome = reversal.against(seal.open(id, file.content(), reversal.keys()));
        work.apply(file, outcome.restored());
        return outcome.touched().stream().map(Field::key).toList();
    }
}
