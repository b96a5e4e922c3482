package io.kedang.customer.people;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.Customer;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerProblem;
import io.kedang.customer.Customers;
import io.kedang.customer.record.Conflicts;
import io.kedang.customer.record.Content;
import io.kedang.customer.record.FieldChanges;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordInput;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision.FieldChange;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.KeyStore;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The door to where people work: entering one at a customer, moving him to another without a copy,
/// leaving. A position that ended stays as history, at the person and at the customer.
@Service
@Transactional
public class Positions {
    private final People people;
    private final PersonStore persons;
    private final PositionStore store;
    private final PersonRevisionStore revisions;
    private final PersonWriter writer;
    private final PersonInput input;
    private final Customers customers;
    private final RecordSeal seal;
    private final KeyStore keys;
    private final PhoneTokens tokens;
    private final PolicyCompiler policies;

    Positions(
            People people,
            PersonStore persons,
            PositionStore store,
            PersonRevisionStore revisions,
            PersonWriter writer,
            PersonInput input,
            Customers customers,
            RecordSeal personSeal,
            KeyStore keys,
            PhoneTokens tokens,
            PolicyCompiler policies) {
        this.people = people;
        this.persons = persons;
        this.store = store;
        this.revisions = revisions;
        this.writer = writer;
        this.input = input;
        this.customers = customers;
        this.seal = personSeal;
        this.keys = keys;
        this.tokens = tokens;
        this.policies = policies;
    }

    /// The positions of a person at the customers that the reader sees, current ones first.
    @Transactional(readOnly = true)
    public List<Position> list(PersonId id) {
        var seen = store.ofPerson(id, policies.visible(Action.READ));
        if (seen.isEmpty()) {
            throw new Refusal(PeopleProblem.NOT_FOUND, id.value());
        }
        var files = seen.stream().map(position -> position.customer().id()).distinct().toList();
        customers.getAny(files, Action.READ);
        return seen;
    }

    /// Enters a person at a customer, as its main contact when it has none. The same call again
    /// answers the one who is there; a person of another customer with the same values gets a
    /// second position.
    ///
    /// @param wished values of the person and of the position, in their normal form
    public Contact create(
            CustomerId customer, PersonId id, Map<Field, @Nullable Object> wished, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var employer = open(customer);
        var given = new LinkedHashMap<>(wished);
        given.values().removeIf(Objects::isNull);
        if (persons.exists(id)) {
            return again(employer, id, given, origin);
        }
        var values = withDefaults(given);
        RecordInput.refuseIncomplete("", PersonFields.ALL, values);
        keys.newKey(id.value());
        var now = writer.now();
        var own = of(values, false);
        var content = seal.with(id.value(), false, Content.EMPTY, own);
        var person = new Person(id, 1, now, now, null, null, content, FieldSight.CLEAR);
        var derived =
                PersonDerived.of(tokens, seal.open(id.value(), content, PersonFields.OF_PERSON));
        if (!persons.insert(person, derived, CurrentUser.get().id())) {
            throw new Refusal(PeopleProblem.ID_TAKEN, id.value());
        }
        var position = begin(id, employer, values, false);
        var made = new ArrayList<>(seal.changes(id.value(), Content.EMPTY, content, own.keySet()));
        made.addAll(Position.changes(null, position));
        writer.created(person, made, origin);
        return new Contact(person, position, true);
    }

