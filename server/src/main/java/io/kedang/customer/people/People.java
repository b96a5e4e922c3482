package io.kedang.customer.people;

import io.kedang.access.AccessProblem;
import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldClass;
import io.kedang.access.policy.FieldLock;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerProblem;
import io.kedang.customer.Customers;
import io.kedang.customer.people.PersonStore.Term;
import io.kedang.customer.record.Conflicts;
import io.kedang.customer.record.FieldChanges;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordInput;
import io.kedang.customer.record.RecordProblem;
import io.kedang.customer.record.RecordSeal;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Page;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.sql.Keyset;
import io.kedang.kernel.sql.Reads;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The door to the people of the customers: reading and changing one, wherever he works. Where he
/// works is the matter of [Positions].
///
/// A person may be seen and edited by whoever may see and edit a customer where he holds a
/// position. Those where he held one before count only as long as he holds none: what he tells the
/// next customer's people is none of their business.
@Service
@Transactional
public class People {
    static final String KIND = "person";

    private static final Keyset KEYSET =
            Keyset.of(
                    "h.id",
                    "name",
                    Map.of("name", new Keyset.Column("h.name_key", Keyset.Type.TEXT)),
                    Set.of());

    private final PersonStore store;
    private final PositionStore positions;
    private final PersonRevisionStore revisions;
    private final PersonWriter writer;
    private final PersonWords words;
    private final RecordSeal seal;
    private final Customers customers;
    private final PolicyCompiler policies;
    private final FieldLock fields;
    private final Audit audit;
    private final Reads reads;

    People(
            PersonStore store,
            PositionStore positions,
            PersonRevisionStore revisions,
            PersonWriter writer,
            PersonWords words,
            RecordSeal personSeal,
            Customers customers,
            PolicyCompiler policies,
            FieldLock fields,
            Audit audit,
            Reads reads) {
        this.store = store;
        this.positions = positions;
        this.revisions = revisions;
        this.writer = writer;
        this.words = words;
        this.seal = personSeal;
        this.customers = customers;
        this.policies = policies;
        this.fields = fields;
        this.audit = audit;
        this.reads = reads;
    }

    /// Refuses alike whether the person does not exist or is hidden from the reader. Asks what for
    /// where the files of his customers would.
    @Transactional(readOnly = true)
    public Person get(PersonId id) {
        var person = store.find(id, policies.visible(Action.READ)).orElseThrow(() -> notFound(id));
        through(id, Action.READ);
        return person;
    }

    /// The customer's file by which the current user comes to a person whom he may see.
    private CustomerId through(PersonId id, Action action) {
        var reached =
                positions.reach(id, policies.visible(action)).stream()
                        .map(PositionStore.Reached::id)
                        .toList();
        return customers.getAny(reached, action).id();
    }

    /// The people of a customer, those who still hold a position first.
    ///
    /// @param former also those who have left
    /// @param size at most so many
    @Transactional(readOnly = true)
    public List<Contact> list(CustomerId customer, boolean former, int size) {
        var visible = policies.visible(Action.READ);
        return reads.ask(
                customers
                        .reading(customer)
                        .then(positions.atCustomer(customer, former, size, visible)));
    }

    /// Of each of the customers who is in charge there, else the main contact; none of those
    /// without people.
    @Transactional(readOnly = true)
    public Map<CustomerId, Contact> chiefs(Collection<CustomerId> customers) {
        CurrentUser.get().need(Right.CUSTOMER_READ);
        return positions.chiefs(customers, policies.visible(Action.READ)).stream()
                .collect(
                        Collectors.toMap(
                                contact -> contact.position().customer().id(),
                                Function.identity()));
    }

    /// People of all customers that the reader finds, by name, each with one of his positions.
    ///
    /// @param q part of a name, its pinyin or initials, a number; blank for everybody
    @Transactional(readOnly = true)
    public Page<Contact> page(String q, @Nullable String after, int size) {
        CurrentUser.get().need(Right.CUSTOMER_READ);
        return store.page(term(q), policies.visible(Action.FIND), KEYSET.sort(null), after, size);
    }

    /// Whoever may be shown masked numbers finds nobody by them.
    private @Nullable Term term(String q) {
        var term = words.term(q);
        var masks = fields.masks();
        boolean masked = masks.closes(FieldClass.CONTACT) || masks.closes(FieldClass.PERSONAL);
        return masked && term != null ? term.byName() : term;
    }

