package io.kedang.customer;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldSight;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.audit.Concerned;
import io.kedang.customer.custom.RetiredOptions;
import io.kedang.customer.duplicate.Duplicates;
import io.kedang.customer.record.Conflicts;
import io.kedang.customer.record.Content;
import io.kedang.customer.record.FieldChanges;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordInput;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;
import io.kedang.kernel.sql.Write;
import io.kedang.kernel.sql.Writes;
import io.kedang.live.Changes;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/// The door to the customer files: reading, creating and changing one. Every way in (page, API,
/// import) ends here or in the bulk twin of it, so that lock, seal, revision, search and audit
/// can't be passed by.
@Service
@Transactional
public class Customers {
    static final String KIND = "customer";

    /// Many files, or nobody says which.
    static final String SEVERAL = "customers";

    private final CustomerStore store;
    private final FileOpening opening;
    private final RevisionStore revisions;
    private final SearchIndex search;
    private final RecordSeal seal;
    private final KeyStore keys;
    private final PolicyCompiler policies;
    private final Duplicates duplicates;
    private final Directory directory;
    private final Readership readership;
    private final Companies companies;
    private final Audit audit;
    private final Changes changes;
    private final Reads reads;
    private final Writes writes;
    private final FileFields fields;
    private final Clock clock;

    Customers(
            CustomerStore store,
            FileOpening opening,
            RevisionStore revisions,
            SearchIndex search,
            CustomerSeal fileSeal,
            KeyStore keys,
            PolicyCompiler policies,
            Duplicates duplicates,
            Directory directory,
            Readership readership,
            Companies companies,
            Audit audit,
            Changes changes,
            Reads reads,
            Writes writes,
            FileFields fields,
            Clock clock) {
        this.store = store;
        this.opening = opening;
        this.revisions = revisions;
        this.search = search;
        seal = fileSeal.ofRecord();
        this.keys = keys;
        this.policies = policies;
        this.duplicates = duplicates;
        this.directory = directory;
        this.readership = readership;
        this.companies = companies;
        this.audit = audit;
        this.changes = changes;
        this.reads = reads;
        this.writes = writes;
        this.fields = fields;
        this.clock = clock;
    }

    /// Refuses alike whether the file does not exist or is hidden from the reader, so that nobody
    /// finds out by trying ids; one that he may know of is refused with whom to ask.
    @Transactional(readOnly = true)
    public Customer get(CustomerId id) {
        return get(id, Action.READ);
    }

    /// The file, if the current user may do `action` with it.
    @Transactional(readOnly = true)
    public Customer get(CustomerId id, Action action) {
        return reads.ask(opening.of(id, action));
    }

    /// The same, of a file that is not in the recycle bin.
    @Transactional(readOnly = true)
    public Customer getInUse(CustomerId id, Action action) {
        var file = get(id, action);
        if (file.voidedAt() != null) {
            throw new Refusal(CustomerProblem.VOIDED, file.fileNumber());
        }
        return file;
    }

    /// One of several files by which somebody looks at what hangs on all of them, such as a person
    /// with two employers: the first that he may open without saying what for, or has said it of.
    /// Refuses as the first would. The register of readings names it.
    @Transactional(readOnly = true)
    public Customer getAny(List<CustomerId> ids, Action action) {
        var file = opening.ofAny(ids, action);
        Concerned.is(file.id().value());
        return file;
    }

    /// False for a file of which the current user may only know; refuses where he may not even
    /// that.
    @Transactional(readOnly = true)
    public boolean isReadable(CustomerId id) {
        return reads.ask(opening.isReadable(id));
    }

    /// Refuses a file that the current user may not read; shows nothing of it.
    @Transactional(readOnly = true)
    public void refuseUnreadable(CustomerId id) {
        reads.ask(opening.readable(id));
    }

    /// The file as [#get(CustomerId)] finds and refuses it, to be asked with what hangs on it.
    @Transactional(propagation = Propagation.SUPPORTS)
    public Read<Customer> reading(CustomerId id) {
        return opening.of(id, Action.READ);
    }

