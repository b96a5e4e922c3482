package io.kedang.customer;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.policy.FieldSight;
import io.kedang.customer.CustomerBulk.NewFile;
import io.kedang.customer.CustomerBulk.Prepared;
import io.kedang.customer.CustomerBulkStore.NewRows;
import io.kedang.customer.CustomerBulkStore.Ready;
import io.kedang.customer.record.Content;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.Revision;
import io.kedang.kernel.Actor;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.BlindIndex;
import io.kedang.sealing.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/// Opens many files at once.
@Component
class CustomerBulkCreate {
    /// Enough that a statement is worth its while.
    private static final int TOGETHER = 125;

    /// The first are fewer: the database waits for them.
    private static final int FIRST = 40;

    private final CustomerBulkStore store;
    private final CustomerStore files;
    private final Customers customers;
    private final Readership readership;
    private final SearchIndex search;
    private final RecordSeal seal;
    private final KeyStore keys;
    private final BlindIndex index;
    private final FileFields fields;
    private final Companies companies;
    private final Clock clock;

    CustomerBulkCreate(
            CustomerBulkStore store,
            CustomerStore files,
            Customers customers,
            Readership readership,
            SearchIndex search,
            CustomerSeal seal,
            KeyStore keys,
            BlindIndex index,
            FileFields fields,
            Companies companies,
            Clock clock) {
        this.store = store;
        this.files = files;
        this.customers = customers;
        this.readership = readership;
        this.search = search;
        this.seal = seal.ofRecord();
        this.keys = keys;
        this.index = index;
        this.fields = fields;
        this.companies = companies;
        this.clock = clock;
    }

    /// What files that are opened together have in common.
    ///
    /// @param before the number of the year behind which theirs go on, in the order of the wishes
    private record Opening(
            CurrentUser user,
            Actor actor,
            Origin origin,
            Instant now,
            BlindIndex.Hold held,
            int year,
            int before) {
        String fileNumber(int place) {
            return FileNumberRule.number(year, before + 1 + place);
        }
    }

    /// While the database takes in some, the next are sealed and put into form.
    void create(CurrentUser user, List<NewFile> wished, Origin origin) {
        keys.newKeys(wished.stream().map(file -> file.id().value()).toList());
        var now = CustomerStore.micros(clock.instant());
        int year = LocalDate.ofInstant(now, companies.zone()).getYear();
        int before = files.nextFileNumbers(year, wished.size()) - wished.size();
        try (var held = index.hold()) {
            var opening = new Opening(user, Actor.current(), origin, now, held, year, before);
            var rows = rows(opening, wished, 0, FIRST);
            for (int begin = FIRST; begin < wished.size(); begin += TOGETHER) {
                int next = begin;
                var ahead =
                        ForkJoinPool.commonPool()
                                .submit(() -> rows(opening, wished, next, TOGETHER));
                store.insert(rows);
                rows = ahead.join();
            }
            store.insert(rows);
        }
    }

    private NewRows rows(Opening opening, List<NewFile> wished, int begin, int size) {
        int end = Math.min(begin + size, wished.size());
        return store.rows(
                IntStream.range(begin, end)
                        .parallel()
                        .mapToObj(
                                place ->
                                        opening.held()
                                                .in(
                                                        () ->
                                                                opened(
                                                                        opening,
                                                                        wished.get(place),
                                                                        place)))
                        .toList(),
                opening.user().id());
    }

    /// Of the values that somebody gave: what is set for him is not searched by its text.
    Prepared prepare(CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
        var name = Objects.requireNonNull(values.get(CustomerFields.get("name"))).toString();
        var all = new LinkedHashMap<Field, @Nullable Object>(fields.initial(kind));
        all.putAll(values);
        return new Prepared(
                Derived.of(kind, name), search.own(kind, all), search.mobile(kind, all));
    }

    /// Runs on several threads, so it asks nothing of the current one.
    private Ready opened(Opening opening, NewFile file, int place) {
        var values = customers.withDefaults(opening.user(), file.kind(), file.values());
        var id = file.id();
        var now = opening.now();
        boolean privately = CustomerSeal.isPrivate(file.kind());
        var content = seal.once(id.value(), privately, values);
        var customer =
                new Customer(
                        id,
                        file.kind(),
                        opening.fileNumber(place),
                        1,
                        now,
                        now,
                        null,
                        null,
                        readership.of(content.clear(), List.of()),
                        content.clear(),
                        content.sealed(),
                        FieldSight.CLEAR);
        var changes = seal.changes(id.value(), Content.EMPTY, content, values.keySet());
        var prepared = file.prepared() == null ? prepare(file.kind(), values) : file.prepared();
        prepared.found.addNumber(customer.fileNumber());
        return new Ready(
                customer,
                prepared.derived,
                prepared.found,
                prepared.mobile,
                Revision.by(opening.actor(), id.value(), 1, now, opening.origin(), changes));
    }
}
