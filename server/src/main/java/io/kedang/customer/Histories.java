package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordHistory;
import io.kedang.customer.record.RecordProblem;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Reads;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.Collection;
import java.util.List;

/// The door to what a file was: its revisions, the file as it stood, and going back to it.
@Service
@Transactional(readOnly = true)
public class Histories {
    private final Customers customers;
    private final RecordSeal seal;
    private final RevisionStore store;
    private final PolicyCompiler policies;
    private final Reads reads;
    private final FileFields fields;

    Histories(
            Customers customers,
            CustomerSeal seal,
            RevisionStore store,
            PolicyCompiler policies,
            Reads reads,
            FileFields fields) {
        this.customers = customers;
        this.seal = seal.ofRecord();
        this.store = store;
        this.policies = policies;
        this.reads = reads;
        this.fields = fields;
    }

    /// Revisions newest first, those with numbers below `before`.
    public Past list(CustomerId id, int before, int size) {
        var visible = policies.visible(Action.READ);
        return reads.ask(
                customers
                        .reading(id)
                        .with(
                                store.page(id, before, size, visible),
                                (file, page) -> new Past(page, file.sight())));
    }

    /// @param sight what the reader sees of the file
    public record Past(List<Revision> revisions, FieldSight sight) {}

    public Past listOfField(CustomerId id, String field) {
        var file = customers.get(id);
        if (fields.find(field).isEmpty()) {
            throw new Refusal(RecordProblem.FIELD_UNKNOWN, field);
        }
        return new Past(store.ofField(id, field, policies.visible(Action.READ)), file.sight());
    }

    /// The file as it stood after revision `number`: today's file with every later change taken
    /// back.
    public Customer asOf(CustomerId id, int number) {
        var today = customers.get(id);
        if (number < 1 || number > today.version()) {
            throw new Refusal(CustomerProblem.REVISION_UNKNOWN, number, today.version());
        }
        var content =
                RecordHistory.asOf(
                        today.content(),
                        store.since(id, number, policies.visible(Action.READ)),
                        fields::find);
        return new Customer(
                id,
                today.kind(),
                today.fileNumber(),
                number,
                today.createdAt(),
                today.updatedAt(),
                today.voidedAt(),
                today.voidReason(),
                today.readers(),
                content.clear(),
                content.sealed(),
                today.sight());
    }

    /// Gives fields the values they had after revision `number`; a new revision, like any change.
    ///
    /// @param only these fields; null for all that differ
    /// @param version the one that the reader saw
    @Transactional
    public Customer restore(
            CustomerId id, int number, @Nullable Collection<String> only, int version) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var then = asOf(id, number);
        var restored =
                fields.values().stream()
                        .filter(field -> field.of(then.kind().name()))
                        .filter(field -> only != null || FieldClasses.isClear(then.sight(), field))
                        .toList();
        var wished = RecordHistory.wished(seal, id.value(), then.content(), restored, only);
        return customers.change(id, version, wished, Origin.restoring(number));
    }
}
