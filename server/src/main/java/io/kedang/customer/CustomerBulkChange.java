package io.kedang.customer;

import io.kedang.access.CurrentUser;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.PolicyCompiler;
import io.kedang.customer.CustomerBulk.Wish;
import io.kedang.customer.CustomerBulkStore.Ready;
import io.kedang.customer.record.FieldChanges;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
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

/// Changes many files at once.
@Component
class CustomerBulkChange {
    private final CustomerBulkStore store;
    private final Readership readership;
    private final SearchIndex search;
    private final RecordSeal seal;
    private final PolicyCompiler policies;
    private final FileFields fields;
    private final Clock clock;

    CustomerBulkChange(
            CustomerBulkStore store,
            Readership readership,
            SearchIndex search,
            CustomerSeal seal,
            PolicyCompiler policies,
            FileFields fields,
            Clock clock) {
        this.store = store;
        this.readership = readership;
        this.search = search;
        this.seal = seal.ofRecord();
        this.policies = policies;
        this.fields = fields;
        this.clock = clock;
    }

    Map<Integer, Integer> change(List<Wish> wishes, Origin origin, boolean dry) {
        var work = begin(wishes.stream().map(Wish::id).collect(Collectors.toSet()), origin);
        var versions = new HashMap<Integer, Integer>();
        for (int place = 0; place < wishes.size(); place++) {
            var wish = wishes.get(place);
            var before = work.find(wish.id());
            if (before != null && work.apply(before, wanted(before, wish))) {
                versions.put(place, before.version() + 1);
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
                                        || !FieldClasses.isClear(before.sight(), field)
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

    /// Holds those of these files that the current user may change until the transaction ends.
    Work begin(Collection<CustomerId> ids, Origin origin) {
        return begin(ids, origin, Action.EDIT);
    }

    /// The same of those with which he may do this.
    Work begin(Collection<CustomerId> ids, Origin origin, Action action) {
        return new Work(
                store.lock(ids, policies.visible(action)),
                CustomerStore.micros(clock.instant()),
                origin);
    }

    /// Files as they become in memory, before they are written together.
    final class Work {
        private final Map<CustomerId, Customer> files;
        private final Instant now;
        private final Origin origin;
        private final Map<CustomerId, List<Revision>> revisions = new LinkedHashMap<>();
        private final Set<CustomerId> found =
                new TreeSet<>(Comparator.comparing(CustomerId::value));

        Work(Map<CustomerId, Customer> files, Instant now, Origin origin) {
            this.files = new HashMap<>(files);
            this.now = now;
            this.origin = origin;
        }

        /// As the changes before have left it; null where the current user may not change it.
        @Nullable Customer find(CustomerId id) {
            return files.get(id);
        }

        Instant now() {
            return now;
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
            var after = before.with(content, readership.of(content.clear(), before.readers()), now);
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
            var contributed = search.contributed(found);
            var ready = new ArrayList<Ready>();
            var earlier = new ArrayList<Revision>();
            revisions.forEach(
                    (id, ofFile) -> {
                        var file = Objects.requireNonNull(files.get(id));
                        earlier.addAll(ofFile.subList(0, ofFile.size() - 1));
                        ready.add(ready(file, contributed.get(id), ofFile.getLast()));
                    });
            store.insertRevisions(earlier);
            store.change(ready, CurrentUser.get().id());
            store.changeSearch(
                    ready.stream().filter(each -> found.contains(each.file().id())).toList());
        }

        /// @param contributed what others know of a file that is found by something else than
        /// before
        private Ready ready(Customer file, @Nullable SearchTerms contributed, Revision last) {
            var terms = contributed == null ? new SearchTerms() : contributed;
            Long mobile = null;
            if (found.contains(file.id())) {
                var values = seal.open(file.id().value(), file.content(), fields.values());
                terms.add(search.own(file.kind(), values));
                terms.addNumber(file.fileNumber());
                mobile = search.mobile(file.kind(), values);
            }
            return new Ready(file, Derived.of(file.kind(), file.name()), terms, mobile, last);
        }
    }
}
