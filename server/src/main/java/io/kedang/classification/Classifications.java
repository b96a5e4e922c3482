package io.kedang.classification;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.classification.ClassificationStore.Move;
import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.customer.Grades;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Reads;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The door to ABC classification: the rules, what they would change, applying them, and why a
/// customer has his class.
@Service
@Transactional
public class Classifications {
    private static final int PAGE = 5_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final ClassificationStore store;
    private final Customers customers;
    private final Grades grades;
    private final PolicyCompiler policies;
    private final Companies companies;
    private final Audit audit;
    private final Reads reads;
    private final Clock clock;

    Classifications(
            ClassificationStore store,
            Customers customers,
            Grades grades,
            PolicyCompiler policies,
            Companies companies,
            Audit audit,
            Reads reads,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.grades = grades;
        this.policies = policies;
        this.companies = companies;
        this.audit = audit;
        this.reads = reads;
        this.clock = clock;
    }

    /// What a computation finds, of the files that the current user may read.
    ///
    /// @param classes how many customers get each class
    /// @param moves how many go from one class to another, as `C>A`; `->` from none
    /// @param changed how many files get another class
    /// @param manual how many were left alone because a person set their class
    public record Outcome(
            boolean applied,
            int customers,
            Map<String, Integer> classes,
            Map<String, Integer> moves,
            int changed,
            int manual) {}

    /// Why a customer has his class: the partial scores, their weights, and his place among all.
    public record Explanation(
            String grade,
            double region,
            double strength,
            double likelihood,
            double total,
            int rank,
            int of,
            AbcRules rules,
            Instant computedAt) {}

    @Transactional(readOnly = true)
    public AbcRules rules() {
        return store.rules();
    }

    public AbcRules change(AbcRules rules, int version) {
        CurrentUser.get().need(Right.CLASSIFY);
        int sum = rules.regionWeight() + rules.strengthWeight() + rules.likelihoodWeight();
        if (sum != 100) {
            throw new Refusal(ClassificationProblem.WEIGHTS_DO_NOT_ADD_UP, sum);
        }
        if (!store.save(rules, version)) {
            throw new Refusal(ClassificationProblem.VERSION_STALE);
        }
        audit.record(AuditEntry.of(AuditAction.POLICY_CHANGED, "abc-rules", null));
        return store.rules();
    }

    /// What applying the rules would change now; changes nothing.
    @Transactional(readOnly = true)
    public Outcome preview(AbcRules rules) {
        CurrentUser.get().need(Right.CLASSIFY);
        return outcome(store.preview(rules, yearAgo(), policies.visible(Action.READ)), false);
    }

    /// Computes every class, keeps the scores as reasons, and changes what differs.
    Outcome apply() {
        CurrentUser.get().need(Right.CLASSIFY);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int customers = store.save(store.rules(), yearAgo(), now);
        var outcome = outcome(store.count(now, policies.visible(Action.READ)), true);
        int changed = 0;
        var page = store.changes(now, BEFORE_ALL, PAGE);
        while (!page.isEmpty()) {
            changed += grades.apply(page);
            page = store.changes(now, page.getLast().customer().value(), PAGE);
        }
        audit.record(
                AuditEntry.of(AuditAction.CUSTOMER_CHANGED, "classification", null)
                        .fields(List.of("grade"))
                        .detail("customers", customers)
                        .detail("changed", changed));
        return outcome;
    }

    /// Nothing as long as the customer was in no computation of classes.
    @Transactional(readOnly = true)
    public Optional<Explanation> explain(CustomerId customer) {
        var visible = policies.visible(Action.READ);
        return reads.ask(customers.reading(customer).then(store.explain(customer, visible)));
    }

    private LocalDate yearAgo() {
        return LocalDate.ofInstant(clock.instant(), companies.zone()).minusYears(1);
    }

    private static Outcome outcome(List<Move> all, boolean applied) {
        var classes = new TreeMap<String, Integer>();
        var moves = new TreeMap<String, Integer>();
        int customers = 0;
        int manual = 0;
        int changed = 0;
        for (var each : all) {
            customers += each.files();
            classes.merge(each.after(), each.files(), Integer::sum);
            if (each.manual()) {
                manual += each.files();
            } else if (!each.after().equals(each.before())) {
                changed += each.files();
                var from = each.before() == null ? "-" : each.before();
                moves.merge(from + ">" + each.after(), each.files(), Integer::sum);
            }
        }
        return new Outcome(applied, customers, classes, moves, changed, manual);
    }
}
