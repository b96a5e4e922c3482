package io.kedang.trade;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerProblem;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.Reversal;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.Revision.FieldChange;
import io.kedang.customer.record.TakeBack;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Fragment;
import io.kedang.trade.OrderBulkStore.Written;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The door for many orders at once, for imports: the same lock as the door for one, a revision for
/// every change, and one entry in the register for all.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class OrderBulk {
    private final OrderBulkStore store;
    private final PolicyCompiler policies;
    private final Audit audit;
    private final Clock clock;

    OrderBulk(OrderBulkStore store, PolicyCompiler policies, Audit audit, Clock clock) {
        this.store = store;
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
    }

    /// What is known under some numbers.
    ///
    /// @param orders those that the current user may change, with their lines
    /// @param hidden by number the ids of the others
    public record Known(Map<String, Order> orders, Map<String, UUID> hidden) {}

    /// An order before and after a change; the later one with the next version.
    public record Change(Order before, Order after) {}

    /// @param held whether others who want to change them wait until the transaction ends
    public Known find(Collection<String> numbers, boolean held) {
        CurrentUser.get().need(Right.TRADE_READ);
        var orders = store.find(numbers, policies.visible(Action.EDIT), held);
        var others = new HashSet<>(numbers);
        others.removeAll(orders.keySet());
        return new Known(orders, store.ids(others, Fragment.TRUE));
    }

    /// Refuses when one of the customers is not there for the current user to change.
    ///
    /// @param changed orders that [#find] holds
    public void save(Collection<Order> created, Collection<Change> changed, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        CurrentUser.get().need(Right.TRADE_READ);
        if (created.isEmpty() && changed.isEmpty()) {
            return;
        }
        refuseHidden(created);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var by = CurrentUser.get().id();
        store.insert(created, by, now);
        store.change(changed, now);
        var revisions = new ArrayList<Written>();
        created.forEach(
                order -> revisions.add(revision(order, now, origin, OrderForm.beginning(order))));
        changed.forEach(
                change ->
                        revisions.add(
                                revision(
                                        change.after(),
                                        now,
                                        origin,
                                        OrderForm.changes(change.before(), change.after()))));
        store.insertRevisions(revisions);
        audit.record(
                AuditEntry.of(AuditAction.IMPORTED, "order", null)
                        .detail("created", created.size())
                        .detail("changed", changed.size())
                        .reason(origin.source()));
    }

    private void refuseHidden(Collection<Order> created) {
        var customers = created.stream().map(Order::customer).collect(Collectors.toSet());
        customers.removeAll(Set.copyOf(store.open(customers, policies.visible(Action.EDIT))));
        if (!customers.isEmpty()) {
            throw new Refusal(CustomerProblem.NOT_FOUND, customers.iterator().next().value());
        }
    }

    private static Written revision(
            Order order, Instant now, Origin origin, List<FieldChange> changes) {
        return new Written(
                order.customer(), Revision.of(order.id(), order.version(), now, origin, changes));
    }

    /// Takes back what an import did, as far as nobody touched it since: created orders are voided,
    /// changed fields and lines get back what they had.
    ///
    /// @param done everything that the import did to these orders
    /// @return what stays, with the fields concerned; a created order that stays has none
    public List<Done.Conflict> undo(Collection<Done> done, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var ids = done.stream().map(Done::record).collect(Collectors.toSet());
        var visible = policies.visible(Action.EDIT);
        var held = store.lock(ids, visible);
        var changes = done.stream().filter(each -> !each.created()).toList();
        var revisions = store.revisions(changes, visible);
        var voided = new ArrayList<Order>();
        var changed = new ArrayList<Change>();
        var conflicts =
                TakeBack.of(
                        done,
                        held::get,
                        Order::version,
                        voided::add,
                        order ->
                                restore(
                                        order,
                                        revisions.getOrDefault(order.id(), List.of()),
                                        changed));
        write(voided, changed, origin);
        audit.record(
                AuditEntry.of(AuditAction.IMPORT_UNDONE, "order", null)
                        .detail("undone", ids.size() - conflicts.size())
                        .reason(origin.source()));
        return conflicts;
    }

    private void write(List<Order> voided, List<Change> changed, Origin origin) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var revisions = new ArrayList<Written>();
        for (var order : voided) {
            var moved = Revision.moved(order.id(), order.version() + 1, now, origin, true);
            revisions.add(new Written(order.customer(), moved));
        }
        for (var change : changed) {
            revisions.add(
                    revision(
                            change.after(),
                            now,
                            origin,
                            OrderForm.changes(change.before(), change.after())));
        }
        store.setVoided(voided.stream().map(Order::id).toList(), now);
        store.change(changed, now);
        store.insertRevisions(revisions);
    }

    /// @return what somebody changed since
    private static List<String> restore(Order order, List<Revision> ours, List<Change> changed) {
        var form = OrderForm.of(order);
        var outcome =
                Reversal.of(
                                ours,
                                change -> Optional.of(change.field()),
                                (key, value, secret) -> value)
                        .against(form);
        outcome.restored()
                .forEach(
                        (key, value) -> {
                            if (value == null) {
                                form.remove(key);
                            } else {
                                form.put(key, value);
                            }
                        });
        var restored = OrderForm.read(order, form);
        if (!OrderForm.changes(order, restored).isEmpty()) {
            changed.add(new Change(order, restored.next()));
        }
        return outcome.touched();
    }

    /// Numbers of those of these orders that the current user may read.
    public Map<UUID, String> numbers(Collection<UUID> ids) {
        return store.numbers(ids, policies.visible(Action.READ));
    }
}
