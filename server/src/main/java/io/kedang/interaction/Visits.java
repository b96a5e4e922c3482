package io.kedang.interaction;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.kernel.sql.Reads;
import io.kedang.live.Changes;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// The door to the visits. Who may edit a customer's file records them, who may read it reads them.
@Service
@Transactional
public class Visits {
    private final VisitStore store;
    private final Customers customers;
    private final PolicyCompiler policies;
    private final Companies companies;
    private final Audit audit;
    private final Changes changes;
    private final Reads reads;
    private final Clock clock;

    Visits(
            VisitStore store,
            Customers customers,
            PolicyCompiler policies,
            Companies companies,
            Audit audit,
            Changes changes,
            Reads reads,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.policies = policies;
        this.companies = companies;
        this.audit = audit;
        this.changes = changes;
        this.reads = reads;
        this.clock = clock;
    }

    /// Records a visit; sent twice, it is stored once.
    public Visit record(Visit visit) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var file = customers.getInUse(visit.customer(), Action.EDIT);
        if (visit.visitedOn().isAfter(LocalDate.ofInstant(clock.instant(), companies.zone()))) {
            throw new Refusal(InteractionProblem.VISIT_IN_THE_FUTURE, visit.visitedOn());
        }
        if (!store.insert(visit, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            var place = new DayPlace(visit.visitedOn().plusDays(1), new UUID(0, 0));
            if (!list(visit.customer(), place, 200).contains(visit)) {
                throw new Refusal(InteractionProblem.VISIT_ID_TAKEN, visit.id());
            }
            return visit;
        }
        changes.tell("visit", visit.customer().value(), 1, file.readers());
        audit.record(
                AuditEntry.of(AuditAction.CUSTOMER_CHANGED, "visit", visit.id())
                        .customer(visit.customer().value()));
        return visit;
    }

    /// Visits of many customers at once, for data that is loaded as a whole; whoever loads it tells
    /// pages and audit once for all.
    public void recordAll(List<Visit> visits) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        store.insertAll(visits, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /// Newest first, those before a place.
    @Transactional(readOnly = true)
    public List<Visit> list(CustomerId customer, DayPlace place, int size) {
        var visible = policies.visible(Action.READ);
        return reads.ask(
                customers.reading(customer).then(store.ofCustomer(customer, place, size, visible)));
    }
}