    /// Opens a file: numbers it, seals what is sensitive, writes its first revision. The same call
    /// again answers the file that is there already.
    ///
    /// @param wished values in their normal form by field
    /// @param origin its reason lets the file be opened although another one has the same credit
    /// code or personal mobile, which is refused otherwise
    public Customer create(
            CustomerId id, CustomerKind kind, Map<Field, @Nullable Object> wished, Origin origin) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        var values = withDefaults(user, kind, wished);
        RecordInput.refuseIncomplete(kind.name(), fields.values(), values);
        RetiredOptions.refuse(wished, Map.of());
        if (store.exists(id)) {
            return repeated(id, values);
        }
        if (origin.reason() == null) {
            refuseDuplicate(kind, values);
        }
        keys.newKey(id.value());
        var now = CustomerStore.micros(clock.instant());
        var today = LocalDate.ofInstant(now, companies.zone());
        var content = seal.with(id.value(), CustomerSeal.isPrivate(kind), Content.EMPTY, values);
        int number = store.nextFileNumbers(today.getYear(), 1);
        var customer =
                new Customer(
                        id,
                        kind,
                        FileNumberRule.number(today.getYear(), number),
                        1,
                        now,
                        now,
                        null,
                        null,
                        readership.of(content.clear(), List.of()),
                        content.clear(),
                        content.sealed(),
                        FieldSight.CLEAR);
        if (!store.insert(customer, Derived.of(kind, customer.name()), user.id())) {
            throw new Refusal(CustomerProblem.ID_TAKEN, id.value());
        }
        revisions.insert(
                Revision.of(
                        id.value(),
                        1,
                        now,
                        origin,
                        seal.changes(id.value(), Content.EMPTY, content, values.keySet())));
        writes.send(
                search.writing(customer, values),
                changes.telling(KIND, id.value(), 1, customer.readers()),
                audit.recording(
                        AuditEntry.of(AuditAction.CUSTOMER_CREATED, KIND, id.value())
                                .customer(id.value())
                                .fields(keys(values))));
        return customer;
    }

    private void refuseDuplicate(CustomerKind kind, Map<Field, @Nullable Object> values) {
        var hits = duplicates.ofNewFile(kind, values);
        if (!hits.isEmpty()) {
            throw new Refusal(CustomerProblem.DUPLICATE, hits.size());
        }
    }

    private Customer repeated(CustomerId id, Map<Field, @Nullable Object> values) {
        var existing = reads.ask(store.find(id, policies.visible(Action.EDIT)));
        boolean same =
                existing.isPresent()
                        && FieldClasses.closed(existing.get().sight(), values.keySet()).isEmpty()
                        && FieldChanges.of(values, open(existing.get(), values.keySet())).isEmpty();
        if (!same) {
            throw new Refusal(CustomerProblem.ID_TAKEN, id.value());
        }
        return get(id, Action.EDIT);
    }

    /// Changes fields of a file.
    ///
    /// @param version the one that the change is based on; refuses with both values per field when
    /// somebody changed the file since
    public Customer change(
            CustomerId id, int version, Map<Field, @Nullable Object> wished, Origin origin) {
        return change(id, version, kind -> wished, origin);
    }

    /// The same for values that can only be read once the kind of the file is known.
    Customer change(
            CustomerId id,
            int version,
            Function<CustomerKind, Map<Field, @Nullable Object>> read,
            Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var before = getInUse(id, Action.EDIT);
        var wished = read.apply(before.kind());
        FieldClasses.refuseClosed(before.sight(), wished.keySet());
        if (before.version() != version) {
            throw stale(before, version, wished);
        }
        return change(before, wished, origin, AuditAction.CUSTOMER_CHANGED);
    }

    Customer change(
            Customer before,
            Map<Field, @Nullable Object> wished,
            Origin origin,
            AuditAction action) {
        var held = open(before, wished.keySet());
        var changed = FieldChanges.of(wished, held);
        if (changed.isEmpty()) {
            return before;
        }
        RetiredOptions.refuse(changed, held);
        var id = before.id();
        var now = CustomerStore.micros(clock.instant());
        var content =
                seal.with(
                        id.value(),
                        CustomerSeal.isPrivate(before.kind()),
                        before.content(),
                        changed);
        var after =
                new Customer(
                        id,
                        before.kind(),
                        before.fileNumber(),
                        before.version(),
                        before.createdAt(),
                        now,
                        before.voidedAt(),
                        before.voidReason(),
                        readership.of(content.clear(), before.readers()),
                        content.clear(),
                        content.sealed(),
                        before.sight());
        var columns = new LinkedHashMap<Field, @Nullable Object>();
        changed.keySet().forEach(field -> columns.put(field, content.clear().get(field.key())));
        boolean renamed = changed.containsKey(CustomerFields.get("name"));
        var revision =
                Revision.of(
                        id.value(),
                        before.version() + 1,
                        now,
                        origin,
                        seal.changes(id.value(), before.content(), content, changed.keySet()));
        if (!store.change(
                columns,
                after,
                renamed ? Derived.of(after.kind(), after.name()) : null,
                revision)) {
            throw stale(get(id, Action.EDIT), before.version(), wished);
        }
        var stored = after.at(before.version() + 1);
        var rest = new ArrayList<Write>();
        rest.add(changes.telling(KIND, id.value(), stored.version(), stored.readers()));
        if (closes(changed, before, stored)) {
            rest.add(changes.telling(SEVERAL, NewId.next(), 0, before.readers()));
        }
        rest.add(
                audit.recording(
                        AuditEntry.of(action, KIND, id.value())
                                .customer(id.value())
                                .fields(keys(changed))
                                .reason(origin.reason())));
        if (search.isAbout(changed.keySet()) || !stored.readers().equals(before.readers())) {
            rest.add(search.writing(stored, open(stored, fields.values())));
        }
        writes.send(rest);
        return stored;
    }

    /// Whether the file may be shut by now for somebody who has it on his screen. He hears that
    /// files have changed, not which: his page asks again, and is refused.
    private static boolean closes(
            Map<Field, @Nullable Object> changed, Customer before, Customer after) {
        return changed.containsKey(CustomerFields.get("grade"))
                || !after.readers().equals(before.readers());
    }

    private Map<Field, Object> open(Customer customer, Collection<Field> wanted) {
        return seal.open(customer.id().value(), customer.content(), wanted);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Map<Field, @Nullable Object> withDefaults(
            CurrentUser user, CustomerKind kind, Map<Field, ? extends @Nullable Object> wished) {
        var values = new LinkedHashMap<Field, @Nullable Object>(wished);
        fields.initial(kind).forEach(values::putIfAbsent);
        values.putIfAbsent(CustomerFields.get("owner"), user.id());
        var owner = (UUID) values.get(CustomerFields.get("owner"));
        if (owner != null) {
            values.putIfAbsent(
                    CustomerFields.get("department"), directory.getUser(owner).departmentId());
        }
        values.putIfAbsent(
                CustomerFields.get("filedOn"),
                LocalDate.ofInstant(clock.instant(), companies.zone()));
        values.values().removeIf(Objects::isNull);
        return values;
    }

    private Refusal stale(Customer current, int base, Map<Field, @Nullable Object> wished) {
        var conflicts =
                new Conflicts(seal, revisions.since(current.id(), base, Fragment.TRUE))
                        .of(
                                current.id().value(),
                                CustomerSeal.isPrivate(current.kind()),
                                current.content(),
                                wished);
        return new Refusal(CustomerProblem.VERSION_STALE, current.fileNumber())
                .with("current", current.version())
                .with("conflicts", conflicts);
    }

    private static List<String> keys(Map<Field, @Nullable Object> values) {
        return values.keySet().stream().map(Field::key).toList();
    }
}
