package io.kedang.operation.demo;

import io.kedang.access.Companies;
import io.kedang.access.CurrentUser;
import io.kedang.access.Departments;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.access.Users;
import io.kedang.audit.Audit;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.CustomerBulk;
import io.kedang.customer.people.NewPerson;
import io.kedang.customer.people.PeopleBulk;
import io.kedang.customer.record.Origin;
import io.kedang.interaction.Visits;
import io.kedang.kernel.Actor;
import io.kedang.kernel.NewId;
import io.kedang.live.Changes;
import io.kedang.trade.Orders;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// The door to the demonstration data: 2,000 invented customers with their people, orders and
/// visits over three years, and the staff who look after them. Loaded once, removed with one
/// action.
@Service
public class Demo {
    private static final int CHUNK = 500;

    private final DemoStore store;
    private final CustomerBulk customers;
    private final PeopleBulk people;
    private final Orders orders;
    private final Visits visits;
    private final Users users;
    private final Departments departments;
    private final Directory directory;
    private final Companies companies;
    private final Audit audit;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Demo(
            DemoStore store,
            CustomerBulk customers,
            PeopleBulk people,
            Orders orders,
            Visits visits,
            Users users,
            Departments departments,
            Directory directory,
            Companies companies,
            Audit audit,
            Changes changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.people = people;
        this.orders = orders;
        this.visits = visits;
        this.users = users;
        this.departments = departments;
        this.directory = directory;
        this.companies = companies;
        this.audit = audit;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public boolean isLoaded() {
        return store.count() > 0;
    }

    /// Loads all customers or none; does nothing when they are there already. The invented staff
    /// come first, in a transaction of their own, and have no password: nobody can sign in as one
    /// of them.
    public int load() {
        CurrentUser.get().need(Right.ADMINISTER);
        if (isLoaded()) {
            return 0;
        }
        var staff = Objects.requireNonNull(transaction.execute(status -> staff()));
        transaction.executeWithoutResult(status -> load(staff));
        return DemoCompany.CUSTOMERS;
    }

    private void load(List<User> staff) {
        var today = LocalDate.ofInstant(clock.instant(), companies.zone());
        var source = new DemoWords().all("source").getFirst();
        var origin = new Origin(source, Actor.Channel.SYSTEM, null, 100, null);
        var company = new DemoCompany(staff, today, origin);
        for (int from = 0; from < DemoCompany.CUSTOMERS; from += CHUNK) {
            var chunk =
                    IntStream.range(from, Math.min(from + CHUNK, DemoCompany.CUSTOMERS))
                            .mapToObj(company::customer)
                            .toList();
            customers.create(chunk.stream().map(DemoCompany.DemoCustomer::file).toList(), origin);
            var persons = chunk.stream().flatMap(each -> each.people().stream()).toList();
            people.create(persons);
            store.note(chunk.stream().map(each -> each.file().id()).toList());
            store.notePeople(persons.stream().map(NewPerson::id).toList());
            orders.enterAll(chunk.stream().flatMap(each -> each.orders().stream()).toList());
            visits.recordAll(chunk.stream().flatMap(each -> each.visits().stream()).toList());
        }
        audit.record(
                AuditEntry.of(AuditAction.IMPORTED, "demo", null)
                        .detail("customers", DemoCompany.CUSTOMERS));
        changes.tell("customers", NewId.next(), 0, null);
    }

    /// Removes what was loaded, and only that; its staff are disabled.
    @Transactional
    public void remove() {
        CurrentUser.get().need(Right.ADMINISTER);
        store.removeAll();
        for (var person : new DemoWords().all("people")) {
            directory.findUser(username(person)).filter(User::active).ifPresent(this::disable);
        }
        audit.record(AuditEntry.of(AuditAction.IMPORT_UNDONE, "demo", null));
        changes.tell("customers", NewId.next(), 0, null);
    }

    private void disable(User user) {
        users.change(
                new User(
                        user.id(),
                        user.principal(),
                        user.username(),
                        user.displayName(),
                        user.departmentId(),
                        user.roleId(),
                        user.scope(),
                        clock.instant(),
                        user.secondFactor(),
                        user.version()),
                user.version());
    }

    private List<User> staff() {
        var words = new DemoWords();
        for (var name : words.all("departments")) {
            if (directory.findDepartment(name).isEmpty()) {
                departments.create(NewId.next(), name, null);
            }
        }
        var staff = new ArrayList<User>();
        for (var person : words.all("people")) {
            var parts = person.split(":");
            var known = directory.findUser(username(person));
            staff.add(
                    known.orElseGet(
                            () ->
                                    users.create(
                                            NewId.next(),
                                            username(person),
                                            parts[0],
                                            null,
                                            directory.findDepartment(parts[2]).orElseThrow().id(),
                                            directory
                                                    .findRole(parts[1])
                                                    .or(() -> directory.findRole("administrator"))
                                                    .orElseThrow()
                                                    .id(),
                                            null)));
        }
        return staff;
    }

    private static String username(String person) {
        return "demo." + person.split(":")[0];
    }
}
