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
    private final Clock clock;

    Visits(
            VisitStore store,
            Customers customers,
            PolicyCompiler policies,
            Companies companies,
            Audit audit,
            Changes changes,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.policies = policies;
        this.companies = companies;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /// Records a visit; sent twice, it is stored once.
    public Visit record(Visit visit) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        customers.getForEdit(visit.customer());
        if (visit.visitedOn().isAfter(LocalDate.ofInstant(clock.instant(), companies.zone()))) {
            throw new Refusal(InteractionProblem.VISIT_IN_THE_FUTURE, visit.visitedOn());
        }
        if (!store.insert(visit, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            boolean same =
                    list(visit.customer(), visit.visitedOn().plusDays(1), new UUID(0, 0), 200)
                            .contains(visit);
            if (!same) {
                throw new Refusal(InteractionProblem.VISIT_ID_TAKEN, visit.id());
            }
            return visit;
        }
        changes.tell("visit", visit.customer().value(), 1, null);
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

    /// Newest first, those before `(day, last)`.
    @Transactional(readOnly = true)
    public List<Visit> list(CustomerId customer, LocalDate day, UUID last, int size) {
        customers.get(customer);
        return ofOpened(customer, day, last, size);
    }

    /// The same of a customer whose file the lock has opened in this transaction.
    List<Visit> ofOpened(CustomerId customer, LocalDate day, UUID last, int size) {
        return store.ofCustomer(customer, day, last, size, policies.visible(Action.READ));
    }
}
