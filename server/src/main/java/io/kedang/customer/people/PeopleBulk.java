package io.kedang.customer.people;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerProblem;
import io.kedang.customer.SearchTerms;
import io.kedang.customer.SearchUpkeep;
import io.kedang.customer.people.PeopleBulkStore.Ready;
import io.kedang.customer.record.Content;
import io.kedang.customer.record.RecordInput;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.BlindIndex;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The bulk twin of [Positions#create], for imports: the same lock, seal, revisions and search, and
/// one entry in the register for all.
@Service
@Transactional
public class PeopleBulk {
    private final PeopleBulkStore store;
    private final PositionStore positions;
    private final RecordSeal seal;
    private final KeyStore keys;
    private final PhoneTokens tokens;
    private final BlindIndex index;
    private final SearchUpkeep search;
    private final PolicyCompiler policies;
    private final Audit audit;
    private final Clock clock;

    PeopleBulk(
            PeopleBulkStore store,
            PositionStore positions,
            RecordSeal personSeal,
            KeyStore keys,
            PhoneTokens tokens,
            BlindIndex index,
            SearchUpkeep search,
            PolicyCompiler policies,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.positions = positions;
        this.seal = personSeal;
        this.keys = keys;
        this.tokens = tokens;
        this.index = index;
        this.search = search;
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
    }

    /// Enters all of them or none; refuses when one of the customers is not there for the current
    /// user to change. Of those of a customer that has no main contact the first one who says so
    /// (`position.main`), else the first, becomes it.
    public void create(List<NewPerson> entered) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        if (entered.isEmpty()) {
            return;
        }
        refuse(entered);
        lock(entered);
        keys.newKeys(entered.stream().map(each -> each.id().value()).toList());
        var actor = Actor.current();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var main = mainContacts(entered);
        var ready = ready(entered, main, actor, now);
        store.insert(ready, user.id());
        var terms = new HashMap<CustomerId, SearchTerms>();
        for (var each : ready) {
            terms.computeIfAbsent(each.position().customer().id(), id -> new SearchTerms())
                    .add(each.derived().terms());
        }
        search.add(terms);
        audit.record(
                AuditEntry.of(AuditAction.IMPORTED, People.KIND, null)
                        .detail("created", ready.size())
                        .reason(entered.getFirst().origin().source()));
    }

    private void lock(List<NewPerson> entered) {
        var wanted = entered.stream().map(NewPerson::customer).collect(Collectors.toSet());
        wanted.removeAll(Set.copyOf(positions.lock(wanted, policies.visible(Action.EDIT))));
        if (!wanted.isEmpty()) {
            throw new Refusal(CustomerProblem.NOT_FOUND, wanted.iterator().next().value());
        }
    }

    private void refuse(List<NewPerson> entered) {
        for (var each : entered) {
            RecordInput.refuseIncomplete("", List.of(PersonFields.NAME), each.values());
        }
        var ids = new HashSet<PersonId>();
        for (var each : entered) {
            if (!ids.add(each.id())) {
                throw new Refusal(PeopleProblem.ID_TAKEN, each.id().value());
            }
        }
        store.findTaken(ids)
                .ifPresent(
                        id -> {
                            throw new Refusal(PeopleProblem.ID_TAKEN, id);
                        });
    }

    /// By place, whether somebody becomes the main contact of his customer.
    private List<Boolean> mainContacts(List<NewPerson> entered) {
        var customers = entered.stream().map(NewPerson::customer).collect(Collectors.toSet());
        var have = Set.copyOf(positions.haveMain(customers));
        var first = new HashMap<CustomerId, NewPerson>();
        for (var each : entered) {
            first.merge(
                    each.customer(),
                    each,
                    (before, now) -> saysMain(now) && !saysMain(before) ? now : before);
        }
        return entered.stream()
                .map(each -> !have.contains(each.customer()) && first.get(each.customer()) == each)
                .toList();
    }

    private static boolean saysMain(NewPerson person) {
        return Boolean.TRUE.equals(person.values().get(PersonFields.MAIN));
    }

    private List<Ready> ready(
            List<NewPerson> entered, List<Boolean> main, Actor actor, Instant now) {
        try (var keys = index.hold()) {
            return IntStream.range(0, entered.size())
                    .parallel()
                    .mapToObj(n -> keys.in(() -> ready(entered.get(n), main.get(n), actor, now)))
                    .toList();
        }
    }

    /// Runs on several threads, so it asks nothing of the current one.
    private Ready ready(NewPerson entered, boolean main, Actor actor, Instant now) {
        var id = entered.id();
        var own = own(entered);
        var content = seal.once(id.value(), false, own);
        var values = new LinkedHashMap<Field, @Nullable Object>(entered.values());
        values.putIfAbsent(PersonFields.ROLE, "CONTACT");
        var employer = new Employer(entered.customer(), "");
        var position = Position.of(NewId.next(), id, employer, values, main, null);
        var made = new ArrayList<>(seal.changes(id.value(), Content.EMPTY, content, own.keySet()));
        made.addAll(Position.changes(null, position));
        return new Ready(
                new Person(id, 1, now, now, null, null, content, FieldSight.CLEAR),
                PersonDerived.of(tokens, own),
                position,
                Revision.by(actor, id.value(), 1, now, entered.origin(), made));
    }

    private static Map<Field, Object> own(NewPerson person) {
        var own = new LinkedHashMap<Field, Object>();
        for (var field : PersonFields.OF_PERSON) {
            var value = person.values().get(field);
            if (value != null) {
                own.put(field, value);
            }
        }
        return own;
    }
}
