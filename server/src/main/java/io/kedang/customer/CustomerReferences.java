package io.kedang.customer;

import static io.kedang.customer.CustomerKind.ORGANISATION;
import static io.kedang.customer.CustomerKind.PERSON;

import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.ByIndex;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Finds the files that others' tables refer to, many at once.
@Repository
public class CustomerReferences {
    /// The best evidence counts: the file number, then the number in another system, then the name.
    /// Every `offset 0` keeps the planner to the index of the key, as in [CustomerTwins].
    static final Statement FIND =
            Statement.of(
                    """
                    select k.n, x.id, x.basis
                      from unnest(cast(:numbers as text[]), cast(:firms as text[]),
                                  cast(:persons as text[]))
                           with ordinality as k(number, firm, person, n)
                     cross join lateral (
                       (select c.id, 0 as basis
                          from (select * from customer
                                 where file_number = k.number offset 0) c
                         where c.voided_at is null and {visible:c})
                       union all
                       (select c.id, 1
                          from (select * from customer
                                 where external_number = k.number offset 0) c
                         where c.voided_at is null and {visible:c}
                         limit 2)
                       union all
                       (select c.id, 2
                          from (select * from customer
                                 where name_match in (k.firm, k.person) offset 0) c
                         where c.voided_at is null and {visible:c}
                         limit 2)) x
                     order by k.n, x.basis
                    """);

    private final JdbcClient db;
    private final PolicyCompiler policies;

    CustomerReferences(JdbcClient db, PolicyCompiler policies) {
        this.db = db;
        this.policies = policies;
    }

    /// How a row names a customer.
    ///
    /// @param number of the file, or in another system
    public record Reference(@Nullable String number, @Nullable String name) {}

    public enum Outcome {
        FOUND,
        /// Several fit equally well.
        AMBIGUOUS,
        /// There is one, which the current user may not change.
        HIDDEN,
        ABSENT
    }

    /// @param id only where one was FOUND
    public record Answer(Outcome outcome, @Nullable CustomerId id) {}

    /// Which files that the current user may change are meant.
    public Map<Reference, Answer> find(Collection<Reference> wanted) {
        var references = List.copyOf(wanted);
        var answers = new HashMap<Reference, Answer>();
        ask(references, policies.visible(Action.EDIT))
                .forEach((reference, found) -> answers.put(reference, answer(found)));
        var open =
                references.stream().filter(reference -> !answers.containsKey(reference)).toList();
        var hidden = ask(open, Fragment.TRUE);
        for (var reference : open) {
            var outcome = hidden.containsKey(reference) ? Outcome.HIDDEN : Outcome.ABSENT;
            answers.put(reference, new Answer(outcome, null));
        }
        return answers;
    }

    private static Answer answer(List<Found> found) {
        var best = found.getFirst();
        boolean single =
                found.stream()
                        .filter(other -> other.basis() == best.basis())
                        .allMatch(other -> other.id().equals(best.id()));
        return single ? new Answer(Outcome.FOUND, best.id()) : new Answer(Outcome.AMBIGUOUS, null);
    }

    private record Found(int place, CustomerId id, int basis) {}

    private Map<Reference, List<Found>> ask(List<Reference> references, Fragment visible) {
        var found = new HashMap<Reference, List<Found>>();
        if (references.isEmpty()) {
            return found;
        }
        var filled = FIND.fill(Map.of("visible:c", visible));
        var asked =
                db.sql(filled.sql())
                        .paramSource(
                                Params.of(filled)
                                        .and("numbers", texts(references, Reference::number))
                                        .and(
                                                "firms",
                                                texts(references, it -> match(it, ORGANISATION)))
                                        .and("persons", texts(references, it -> match(it, PERSON))))
                        .query(
                                (row, n) ->
                                        new Found(
                                                row.getInt("n") - 1,
                                                new CustomerId(Row.id(row, "id")),
                                                row.getInt("basis")));
        ByIndex.ask(db, asked::list)
                .forEach(
                        each ->
                                found.computeIfAbsent(
                                                references.get(each.place()),
                                                key -> new ArrayList<>())
                                        .add(each));
        return found;
    }

    private static @Nullable String[] texts(
            List<Reference> references, Function<Reference, @Nullable String> part) {
        return references.stream().map(part).toArray(String[]::new);
    }

    private static @Nullable String match(Reference reference, CustomerKind kind) {
        return reference.name() == null ? null : Derived.nameMatch(kind, reference.name());
    }
}
