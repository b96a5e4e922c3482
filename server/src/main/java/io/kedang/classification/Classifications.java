package io.kedang.classification;

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
import io.kedang.customer.GradeChange;
import io.kedang.customer.Grades;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.Reads;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The door to ABC classification: the rules, what they would change, applying them, and why a
/// customer has his class.
@Service
@Transactional
public class Classifications {
    private static final int CHUNK = 5_000;

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

    /// What a computation finds.
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
        return outcome(compute(rules), false);
    }

    /// Computes every class, keeps the scores as reasons, and changes what differs.
    Outcome apply() {
        CurrentUser.get().need(Right.CLASSIFY);
        var rules = store.rules();
        var computed = compute(rules);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (int from = 0; from < computed.size(); from += CHUNK) {
            var chunk = computed.subList(from, Math.min(computed.size(), from + CHUNK));
            store.save(chunk.stream().map(Computed::placed).toList(), computed.size(), rules, now);
            grades.apply(
                    chunk.stream().filter(Computed::changes).map(Classifications::change).toList());
        }
        var outcome = outcome(computed, true);
        audit.record(
                AuditEntry.of(AuditAction.CUSTOMER_CHANGED, "classification", null)
                        .fields(List.of("grade"))
                        .detail("customers", outcome.customers())
                        .detail("changed", outcome.changed()));
        return outcome;
    }

    /// Nothing as long as the customer was in no computation of classes.
    @Transactional(readOnly = true)
    public Optional<Explanation> explain(CustomerId customer) {
        var visible = policies.visible(Action.READ);
        return reads.ask(customers.reading(customer).then(store.explain(customer, visible)));
    }

    private record Computed(AbcFacts facts, ClassificationStore.Placed placed) {
        boolean changes() {
            return !facts.manual() && !placed.grade().equals(facts.grade());
        }
    }

    private List<Computed> compute(AbcRules rules) {
        var since = LocalDate.ofInstant(clock.instant(), companies.zone()).minusYears(1);
        var facts = store.facts(since);
        var scoring = new AbcScoring(rules, facts);
        var byCustomer = new HashMap<CustomerId, AbcFacts>();
        facts.forEach(each -> byCustomer.put(each.customer(), each));
        var ranking =
                facts.stream()
                        .map(scoring::score)
                        .sorted(
                                Comparator.comparingDouble(AbcScore::total)
                                        .reversed()
                                        .thenComparing(
                                                score -> byCustomer.get(score.customer()),
                                                AbcFacts.AMONG_EQUALS))
                        .toList();
        var classes = AbcQuota.STANDARD.classes(ranking.size());
        var computed = new ArrayList<Computed>(ranking.size());
        for (int rank = 0; rank < ranking.size(); rank++) {
            var score = ranking.get(rank);
            computed.add(
                    new Computed(
                            Objects.requireNonNull(byCustomer.get(score.customer())),
                            new ClassificationStore.Placed(score, rank + 1, classes.get(rank))));
        }
        return computed;
    }

    private static GradeChange change(Computed computed) {
        var placed = computed.placed();
        return new GradeChange(
                placed.score().customer(),
                placed.grade(),
                "ABC %.2f = %.2f / %.2f / %.2f"
                        .formatted(
                                placed.score().total(),
                                placed.score().region(),
                                placed.score().strength(),
                                placed.score().likelihood()));
    }

    private static Outcome outcome(List<Computed> computed, boolean applied) {
        var classes = new TreeMap<String, Integer>();
        var moves = new TreeMap<String, Integer>();
        int manual = 0;
        int changed = 0;
        for (var each : computed) {
            classes.merge(each.placed().grade(), 1, Integer::sum);
            manual += each.facts().manual() ? 1 : 0;
            if (each.changes()) {
                changed++;
                var from = each.facts().grade() == null ? "-" : each.facts().grade();
                moves.merge(from + ">" + each.placed().grade(), 1, Integer::sum);
            }
        }
        return new Outcome(applied, computed.size(), classes, moves, changed, manual);
    }
}