    private Contact again(
            Customer employer, PersonId id, Map<Field, @Nullable Object> given, Origin origin) {
        var person =
                persons.findAndLock(id, policies.visible(Action.EDIT))
                        .filter(known -> known.voidedAt() == null)
                        .orElseThrow(() -> new Refusal(PeopleProblem.ID_TAKEN, id.value()));
        var own = of(given, false);
        var known = seal.open(id.value(), person.content(), own.keySet());
        var held = heldAt(employer.id(), id);
        boolean same =
                FieldClasses.closed(person.sight(), own.keySet()).isEmpty()
                        && FieldChanges.of(own, known).isEmpty()
                        && held.map(Position::values)
                                .map(values -> FieldChanges.of(of(given, true), values))
                                .map(Map::isEmpty)
                                .orElse(true);
        if (!same) {
            throw new Refusal(PeopleProblem.ID_TAKEN, id.value());
        }
        if (held.isPresent()) {
            return new Contact(person, held.get(), true);
        }
        var reached = store.reach(id);
        var position = begin(id, employer, withDefaults(given), false);
        var after =
                writer.changePositions(person, reached, Position.changes(null, position), origin);
        return new Contact(after, position, true);
    }

    /// Corrects the position that somebody holds at a customer. A new one is a [#move].
    ///
    /// @param version of the person that the change is based on
    public Contact change(
            CustomerId customer,
            PersonId id,
            int version,
            Map<Field, @Nullable Object> wished,
            Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        open(customer);
        var person = people.lock(id);
        var before = get(customer, id);
        if (person.version() != version) {
            throw stale(person, before, version, wished);
        }
        var changed = FieldChanges.of(wished, before.values());
        if (changed.isEmpty()) {
            return new Contact(person, before, true);
        }
        var after = before.with(changed);
        var reached = store.reach(id);
        store.change(after);
        return new Contact(
                writer.changePositions(person, reached, Position.changes(before, after), origin),
                after,
                true);
    }

    /// Ends one position and begins the next, at another customer or at the same. The same call
    /// again changes nothing.
    public Person move(PersonId id, Move move, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var employer = open(move.to());
        var person = people.lock(id);
        var there = heldAt(move.to(), id);
        if (there.isPresent() && isRepeated(move, there.get(), id)) {
            return person;
        }
        var leaving = held(move.from(), id);
        boolean stays = leaving.isPresent() && leaving.get().customer().id().equals(move.to());
        if (there.isPresent() && !stays) {
            throw new Refusal(PeopleProblem.ALREADY_THERE, person.name());
        }
        var values = new LinkedHashMap<Field, @Nullable Object>();
        if (stays) {
            values.putAll(there.orElseThrow().values());
            values.remove(PersonFields.SINCE);
        }
        values.putAll(move.values());
        values.values().removeIf(Objects::isNull);
        var next = withDefaults(values);
        var reached = store.reach(id);
        var made = new ArrayList<FieldChange>();
        var since = (LocalDate) Objects.requireNonNull(next.get(PersonFields.SINCE));
        leaving.ifPresent(position -> made.addAll(end(position, since)));
        boolean main = stays && leaving.orElseThrow().main();
        made.addAll(Position.changes(null, begin(id, employer, next, main)));
        return writer.changePositions(person, reached, made, origin);
    }

    /// Whether he is already where he should go, and nothing is left to end.
    private boolean isRepeated(Move move, Position there, PersonId id) {
        boolean hasLeft =
                move.from() == null
                        ? current(id).size() == 1
                        : move.from().equals(move.to()) || heldAt(move.from(), id).isEmpty();
        return hasLeft && FieldChanges.of(move.values(), there.values()).isEmpty();
    }

    /// Ends a position without a next one. Who has left already stays so.
    ///
    /// @param from null where he holds one only
    /// @param until his last day; null for today
    public Person leave(
            PersonId id, @Nullable CustomerId from, @Nullable LocalDate until, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var person = people.lock(id);
        var today = input.today();
        var day = until == null ? today : until;
        if (day.isAfter(today)) {
            throw new Refusal(PeopleProblem.DATE_AHEAD, day);
        }
        var leaving = held(from, id);
        if (leaving.isEmpty()) {
            return person;
        }
        var reached = store.reach(id);
        return writer.changePositions(person, reached, end(leaving.get(), day), origin);
    }

