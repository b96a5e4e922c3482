package io.kedang.customer.people;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.SearchUpkeep;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.FieldChanges;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Reversal;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.TakeBack;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Changes many people at once, and takes back what an import did to them: the same lock, seal,
/// revisions and search as the door for one, and one entry in the register for all.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PeopleChanges {
    private final PeopleBulkStore store;
    private final RecordSeal seal;
    private final PhoneTokens tokens;
    private final SearchUpkeep search;
    private final PolicyCompiler policies;
    private final Audit audit;
    private final Clock clock;

    PeopleChanges(
            PeopleBulkStore store,
            RecordSeal personSeal,
            PhoneTokens tokens,
            SearchUpkeep search,
            PolicyCompiler policies,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.seal = personSeal;
        this.tokens = tokens;
        this.search = search;
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param customer at whom the values of the position count
    /// @param fillOnly whether values go into empty fields only; else they replace what is there
    public record Wish(
            PersonId id, CustomerId customer, Map<Field, Object> values, boolean fillOnly) {}

    /// Of several wishes for one person the later ones see what the earlier ones did.
    ///
    /// @param dry only to find out who would change
    /// @return the version each wish led to, by its place; nothing where it changes nothing, or
    /// where the current user may not change the person
    public Map<Integer, Integer> change(List<Wish> wishes, Origin origin, boolean dry) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var versions = new HashMap<Integer, Integer>();
        if (wishes.isEmpty()) {
            return versions;
        }
        var work = work(wishes.stream().map(Wish::id).collect(Collectors.toSet()), origin);
        for (int place = 0; place < wishes.size(); place++) {
            var wish = wishes.get(place);
            var person = work.people.get(wish.id());
            var position = work.positions.get(new Place(wish.id(), wish.customer()));
            if (person != null && position != null && work.apply(person, position, wish)) {
                versions.put(place, Objects.requireNonNull(work.people.get(wish.id())).version());
            }
        }
        if (!dry && !versions.isEmpty()) {
            work.write();
            register(AuditAction.IMPORTED, "changed", versions.size(), origin);
        }
        return versions;
    }

    /// Takes back what an import did, as far as nobody touched it since: created people go to the
    /// recycle bin, changed fields get back what they had.
    ///
    /// @param done everything that the import did to these people
    /// @return what stays, with the fields concerned; a created person who stays has none
    public List<Done.Conflict> undo(Collection<Done> done, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var ids = done.stream().map(Done::record).map(PersonId::new).collect(Collectors.toSet());
        var work = work(ids, origin);
        var changed = done.stream().filter(each -> !each.created()).toList();
        var revisions = store.revisions(changed, policies.visible(Action.EDIT));
        var voided = new ArrayList<Person>();
        var conflicts =
                TakeBack.of(
                        done,
                        id -> work.people.get(new PersonId(id)),
                        Person::version,
                        voided::add,
                        person ->
                                work.restore(
                                        person,
                                        revisions.getOrDefault(person.id().value(), List.of())));
        work.write();
        discard(voided, origin, work.now);
        register(AuditAction.IMPORT_UNDONE, "undone", ids.size() - conflicts.size(), origin);
        return conflicts;
    }

    private void discard(List<Person> voided, Origin origin, Instant now) {
        if (voided.isEmpty()) {
            return;
        }
        var ids = voided.stream().map(Person::id).toList();
        var reason = Objects.requireNonNullElse(origin.reason(), origin.source());
        store.setVoided(ids, reason, now, CurrentUser.get().id());
        store.insertRevisions(
                voided.stream()
                        .map(
                                person ->
                                        Revision.moved(
                                                person.id().value(),
                                                person.version() + 1,
                                                now,
                                                origin,
                                                true))
                        .toList());
        search.rewrite(store.customers(ids));
    }

    private void register(AuditAction action, String what, int count, Origin origin) {
        audit.record(
                AuditEntry.of(action, People.KIND, null)
                        .detail(what, count)
                        .reason(origin.source()));
    }

    private Work work(Collection<PersonId> ids, Origin origin) {
        var visible = policies.visible(Action.EDIT);
        var people = store.lock(ids, visible);
        var positions = new HashMap<Place, Position>();
        for (var each : store.positions(people.keySet(), visible)) {
            positions.put(new Place(each.person(), each.customer().id()), each);
        }
        return new Work(people, positions, clock.instant().truncatedTo(ChronoUnit.MICROS), origin);
    }

    /// Where somebody works.
    private record Place(PersonId person, CustomerId customer) {}

    /// People as they become in memory, before they are written together.
    private final class Work {
        private final Map<PersonId, Person> people;
        private final Map<Place, Position> positions;
        private final Instant now;
        private final Origin origin;
        private final List<Revision> revisions = new ArrayList<>();
        private final Set<Place> moved = new LinkedHashSet<>();
        private final Set<PersonId> found = new HashSet<>();

        Work(
                Map<PersonId, Person> people,
                Map<Place, Position> positions,
                Instant now,
                Origin origin) {
            this.people = new LinkedHashMap<>(people);
            this.positions = positions;
            this.now = now;
            this.origin = origin;
        }

        /// False when nothing changes.
        boolean apply(Person person, Position position, Wish wish) {
            var own = new LinkedHashMap<Field, @Nullable Object>();
            var ofPosition = new LinkedHashMap<Field, @Nullable Object>();
            var held = position.values();
            wish.values()
                    .forEach(
                            (field, value) -> {
                                if (PersonFields.OF_POSITION.contains(field)) {
                                    if (!wish.fillOnly() || !held.containsKey(field)) {
                                        ofPosition.put(field, value);
                                    }
                                } else if (PersonFields.OF_PERSON.contains(field)
                                        && FieldClasses.isClear(person.sight(), field)
                                        && !(wish.fillOnly() && has(person, field))) {
                                    own.put(field, value);
                                }
                            });
            return apply(person, own, Map.of(position, ofPosition));
        }

        private static boolean has(Person person, Field field) {
            return person.content().sealed().containsKey(field.key())
                    || person.content().clear().containsKey(field.key());
        }

        private boolean apply(
                Person before,
                Map<Field, @Nullable Object> own,
                Map<Position, Map<Field, @Nullable Object>> held) {
            var id = before.id().value();
            var changed = FieldChanges.of(own, seal.open(id, before.content(), own.keySet()));
            var content = seal.with(id, false, before.content(), changed);
            var made =
                    new ArrayList<>(seal.changes(id, before.content(), content, changed.keySet()));
            held.forEach(
                    (position, values) -> {
                        var after = position.with(FieldChanges.of(values, position.values()));
                        var changes = Position.changes(position, after);
                        if (!changes.isEmpty()) {
                            var place = new Place(before.id(), position.customer().id());
                            positions.put(place, after);
                            moved.add(place);
                            made.addAll(changes);
                        }
                    });
            if (made.isEmpty()) {
                return false;
            }
            var after = before.changed(content, now);
            people.put(before.id(), after);
            revisions.add(Revision.of(id, after.version(), now, origin, made));
            if (PersonDerived.isAbout(changed.keySet())) {
                found.add(before.id());
            }
            return true;
        }

        /// @return the fields that somebody changed since
        List<String> restore(Person person, List<Revision> ours) {
            var id = person.id().value();
            var own = reversal(id, ours, null);
            var outcome = own.against(seal.open(id, person.content(), own.keys()));
            var kept = new ArrayList<>(outcome.touched());
            var wanted = new LinkedHashMap<Position, Map<Field, @Nullable Object>>();
            for (var customer : customers(ours)) {
                var reversal = reversal(id, ours, customer);
                var position = positions.get(new Place(person.id(), new CustomerId(customer)));
                if (position == null) {
                    kept.addAll(reversal.keys());
                } else {
                    var held = reversal.against(position.values());
                    kept.addAll(held.touched());
                    wanted.put(position, held.restored());
                }
            }
            apply(person, outcome.restored(), wanted);
            return kept.stream().map(Field::key).toList();
        }

        /// @param customer whose position it is about; null for the person himself
        private Reversal<Field> reversal(
                UUID person, List<Revision> ours, @Nullable UUID customer) {
            return Reversal.of(
                    ours,
                    change ->
                            PersonFields.find(change.field())
                                    .filter(Field::written)
                                    .filter(field -> Objects.equals(change.customer(), customer)),
                    (field, form, secret) -> seal.read(person, field, form, secret));
        }

        private static Set<UUID> customers(List<Revision> ours) {
            var customers = new LinkedHashSet<UUID>();
            for (var revision : ours) {
                for (var change : revision.changes()) {
                    if (change.customer() != null) {
                        customers.add(change.customer());
                    }
                }
            }
            return customers;
        }

        void write() {
            if (revisions.isEmpty()) {
                return;
            }
            var changed = new LinkedHashMap<Person, PersonDerived>();
            revisions.stream()
                    .map(revision -> new PersonId(revision.subject()))
                    .distinct()
                    .forEach(
                            id -> {
                                var person = Objects.requireNonNull(people.get(id));
                                changed.put(person, PersonDerived.of(tokens, values(person)));
                            });
            store.change(changed, CurrentUser.get().id());
            store.changePositions(
                    moved.stream()
                            .map(place -> Objects.requireNonNull(positions.get(place)))
                            .toList());
            store.insertRevisions(revisions);
            search.rewrite(store.customers(found));
        }

        private Map<Field, Object> values(Person person) {
            return seal.open(person.id().value(), person.content(), PersonFields.OF_PERSON);
        }
    }
}