    /// Changes fields of a person, whatever his position.
    ///
    /// @param version the one that the change is based on; refuses with both values per field when
    /// somebody changed him since
    public Person change(
            PersonId id, int version, Map<Field, @Nullable Object> wished, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var before = lock(id);
        FieldClasses.refuseClosed(before.sight(), wished.keySet());
        if (before.version() != version) {
            throw stale(before, version, wished);
        }
        var changed =
                FieldChanges.of(wished, seal.open(id.value(), before.content(), wished.keySet()));
        return changed.isEmpty() ? before : writer.change(before, changed, origin);
    }

    /// The clear values of sensitive fields, for a reader who asks for them; a register entry.
    public Map<String, Object> reveal(
            PersonId id, Collection<String> fields, @Nullable String reason) {
        CurrentUser.get().need(Right.CUSTOMER_REVEAL);
        var visible = policies.visible(Action.READ_SENSITIVE);
        var person = store.find(id, visible).orElseThrow(() -> refusal(id, Action.READ_SENSITIVE));
        var customer = through(id, Action.READ_SENSITIVE);
        var values = new LinkedHashMap<String, Object>();
        var errors = new ArrayList<FieldError>();
        for (var key : fields) {
            var field = PersonFields.find(key);
            if (field.isEmpty() || PersonFields.isOfPosition(field.get())) {
                errors.add(FieldError.of(key, RecordProblem.FIELD_UNKNOWN, key));
            } else if (!FieldClasses.isClear(person.sight(), field.get())) {
                errors.add(FieldError.of(key, RecordProblem.FIELD_CLOSED));
            } else {
                var value = FieldJson.write(seal.open(id.value(), person.content(), field.get()));
                if (value != null) {
                    values.put(key, value);
                }
            }
        }
        RecordInput.refuse(errors);
        audit.record(
                AuditEntry.of(AuditAction.SENSITIVE_READ, KIND, id.value())
                        .customer(customer.value())
                        .fields(List.copyOf(values.keySet()))
                        .reason(reason));
        return values;
    }

    /// Moves somebody who was entered by mistake to the recycle bin: he leaves every list and
    /// search, and keeps what he holds.
    public Person putInBin(PersonId id, String reason) {
        CurrentUser.get().need(Right.CUSTOMER_VOID);
        if (reason.isBlank()) {
            throw new Refusal(PeopleProblem.REASON_MISSING);
        }
        var before = lockVoided(id);
        return before.voidedAt() == null ? setVoided(before, reason.strip()) : before;
    }

    public Person takeBack(PersonId id) {
        CurrentUser.get().need(Right.CUSTOMER_VOID);
        var before = lockVoided(id);
        return before.voidedAt() == null ? before : setVoided(before, null);
    }

    private Person setVoided(Person before, @Nullable String reason) {
        var now = writer.now();
        var after = before.moved(reason == null ? null : now, reason, now);
        positions.takeMainOf(before.id());
        store.setVoided(after, CurrentUser.get().id());
        writer.voided(after, Origin.byHand(reason));
        return after;
    }

    // -- for Positions as well ------------------------------------------------------------------

    /// The person, if the current user may edit him; others who want to change him wait.
    Person lock(PersonId id) {
        var person = lockVoided(id);
        if (person.voidedAt() != null) {
            throw new Refusal(PeopleProblem.VOIDED, person.name());
        }
        var reached = positions.reach(id);
        if (reached.stream().allMatch(customer -> customer.voidedAt() != null)) {
            throw new Refusal(CustomerProblem.VOIDED, reached.getFirst().fileNumber());
        }
        return person;
    }

    private Person lockVoided(PersonId id) {
        var person =
                store.findAndLock(id, policies.visible(Action.EDIT))
                        .orElseThrow(() -> refusal(id, Action.EDIT));
        through(id, Action.EDIT);
        return person;
    }

    Refusal stale(Person current, int base, Map<Field, @Nullable Object> wished) {
        var since = revisions.since(current.id(), base, policies.visible(Action.EDIT));
        var ofPerson =
                since.stream()
                        .map(revision -> revision.only(change -> change.customer() == null))
                        .toList();
        return new Refusal(PeopleProblem.VERSION_STALE, current.name())
                .with("current", current.version())
                .with(
                        "conflicts",
                        new Conflicts(seal, ofPerson)
                                .of(current.id().value(), false, current.content(), wished));
    }

    private Refusal refusal(PersonId id, Action action) {
        return store.find(id, policies.visible(Action.READ)).isPresent()
                ? new Refusal(AccessProblem.RIGHT_MISSING, action.name())
                : notFound(id);
    }

    private static Refusal notFound(PersonId id) {
        return new Refusal(PeopleProblem.NOT_FOUND, id.value());
    }
}
