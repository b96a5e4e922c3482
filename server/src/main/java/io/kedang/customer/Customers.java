package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Department;
import io.kedang.access.Directory;
import io.kedang.access.Companies;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.kernel.Actor;
import io.kedang.kernel.FieldError;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.text.Masks;
import io.kedang.live.Changes;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// The door to the customer files: reading, creating and changing one. Every way in (page, API,
/// import) ends here or in the bulk twin of it, so that lock, seal, revision, search and audit can't
/// be passed by.
@Service
@Transactional
public class Customers {
    static final String KIND = "customer";

    private final CustomerStore store;
    private final RevisionStore revisions;
    private final SearchIndex search;
    private final CustomerSeal seal;
    private final KeyStore keys;
    private final PolicyCompiler policies;
    private final Directory directory;
    private final Companies companies;
    private final Audit audit;
    private final Changes changes;
    private final Clock clock;

    Customers(
            CustomerStore store,
            RevisionStore revisions,
            SearchIndex search,
            CustomerSeal seal,
            KeyStore keys,
            PolicyCompiler policies,
            Directory directory,
            Companies companies,
            Audit audit,
            Changes changes,
            Clock clock) {
        this.store = store;
        this.revisions = revisions;
        this.search = search;
        this.seal = seal;
        this.keys = keys;
        this.policies = policies;
        this.directory = directory;
        this.companies = companies;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /// Refuses alike whether the file does not exist or is hidden from the reader, so that nobody finds
    /// out by trying ids; one that he may know of is refused with whom to ask.
    @Transactional(readOnly = true)
    public Customer get(CustomerId id) {
        return get(id, Action.READ);
    }

    /// The same for whoever is about to enter something into the file.
    @Transactional(readOnly = true)
    public Customer getForEdit(CustomerId id) {
        return get(id, Action.EDIT);
    }

    /// The file, if the current user may do `action` with it.
    Customer get(CustomerId id, Action action) {
        return store.find(id, policies.visible(action)).orElseThrow(() -> refusal(id, action));
    }

    private Refusal refusal(CustomerId id, Action action) {
        if (action != Action.READ && store.find(id, policies.visible(Action.READ)).isPresent()) {
            return new Refusal(io.kedang.access.AccessProblem.RIGHT_MISSING, action.name());
        }
        return store.findAnnounced(id, policies.announced())
                .map(this::announced)
                .orElseGet(() -> new Refusal(CustomerProblem.NOT_FOUND, id.value()));
    }

    private Refusal announced(CustomerStore.Announced file) {
        var department =
                Optional.ofNullable(file.department())
                        .flatMap(directory::findDepartment)
                        .map(Department::name)
                        .orElse("");
        var refusal =
                new Refusal(CustomerProblem.ANNOUNCED, department)
                        .with("name", Masks.name(file.name()))
                        .with("department", department);
        return file.grade() == null ? refusal : refusal.with("grade", file.grade());
    }

    /// Opens a file: numbers it, seals what is sensitive, writes its first revision. The same call
    /// again answers the file that is there already.
    ///
    /// @param wished values in their normal form by field
    public Customer create(
            CustomerId id,
            CustomerKind kind,
            Map<Field, @Nullable Object> wished,
            Origin origin) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        var values = withDefaults(user, wished);
        refuseIncomplete(kind, values);
        if (store.exists(id)) {
            return repeated(id, values);
        }
        keys.newKey(id.value());
        var now = CustomerStore.micros(clock.instant());
        var today = LocalDate.ofInstant(now, companies.zone());
        var split = split(id, kind, values);
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
                        readers(split.clear()),
                        split.clear(),
                        split.sealed());
        if (!store.insert(customer, Derived.of(kind, customer.name()), user.id())) {
            throw new Refusal(CustomerProblem.ID_TAKEN, id.value());
        }
        revisions.insert(
                revision(id, 1, now, origin, fieldChanges(null, id, kind, values)));
        search.write(customer, values);
        changes.tell(KIND, id.value(), 1, customer.readers());
        audit.record(
                AuditEntry.of(AuditAction.CUSTOMER_CREATED, KIND, id.value())
                        .customer(id.value())
                        .fields(keys(values)));
        return customer;
    }

    private Customer repeated(CustomerId id, Map<Field, @Nullable Object> values) {
        var existing = store.find(id, policies.visible(Action.EDIT));
        boolean same =
                existing.isPresent()
                        && CustomerChange.of(values, open(existing.get(), values.keySet()))
                                .isEmpty();
        if (!same) {
            throw new Refusal(CustomerProblem.ID_TAKEN, id.value());
        }
        return existing.get();
    }

    /// Changes fields of a file.
    ///
    /// @param version the one that the change is based on; refuses with both values per field when
    /// somebody changed the file since
    public Customer change(
            CustomerId id, int version, Map<Field, @Nullable Object> wished, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var before = get(id, Action.EDIT);
        if (before.voidedAt() != null) {
            throw new Refusal(CustomerProblem.VOIDED, before.fileNumber());
        }
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
        var current = open(before, wished.keySet());
        var changed = CustomerChange.of(wished, current);
        if (changed.isEmpty()) {
            return before;
        }
        var id = before.id();
        var now = CustomerStore.micros(clock.instant());
        var clear = new HashMap<>(before.values());
        var sealed = new HashMap<>(before.sealed());
        changed.forEach((field, value) -> set(before, field, value, clear, sealed));
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
                        readers(clear),
                        clear,
                        sealed);
        var columns = new LinkedHashMap<Field, @Nullable Object>();
        changed.keySet().forEach(field -> columns.put(field, clear.get(field.key())));
        boolean renamed = changed.containsKey(CustomerFields.get("name"));
        var revision =
                revision(
                        id,
                        before.version() + 1,
                        now,
                        origin,
                        fieldChanges(before, id, before.kind(), changed));
        if (!store.change(
                columns,
                after,
                renamed ? Derived.of(after.kind(), after.name()) : null,
                revision)) {
            throw stale(get(id, Action.EDIT), before.version(), wished);
        }
        var stored = after.at(before.version() + 1);
        if (search.isAbout(changed.keySet()) || !stored.readers().equals(before.readers())) {
            search.write(stored, byField(open(stored, CustomerFields.VALUES)));
        }
        var told = new TreeSet<>(before.readers());
        told.addAll(stored.readers());
        changes.tell(KIND, id.value(), stored.version(), told);
        audit.record(
                AuditEntry.of(action, KIND, id.value())
                        .customer(id.value())
                        .fields(keys(changed))
                        .reason(origin.reason()));
        return stored;
    }

    /// The clear values of sensitive fields, for a reader who asks for them; a register entry.
    public Map<String, Object> reveal(
            CustomerId id, Collection<String> fields, @Nullable String reason) {
        CurrentUser.get().need(Right.CUSTOMER_REVEAL);
        var customer = get(id, Action.READ_SENSITIVE);
        var values = new LinkedHashMap<String, Object>();
        var errors = new ArrayList<FieldError>();
        for (var key : fields) {
            var field = CustomerFields.find(key);
            if (field.isEmpty()) {
                errors.add(FieldError.of(key, CustomerProblem.FIELD_UNKNOWN, key));
            } else {
                var value = FieldJson.write(seal.open(customer, field.get()));
                if (value != null) {
                    values.put(key, value);
                }
            }
        }
        CustomerInput.refuse(errors);
        audit.record(
                AuditEntry.of(AuditAction.SENSITIVE_READ, KIND, id.value())
                        .customer(id.value())
                        .fields(List.copyOf(values.keySet()))
                        .reason(reason));
        return values;
    }

    // -- parts of the above ------------------------------------------------------------------

    private record Split(Map<String, Object> clear, Map<String, String> sealed) {}

    private Split split(CustomerId id, CustomerKind kind, Map<Field, @Nullable Object> values) {
        var clear = new HashMap<String, Object>();
        var sealed = new HashMap<String, String>();
        values.forEach(
                (field, value) -> {
                    if (value != null && CustomerSeal.isSealed(kind, field, value)) {
                        sealed.put(field.key(), seal.seal(id, field, value));
                    } else if (value != null) {
                        clear.put(field.key(), value);
                    }
                });
        return new Split(clear, sealed);
    }

    private void set(
            Customer file,
            Field field,
            @Nullable Object value,
            Map<String, Object> clear,
            Map<String, String> sealed) {
        clear.remove(field.key());
        sealed.remove(field.key());
        if (value != null && CustomerSeal.isSealed(file.kind(), field, value)) {
            sealed.put(field.key(), seal.seal(file.id(), field, value));
        } else if (value != null) {
            clear.put(field.key(), value);
        }
    }

    private Map<String, Object> open(Customer customer, Collection<Field> fields) {
        var values = new HashMap<String, Object>();
        for (var field : fields) {
            var value = seal.open(customer, field);
            if (value != null) {
                values.put(field.key(), value);
            }
        }
        return values;
    }

    private static Map<Field, @Nullable Object> byField(Map<String, Object> values) {
        var byField = new LinkedHashMap<Field, @Nullable Object>();
        values.forEach((key, value) -> byField.put(CustomerFields.get(key), value));
        return byField;
    }

    private Map<Field, @Nullable Object> withDefaults(
            CurrentUser user, Map<Field, @Nullable Object> wished) {
        var values = new LinkedHashMap<>(wished);
        values.putIfAbsent(CustomerFields.get("owner"), user.id());
        var owner = (java.util.UUID) values.get(CustomerFields.get("owner"));
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

    private void refuseIncomplete(CustomerKind kind, Map<Field, @Nullable Object> values) {
        var errors = new ArrayList<FieldError>();
        for (var field : CustomerFields.VALUES) {
            if (field.required() && field.of(kind.name()) && values.get(field) == null) {
                errors.add(FieldError.of(field.key(), CustomerProblem.FIELD_REQUIRED));
            }
        }
        CustomerInput.refuse(errors);
    }

    private List<Integer> readers(Map<String, Object> clear) {
        var readers = new TreeSet<Integer>();
        if (clear.get("owner") instanceof java.util.UUID owner) {
            readers.add(directory.getUser(owner).principal());
        }
        if (clear.get("department") instanceof java.util.UUID department) {
            readers.add(directory.getDepartment(department).principal());
        }
        return List.copyOf(readers);
    }

    static Revision revision(
            CustomerId id,
            int number,
            Instant now,
            Origin origin,
            List<Revision.FieldChange> fields) {
        var actor = Actor.current();
        return new Revision(
                id,
                number,
                actor.user(),
                actor.name(),
                CustomerStore.micros(origin.learnedAt() == null ? now : origin.learnedAt()),
                now,
                origin.source(),
                origin.channel(),
                origin.confidence(),
                origin.reason(),
                fields);
    }

    private List<Revision.FieldChange> fieldChanges(
            @Nullable Customer before,
            CustomerId id,
            CustomerKind kind,
            Map<Field, @Nullable Object> changed) {
        var list = new ArrayList<Revision.FieldChange>();
        changed.forEach(
                (field, value) -> {
                    var old = before == null ? null : seal.open(before, field);
                    boolean sealed =
                            old != null && CustomerSeal.isSealed(kind, field, old)
                                    || value != null && CustomerSeal.isSealed(kind, field, value);
                    list.add(
                            new Revision.FieldChange(
                                    field.key(),
                                    form(id, field, old, sealed),
                                    form(id, field, value, sealed),
                                    sealed));
                });
        return list;
    }

    private @Nullable Object form(
            CustomerId id, Field field, @Nullable Object value, boolean sealed) {
        return value == null ? null : sealed ? seal.seal(id, field, value) : FieldJson.write(value);
    }

    private Refusal stale(Customer current, int base, Map<Field, @Nullable Object> wished) {
        var conflicts =
                new Conflicts(seal, revisions.since(current.id(), base, Fragment.TRUE))
                        .of(current, wished);
        return new Refusal(CustomerProblem.VERSION_STALE, current.fileNumber())
                .with("current", current.version())
                .with("conflicts", conflicts);
    }

    private static List<String> keys(Map<Field, @Nullable Object> values) {
        return values.keySet().stream().map(Field::key).toList();
    }
}
