package io.kedang.filing;

import io.kedang.access.CurrentUser;
import io.kedang.access.Directory;
import io.kedang.access.Right;
import io.kedang.access.User;
import io.kedang.access.policy.Action;
import io.kedang.access.policy.FieldSight;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.Customer;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerViews;
import io.kedang.customer.Customers;
import io.kedang.customer.FileFields;
import io.kedang.customer.Histories;
import io.kedang.customer.Reveals;
import io.kedang.customer.outgoing.OutgoingFile;
import io.kedang.customer.outgoing.OutgoingFiles;
import io.kedang.customer.people.Contact;
import io.kedang.customer.people.People;
import io.kedang.customer.people.PersonFields;
import io.kedang.customer.people.PersonId;
import io.kedang.customer.people.PersonView;
import io.kedang.customer.record.FieldClasses;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.sql.DayPlace;
import io.kedang.trade.OrderStatus;
import io.kedang.trade.Orders;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The door to the 客户档案表. Every one that leaves is in the audit before it does.
@Service
public class FileForms {
    /// Newest orders on a form.
    static final int ORDERS = 30;

    /// Most people on a form.
    static final int PEOPLE = 500;

    private final Customers customers;
    private final Reveals reveals;
    private final CustomerViews views;
    private final Histories histories;
    private final People people;
    private final PersonView personView;
    private final Orders orders;
    private final Directory directory;
    private final FileFields fields;
    private final FilingTexts texts;
    private final OutgoingFiles outgoing;
    private final TransactionTemplate atOneMoment;

    FileForms(
            Customers customers,
            Reveals reveals,
            CustomerViews views,
            Histories histories,
            People people,
            PersonView personView,
            Orders orders,
            Directory directory,
            FileFields fields,
            FilingTexts texts,
            OutgoingFiles outgoing,
            PlatformTransactionManager transactions) {
        this.customers = customers;
        this.reveals = reveals;
        this.views = views;
        this.histories = histories;
        this.people = people;
        this.personView = personView;
        this.orders = orders;
        this.directory = directory;
        this.fields = fields;
        this.texts = texts;
        this.outgoing = outgoing;
        atOneMoment = new TransactionTemplate(transactions);
        atOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// The form of one file as it stands at one moment.
    ///
    /// @param sensitive in clear what is otherwise masked; refuses whoever may not reveal it, and
    /// each use is a register entry of its own
    /// @param format for the audit
    Form print(CustomerId id, boolean sensitive, String format, Locale locale) {
        CurrentUser.get().need(Right.PRINT);
        var leaving = outgoing.begin(OutgoingFile.Kind.FILE_FORM, format, locale);
        outgoing.expect(leaving, 1);
        var words = texts.in(locale);
        var content =
                Objects.requireNonNull(
                        atOneMoment.execute(
                                _ -> read(customers.get(id, Action.PRINT), sensitive, words)));
        var entry =
                AuditEntry.of(AuditAction.PRINTED, "customer", id.value())
                        .customer(id.value())
                        .detail("form", "file-form")
                        .detail("format", format)
                        .detail("sensitive", sensitive)
                        .detail("version", content.customer().version());
        outgoing.release(leaving, List.of(id), entry);
        return new FileFormLayout(content, fields.all(), words).form().marked(leaving.mark());
    }

    private FileContent read(Customer customer, boolean sensitive, FilingTexts.In texts) {
        var id = customer.id();
        var contacts = people.list(id, false, PEOPLE);
        var reason = texts.text("reveal-reason");
        var values =
                FileContent.revealed(
                        sensitive ? reveal(customer, reason) : Map.of(),
                        field -> views.shown(customer, field));
        var valuesOf =
                FileContent.revealedOf(
                        sensitive ? reveal(contacts, reason) : Map.of(), personView::shown);
        var dealings =
                orders.listOf(id, DayPlace.BEGINNING, ORDERS).stream()
                        .filter(order -> order.status() != OrderStatus.DRAFT)
                        .toList();
        return new FileContent(
                customer,
                values,
                contacts,
                valuesOf,
                dealings,
                orders.totals(id),
                user -> directory.findUser(user).map(User::displayName).orElse("?"),
                histories.list(id, 2, 1).revisions().getFirst(),
                histories.list(id, Integer.MAX_VALUE, 1).revisions().getFirst());
    }

    private Map<String, Object> reveal(Customer customer, String reason) {
        CurrentUser.get().need(Right.CUSTOMER_REVEAL);
        return reveals.reveal(
                customer.id(), open(customer.sealed(), customer.sight(), fields::find), reason);
    }

    /// Those of the sealed fields that no policy closes to the reader.
    private static List<String> open(
            Map<String, String> sealed,
            FieldSight sight,
            Function<String, Optional<Field>> fields) {
        return sealed.keySet().stream()
                .flatMap(key -> fields.apply(key).stream())
                .filter(field -> FieldClasses.isClear(sight, field))
                .map(Field::key)
                .toList();
    }

    private Map<PersonId, Map<String, Object>> reveal(List<Contact> contacts, String reason) {
        var revealed = new HashMap<PersonId, Map<String, Object>>();
        for (var contact : contacts) {
            var sealed =
                    open(
                            contact.person().content().sealed(),
                            contact.person().sight(),
                            PersonFields::find);
            if (contact.readable() && !sealed.isEmpty()) {
                var person = contact.person().id();
                revealed.put(person, people.reveal(person, sealed, reason));
            }
        }
        return revealed;
    }
}