    /// Makes a person the one contact of a customer whom to turn to first; the other one is it no
    /// longer.
    public Contact makeMain(CustomerId customer, PersonId id, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        open(customer);
        var person = people.lock(id);
        var before = get(customer, id);
        if (before.main()) {
            return new Contact(person, before, true);
        }
        var reached = store.reach(id);
        store.lock(List.of(customer), policies.visible(Action.EDIT));
        store.takeMain(customer);
        var after = before.asMain(true);
        store.change(after);
        return new Contact(
                writer.changePositions(person, reached, Position.changes(before, after), origin),
                after,
                true);
    }

    // -- parts of the above ------------------------------------------------------------------

    private Customer open(CustomerId id) {
        var customer = customers.get(id, Action.EDIT);
        if (customer.voidedAt() != null) {
            throw new Refusal(CustomerProblem.VOIDED, customer.fileNumber());
        }
        return customer;
    }

    private Position begin(
            PersonId person, Customer employer, Map<Field, @Nullable Object> values, boolean main) {
        var id = List.of(employer.id());
        store.lock(id, policies.visible(Action.EDIT));
        var position =
                Position.of(
                        NewId.next(),
                        person,
                        new Employer(employer.id(), employer.name()),
                        values,
                        main || store.haveMain(id).isEmpty(),
                        null);
        store.insert(position);
        return position;
    }

    private List<FieldChange> end(Position position, LocalDate day) {
        if (position.since() != null && day.isBefore(position.since())) {
            throw new Refusal(
                    PeopleProblem.ENDS_BEFORE_IT_BEGAN,
                    position.customer().name(),
                    position.since());
        }
        var ended = position.endedOn(day);
        store.change(ended);
        return Position.changes(position, ended);
    }

    private List<Position> current(PersonId id) {
        return store.ofPerson(id, policies.visible(Action.EDIT)).stream()
                .filter(Position::isCurrent)
                .toList();
    }

    private Optional<Position> heldAt(CustomerId customer, PersonId id) {
        return current(id).stream()
                .filter(position -> position.customer().id().equals(customer))
                .findFirst();
    }

    private Position get(CustomerId customer, PersonId id) {
        return heldAt(customer, id)
                .orElseThrow(() -> new Refusal(PeopleProblem.NOT_HERE, id.value()));
    }

    /// The position that is meant; empty when he holds none at all.
    private Optional<Position> held(@Nullable CustomerId customer, PersonId id) {
        if (customer != null) {
            return Optional.of(get(customer, id));
        }
        var current = current(id);
        if (current.size() > 1) {
            throw new Refusal(PeopleProblem.FROM_MISSING, current.size());
        }
        return current.stream().findFirst();
    }

    private Map<Field, @Nullable Object> withDefaults(Map<Field, @Nullable Object> given) {
        var values = new LinkedHashMap<>(given);
        values.putIfAbsent(PersonFields.ROLE, "CONTACT");
        values.putIfAbsent(PersonFields.SINCE, input.today());
        return values;
    }

    private static Map<Field, @Nullable Object> of(
            Map<Field, @Nullable Object> values, boolean position) {
        var some = new LinkedHashMap<>(values);
        some.keySet().removeIf(field -> PersonFields.isOfPosition(field) != position);
        return some;
    }

    private Refusal stale(
            Person person, Position current, int base, Map<Field, @Nullable Object> wished) {
        var customer = current.customer().id().value();
        var since =
                revisions.since(person.id(), base, policies.visible(Action.EDIT)).stream()
                        .map(revision -> revision.only(it -> customer.equals(it.customer())))
                        .toList();
        var values = new LinkedHashMap<String, Object>();
        current.values().forEach((field, value) -> values.put(field.key(), value));
        return new Refusal(PeopleProblem.VERSION_STALE, person.name())
                .with("current", person.version())
                .with(
                        "conflicts",
                        new Conflicts(seal, since)
                                .of(
                                        person.id().value(),
                                        false,
                                        new Content(values, Map.of()),
                                        wished));
    }
}
