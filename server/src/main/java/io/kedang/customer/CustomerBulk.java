package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.access.Companies;
import io.kedang.customer.CustomerBulkStore.Ready;
import io.kedang.customer.record.Content;
import io.kedang.customer.record.FieldChanges;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Actor;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The door for many files at once, for imports: the same lock, seal, revisions and search as the door
/// for one, in a few statements a thousand files. It tells no page and enters nothing in the audit;
/// whoever calls it does both once for all.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CustomerBulk {
    private final CustomerBulkStore store;
    private final CustomerStore files;
    private final Customers customers;
    private final SearchIndex search;
    private final RecordSeal seal;
    private final KeyStore keys;
    private final PolicyCompiler policies;
    private final Companies companies;
    private final Clock clock;

    CustomerBulk(
            CustomerBulkStore store,
            CustomerStore files,
            Customers customers,
            SearchIndex search,
            CustomerSeal seal,
            KeyStore keys,
            PolicyCompiler policies,
            Companies companies,
            Clock clock) {
        this.store = store;
        this.files = files;
        this.customers = customers;
        this.search = search;
        this.seal = seal.ofRecord();
        this.keys = keys;
        this.policies = policies;
        this.companies = companies;
        this.clock = clock;
    }

    /// @param values in their normal form; a name at least
    public record NewFile(
            CustomerId id, CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {}

    /// @param fillOnly whether values go into empty fields only; else they replace what is there
    public record Wish(CustomerId id, Map<Field, Object> values, boolean fillOnly) {}

    /// A version that an import made of a file.
    ///
    /// @param created whether it is the first one
    public record Done(CustomerId id, int version, boolean created) {}

    /// What an undoing could not give back, because somebody changed it since.
    public record Conflict(CustomerId id, List<String> fields) {}

    /// Opens files: numbers them without a gap, seals what is sensitive, writes their first revisions.
    /// Holds the numbers of the year until the transaction ends.
    public void create(List<NewFile> wished, Origin origin) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        if (wished.isEmpty()) {
            return;
        }
        keys.newKeys(wished.stream().map(file -> file.id().value()).toList());
        var actor = Actor.current();
        var now = CustomerStore.micros(clock.instant());
        var ready =
                wished.parallelStream()
                        .map(file -> opened(user, actor, file, now, origin))
                        .toList();
        int year = LocalDate.ofInstant(now, companies.zone()).getYear();
        int number = files.nextFileNumbers(year, wished.size()) - wished.size();
        var numbered = new ArrayList<Ready>(ready.size());
        for (var each : ready) {
            var fileNumber = FileNumberRule.number(year, ++number);
            each.found().addNumber(fileNumber);
            numbered.add(
                    new Ready(
                            each.file().numbered(fileNumber),
                            each.derived(),
                            each.found(),
                            each.mobile(),
                            each.revision()));
        }
        store.insert(numbered, user.id());
    }

    /// Runs on several threads, so it asks nothing of the current one.
    private Ready opened(
            CurrentUser user, Actor actor, NewFile file, Instant now, Origin origin) {
        var values = customers.withDefaults(user, file.values());
        var id = file.id();
        boolean privately = CustomerSeal.isPrivate(file.kind());
        var content = seal.once(id.value(), privately, values);
        var customer =
                new Customer(
                        id,
                        file.kind(),
                        "",
                        1,
                        now,
                        now,
                        null,
                        null,
                        customers.readers(content.clear()),
                        content.clear(),
                        content.sealed());
        var changes = seal.changes(id.value(), Content.EMPTY, content, values.keySet());
        return new Ready(
                customer,
                Derived.of(file.kind(), customer.name()),
                search.own(file.kind(), values),
                search.mobile(file.kind(), values),
                Revision.by(actor, id.value(), 1, now, origin, changes));
    }

    /// Changes files, in the order of the wishes: of several for one file the later ones see what the
    /// earlier ones did.
    ///
    /// @param dry only to find out which would change
    /// @return the version each wish led to, by its place; nothing where it changes nothing, or where
    /// the current user may not change the file
    public Map<Integer, Integer> change(List<Wish> wishes, Origin origin, boolean dry) {
        var user = CurrentUser.get();
        user.need(Right.CUSTOMER_EDIT);
        if (wishes.isEmpty()) {
            return Map.of();
        }
        var ids = wishes.stream().map(Wish::id).collect(Collectors.toSet());
        var held = store.lock(ids, policies.visible(Action.EDIT));
        var work = new Work(held, CustomerStore.micros(clock.instant()), origin);
        var versions = new HashMap<Integer, Integer>();
        for (int place = 0; place < wishes.size(); place++) {
            var wish = wishes.get(place);
            var before = work.files.get(wish.id());
            if (before != null && work.apply(before, wanted(before, wish))) {
                versions.put(place, Objects.requireNonNull(work.files.get(wish.id())).version());
            }
        }
        if (!dry) {
            work.write();
        }
        return versions;
    }

    private static Map<Field, @Nullable Object> wanted(Customer before, Wish wish) {
        var wanted = new LinkedHashMap<Field, @Nullable Object>(wish.values());
        wanted.keySet()
                .removeIf(
                        field ->
                                !field.of(before.kind().name())
                                        || wish.fillOnly()
                                                && (before.sealed().containsKey(field.key())
                                                        || before.values()
                                                                .containsKey(field.key())));
        if (!wanted.containsKey(CustomerFields.get("grade"))) {
            wanted.remove(CustomerFields.get("gradeReason"));
            wanted.remove(CustomerFields.get("gradeManual"));
        }
        return wanted;
    }

    /// Takes back what an import did, as far as nobody touched it since: created files go to the
    /// recycle bin, changed fields get back what they had.
    ///
    /// @param done everything that the import did to these files
    /// @return what stays, with the fields concerned; a created file that stays has none
    public List<Conflict> undo(Collection<Done> done, Origin origin) {
        CurrentUser.get().need(Right.CUSTOMER_EDIT);
        var byFile =
                done.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Done::id, LinkedHashMap::new, Collectors.toList()));
        var visible = policies.visible(Action.EDIT);
        var held = store.lock(byFile.keySet(), visible);
        var changed = done.stream().filter(each -> !each.created()).toList();
        var revisions = store.revisions(changed, visible);
        var work = new Work(held, CustomerStore.micros(clock.instant()), origin);
        var voided = new ArrayList<Customer>();
        var conflicts = new ArrayList<Conflict>();
        byFile.forEach(
                (id, versions) -> {
                    var file = held.get(id);
                    int last = versions.stream().mapToInt(Done::version).max().orElseThrow();
                    boolean created = versions.stream().anyMatch(Done::created);
                    if (file == null || created && file.version() != last) {
                        conflicts.add(new Conflict(id, List.of()));
                    } else if (created) {
                        voided.add(file);
                    } else {
                        var kept = takeBack(file, revisions.getOrDefault(id, List.of()), work);
                        if (!kept.isEmpty()) {
                            conflicts.add(new Conflict(id, kept));
                        }
                    }
                });
        work.write();
        discard(voided, origin, work.now);
        return conflicts;
    }

    /// @return the fields that somebody changed since
    private List<String> takeBack(Customer file, List<Revision> ours, Work work) {
        var before = new LinkedHashMap<Field, @Nullable Object>();
        var after = new HashMap<Field, @Nullable Object>();
        for (var revision : ours) {
            for (var change : revision.changes()) {
                CustomerFields.find(change.field())
                        .ifPresent(
                                field -> {
                                    before.putIfAbsent(field, value(file, field, change.before(), change));
                                    after.put(field, value(file, field, change.after(), change));
                                });
            }
        }
        var current = seal.open(file.id().value(), file.content(), before.keySet());
        var touched =
                FieldChanges.of(after, current).keySet();
        touched.forEach(before::remove);
        work.apply(file, before);
        return touched.stream().map(Field::key).toList();
    }

    private @Nullable Object value(
            Customer file, Field field, @Nullable Object form, Revision.FieldChange change) {
        return form != null && change.sealed()
                ? seal.open(file.id().value(), field, form.toString())
                : FieldJson.read(field, form);
    }

    private void discard(List<Customer> voided, Origin origin, Instant now) {
        if (voided.isEmpty()) {
            return;
        }
        var user = CurrentUser.get();
        var reason = Objects.requireNonNullElse(origin.reason(), origin.source());
        store.setVoided(voided.stream().map(Customer::id).toList(), reason, now, user.id());
        store.insertRevisions(
                voided.stream()
                        .map(
                                file ->
                                        Revision.of(
                                                file.id().value(),
                                                file.version() + 1,
                                                now,
                                                origin,
                                                List.of(
                                                        new Revision.FieldChange(
                                                                "voided", false, true, false))))
                        .toList());
    }

    /// Files as they become in memory, before they are written together.
    private final class Work {
        private final Map<CustomerId, Customer> files;
        private final Instant now;
        private final Origin origin;
        private final Map<CustomerId, List<Revision>> revisions = new LinkedHashMap<>();
        private final Set<CustomerId> found = new TreeSet<>(Comparator.comparing(CustomerId::value));

        Work(Map<CustomerId, Customer> files, Instant now, Origin origin) {
            this.files = new HashMap<>(files);
            this.now = now;
            this.origin = origin;
        }

        /// False when nothing changes.
        boolean apply(Customer before, Map<Field, @Nullable Object> wanted) {
            var id = before.id();
            var changed =
                    FieldChanges.of(
                            wanted, seal.open(id.value(), before.content(), wanted.keySet()));
            if (changed.isEmpty()) {
                return false;
            }
            boolean privately = CustomerSeal.isPrivate(before.kind());
            var content = seal.with(id.value(), privately, before.content(), changed);
            var after = before.with(content, customers.readers(content.clear()), now);
            files.put(id, after);
            revisions
                    .computeIfAbsent(id, key -> new ArrayList<>())
                    .add(
                            Revision.of(
                                    id.value(),
                                    after.version(),
                                    now,
                                    origin,
                                    seal.changes(
                                            id.value(),
                                            before.content(),
                                            content,
                                            changed.keySet())));
            if (search.isAbout(changed.keySet()) || !after.readers().equals(before.readers())) {
                found.add(id);
            }
            return true;
        }

        void write() {
            if (revisions.isEmpty()) {
                return;
            }
            search.lock(found);
            var contributed = search.contributed(found);
            var ready = new ArrayList<Ready>();
            var searched = new ArrayList<Ready>();
            var earlier = new ArrayList<Revision>();
            revisions.forEach(
                    (id, ofFile) -> {
                        var file = Objects.requireNonNull(files.get(id));
                        earlier.addAll(ofFile.subList(0, ofFile.size() - 1));
                        var terms = contributed.getOrDefault(id, new SearchTerms());
                        Long mobile = null;
                        if (found.contains(id)) {
                            var values =
                                    seal.open(id.value(), file.content(), CustomerFields.VALUES);
                            terms.add(search.own(file.kind(), values));
                            terms.addNumber(file.fileNumber());
                            mobile = search.mobile(file.kind(), values);
                        }
                        var one =
                                new Ready(
                                        file,
                                        Derived.of(file.kind(), file.name()),
                                        terms,
                                        mobile,
                                        ofFile.getLast());
                        ready.add(one);
                        if (found.contains(id)) {
                            searched.add(one);
                        }
                    });
            store.insertRevisions(earlier);
            store.change(ready, CurrentUser.get().id());
            store.changeSearch(searched);
        }
    }
}
