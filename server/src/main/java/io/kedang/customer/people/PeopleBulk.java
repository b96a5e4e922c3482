package io.kedang.customer.people;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.customer.CustomerId;
import io.kedang.customer.SearchTerms;
import io.kedang.customer.SearchUpkeep;
import io.kedang.customer.record.Content;
import io.kedang.customer.record.RecordInput;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Params;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.sql.Fragment;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
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
import java.util.UUID;
import java.util.stream.Collectors;

/// The bulk twin of [Positions#create], for imports: thousands of people a second.
///
/// The caller answers for the customers being ones into which the current user may write, and tells
/// readers and register once of the whole.
@Service
public class PeopleBulk {
    private final PersonStore people;
    private final PositionStore positions;
    private final PersonRevisionStore revisions;
    private final RecordSeal seal;
    private final KeyStore keys;
    private final PhoneTokens tokens;
    private final SearchUpkeep search;
    private final NamedParameterJdbcOperations many;
    private final Clock clock;

    PeopleBulk(
            PersonStore people,
            PositionStore positions,
            PersonRevisionStore revisions,
            RecordSeal personSeal,
            KeyStore keys,
            PhoneTokens tokens,
            SearchUpkeep search,
            NamedParameterJdbcOperations many,
            Clock clock) {
        this.people = people;
        this.positions = positions;
        this.revisions = revisions;
        this.seal = personSeal;
        this.keys = keys;
        this.tokens = tokens;
        this.search = search;
        this.many = many;
        this.clock = clock;
    }

    /// Enters all of them or none. The first of a customer that has no main contact becomes it.
    ///
    /// Customers whose rows for search are written later in the same transaction gather their people
    /// then, which is cheaper than adding them here.
    @Transactional
    public void create(List<NewPerson> entered) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        if (entered.isEmpty()) {
            return;
        }
        entered.forEach(
                each -> RecordInput.refuseIncomplete("", List.of(PersonFields.NAME), each.values()));
        keys.newKeys(entered.stream().map(each -> each.id().value()).toList());
        var contents = seal.seal(entered.stream().map(PeopleBulk::unsealed).toList());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var withMain = withMain(entered);
        var batch = new Batch(entered.size());
        for (int i = 0; i < entered.size(); i++) {
            var each = entered.get(i);
            batch.add(
                    each,
                    contents.get(i),
                    position(each, withMain.add(each.customer())),
                    now,
                    user.id());
        }
        batch.write();
    }

    private static RecordSeal.Unsealed unsealed(NewPerson person) {
        return new RecordSeal.Unsealed(person.id().value(), false, own(person));
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

    /// The customers that have a main contact; nobody else gives them one until this is done.
    private Set<CustomerId> withMain(List<NewPerson> entered) {
        var customers =
                entered.stream().map(NewPerson::customer).collect(Collectors.toUnmodifiableSet());
        positions.lock(customers, Fragment.TRUE);
        return new HashSet<>(positions.haveMain(customers));
    }

    private static Position position(NewPerson person, boolean main) {
        var values = new LinkedHashMap<Field, @Nullable Object>(person.values());
        values.putIfAbsent(PersonFields.ROLE, "CONTACT");
        return Position.of(
                NewId.next(),
                person.id(),
                new Employer(person.customer(), ""),
                values,
                main,
                null);
    }

    /// The rows of all of them.
    private final class Batch {
        private final List<Params> personRows;
        private final List<Params> positionRows;
        private final List<Params> revisionRows;
        private final Map<CustomerId, SearchTerms> terms = new HashMap<>();

        Batch(int size) {
            personRows = new ArrayList<>(size);
            positionRows = new ArrayList<>(size);
            revisionRows = new ArrayList<>(size);
        }

        void add(
                NewPerson entered,
                Content content,
                Position position,
                Instant now,
                UUID by) {
            var id = entered.id();
            var own = own(entered);
            var derived = PersonDerived.of(tokens, own);
            var person = new Person(id, 1, now, now, null, null, content);
            var made =
                    new ArrayList<>(
                            seal.changes(id.value(), Content.EMPTY, content, own.keySet()));
            made.addAll(Position.changes(null, position));
            personRows.add(people.inserted(person, derived, by));
            positionRows.add(PositionStore.params(position));
            revisionRows.add(
                    revisions.params(Revision.of(id.value(), 1, now, entered.origin(), made)));
            terms.computeIfAbsent(entered.customer(), customer -> new SearchTerms())
                    .add(derived.terms());
        }

        void write() {
            var inserted = many.batchUpdate(PersonStore.INSERT, rows(personRows));
            for (int i = 0; i < inserted.length; i++) {
                if (inserted[i] == 0) {
                    throw new Refusal(PeopleProblem.ID_TAKEN, personRows.get(i).getValue("id"));
                }
            }
            many.batchUpdate(PositionStore.INSERT, rows(positionRows));
            many.batchUpdate(PersonRevisionStore.INSERT, rows(revisionRows));
            search.add(terms);
        }

        private static Params[] rows(List<Params> rows) {
            return rows.toArray(Params[]::new);
        }
    }
}
