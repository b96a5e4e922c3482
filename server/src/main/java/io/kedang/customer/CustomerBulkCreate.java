package io.kedang.customer;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.customer.CustomerBulk.NewFile;
import io.kedang.customer.CustomerBulk.Prepared;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Opens many files at once.
@Component
class CustomerBulkCreate {
    private final CustomerBulkStore store;
    private final CustomerStore files;
    private final Customers customers;
    private final Readership readership;
    private final SearchIndex search;
    private final RecordSeal seal;
    private final KeyStore keys;
    private final BlindIndex index;
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
        this.companies = companies;
        this.clock = clock;
    }

    void create(CurrentUser user, List<NewFile> wished, Origin origin) {
        keys.newKeys(wished.stream().map(file -> file.id().value()).toList());
        var actor = Actor.current();
        var now = CustomerStore.micros(clock.instant());
        try (var held = index.hold()) {
            var ready =
                    wished.parallelStream()
                            .map(file -> held.in(() -> opened(user, actor, file, now, origin)))
                            .toList();
            store.insert(numbered(ready, now), user.id());
        }
    }

    /// Of the values that somebody gave: what is set for him is not searched by its text.
    Prepared prepare(CustomerKind kind, Map<Field, ? extends @Nullable Object> values) {
        var name = Objects.requireNonNull(values.get(CustomerFields.get("name"))).toString();
        return new Prepared(
                Derived.of(kind, name), search.own(kind, values), search.mobile(kind, values));
    }

    /// In the order of the list, behind the last number of the year.
    private List<Ready> numbered(List<Ready> all, Instant now) {
        int year = LocalDate.ofInstant(now, companies.zone()).getYear();
        int number = files.nextFileNumbers(year, all.size()) - all.size();
        var numbered = new ArrayList<Ready>(all.size());
        for (var each : all) {
            numbered.add(each.numbered(FileNumberRule.number(year, ++number)));
        }
        return numbered;
    }

    /// Runs on several threads, so it asks nothing of the current one.
    private Ready opened(CurrentUser user, Actor actor, NewFile file, Instant now, Origin origin) {
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
                        readership.of(content.clear(), List.of()),
                        content.clear(),
                        content.sealed());
        var changes = seal.changes(id.value(), Content.EMPTY, content, values.keySet());
        var prepared = file.prepared() == null ? prepare(file.kind(), values) : file.prepared();
        return new Ready(
                customer,
                prepared.derived,
                prepared.found,
                prepared.mobile,
                Revision.by(actor, id.value(), 1, now, origin, changes));
    }
}
