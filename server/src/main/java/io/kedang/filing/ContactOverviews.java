package io.kedang.filing;

import static io.kedang.filing.Form.Align.CENTRE;
import static io.kedang.filing.Form.Align.LEFT;

import io.kedang.access.CurrentUser;
import io.kedang.access.Right;
import io.kedang.access.policy.Action;
import io.kedang.audit.AuditAction;
import io.kedang.audit.AuditEntry;
import io.kedang.customer.Customer;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.CustomerLists;
import io.kedang.customer.CustomerQuery;
import io.kedang.customer.CustomerViews;
import io.kedang.customer.outgoing.OutgoingFile;
import io.kedang.customer.outgoing.OutgoingFiles;
import io.kedang.customer.people.Contact;
import io.kedang.customer.people.People;
import io.kedang.customer.people.PersonFields;
import io.kedang.customer.people.PersonView;
import io.kedang.customer.watch.Readings;
import io.kedang.kernel.Refusal;
import io.kedang.kernel.condition.ConditionFields;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The door to the 《客户联络一览表》: of every customer of a list whom to reach, how, and when
/// next.
@Service
public class ContactOverviews {
    static final int MOST = 5_000;

    /// Setting 5,000 rows as PDF takes more than 200 MB, too much beside everything else.
    static final int MOST_AS_PDF = 2_000;

    private static final int PAGE = 500;

    /// Fields that the rows read.
    static final List<Field> FIELDS =
            Stream.of(
                            "fileNumber",
                            "name",
                            "grade",
                            "owner",
                            "nextContactAt",
                            "phone",
                            "mobile",
                            "fax",
                            "email",
                            "address.province",
                            "address.city",
                            "address.district",
                            "address.street")
                    .map(key -> CustomerFields.find(key).orElseThrow())
                    .toList();

    /// In millimetres; together they fill A4 across.
    private static final List<Form.Column> COLUMNS =
            List.of(
                    new Form.Column("number", 9, CENTRE),
                    new Form.Column("file-number", 20, CENTRE),
                    new Form.Column("customer", 34, LEFT),
                    new Form.Column("grade", 10, CENTRE),
                    new Form.Column("person", 15, CENTRE),
                    new Form.Column("title", 16, LEFT),
                    new Form.Column("mobile", 20, CENTRE),
                    new Form.Column("direct", 20, CENTRE),
                    new Form.Column("phone", 20, CENTRE),
                    new Form.Column("fax", 20, CENTRE),
                    new Form.Column("email", 23, LEFT),
                    new Form.Column("address", 27, LEFT),
                    new Form.Column("owner", 16, CENTRE),
                    new Form.Column("interval", 10, CENTRE),
                    new Form.Column("next", 17, CENTRE));

    private final CustomerLists lists;
    private final CustomerViews views;
    private final People people;
    private final PersonView personView;
    private final FilingTexts texts;
    private final OutgoingFiles outgoing;
    private final Readings readings;
    private final TransactionTemplate atOneMoment;

    ContactOverviews(
            CustomerLists lists,
            CustomerViews views,
            People people,
            PersonView personView,
            FilingTexts texts,
            OutgoingFiles outgoing,
            Readings readings,
            PlatformTransactionManager transactions) {
        this.lists = lists;
        this.views = views;
        this.people = people;
        this.personView = personView;
        this.texts = texts;
        this.outgoing = outgoing;
        this.readings = readings;
        atOneMoment = new TransactionTemplate(transactions);
        atOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        atOneMoment.setReadOnly(true);
    }

    /// @param query which customers, in which order; its page and fields don't matter
    /// @param format `pdf` or `xlsx`; also for the audit
    Form print(CustomerQuery query, String format, Locale locale) {
        CurrentUser.get().need(Right.PRINT);
        var leaving = outgoing.begin(OutgoingFile.Kind.CONTACT_OVERVIEW, format, locale);
        var words = texts.in(locale);
        var customers = new ArrayList<CustomerId>();
        var rows =
                Objects.requireNonNull(
                        atOneMoment.execute(_ -> rows(query, leaving, words, customers)));
        outgoing.release(leaving, customers, entry(leaving, query));
        return form(rows, words).marked(leaving.mark());
    }

    /// @param customers gets whose rows they are
    private List<List<String>> rows(
            CustomerQuery query,
            OutgoingFile leaving,
            FilingTexts.In words,
            List<CustomerId> customers) {
        int most = leaving.format().equals("pdf") ? MOST_AS_PDF : MOST;
        int counted = lists.count(query, Action.PRINT, most + 1);
        if (counted > most) {
            throw new Refusal(FilingProblem.TOO_MANY_ROWS, most);
        }
        outgoing.expect(leaving, counted);
        var rows = new ArrayList<List<String>>();
        @Nullable String after = null;
        do {
            var page = lists.page(query.page(PAGE, after), Action.PRINT);
            var files = page.items().stream().map(Customer::id).toList();
            readings.taken(files.stream().map(CustomerId::value).toList());
            var chiefs = people.chiefs(files);
            for (var customer : page.items()) {
                var chief = Optional.ofNullable(chiefs.get(customer.id()));
                customers.add(customer.id());
                rows.add(new Line(customer, chief, words).cells(rows.size() + 1));
            }
            after = page.next();
        } while (after != null);
        return rows;
    }

    private static AuditEntry entry(OutgoingFile file, CustomerQuery query) {
        return AuditEntry.of(AuditAction.PRINTED, "print", file.id())
                .fields(FIELDS.stream().map(Field::key).toList())
                .detail("form", "contact-overview")
                .detail("format", file.format())
                .detail("search", !query.q().isBlank())
                .detail("filter", String.join(" ", ConditionFields.of(query.filter())));
    }

    private static Form form(List<List<String>> rows, FilingTexts.In words) {
        var columns =
                COLUMNS.stream()
                        .map(column -> column.headed(words.text("overview." + column.heading())))
                        .toList();
        var grid = new Form.Grid(columns, rows, "");
        return new Form(
                words.text("overview"),
                new Form.Ends(words.company().name(), words.text("customers", rows.size())),
                new Form.Ends("", words.text("printed-on", words.today().toString())),
                words.pages(),
                List.of(new Form.Section("", List.of(grid))));
    }

    /// One customer's row. Who buys for himself is his own contact.
    private final class Line {
        private final Customer customer;
        private final Optional<Contact> chief;
        private final FilingTexts.In words;

        Line(Customer customer, Optional<Contact> chief, FilingTexts.In words) {
            this.customer = customer;
            this.chief = chief;
            this.words = words;
        }

        List<String> cells(int number) {
            boolean himself = chief.isEmpty() && customer.kind() == CustomerKind.PERSON;
            return List.of(
                    Integer.toString(number),
                    text("fileNumber"),
                    text("name"),
                    text("grade"),
                    himself ? text("name") : ofChief("name"),
                    ofChief("position.title"),
                    chief.isEmpty() ? text("mobile") : ofChief("mobile"),
                    ofChief("phone"),
                    text("phone"),
                    text("fax"),
                    text("email"),
                    Stream.of("province", "city", "district", "street")
                            .map(part -> text("address." + part))
                            .filter(part -> !part.isEmpty())
                            .distinct()
                            .collect(Collectors.joining(" ")),
                    text("owner"),
                    interval(),
                    nextContact());
        }

        /// How often customers of a class are contacted at least.
        private String interval() {
            return switch (String.valueOf(customer.clear("grade"))) {
                case "A", "B" -> words.text("days", 7);
                case "C" -> words.text("days", 14);
                default -> "";
            };
        }

        private String nextContact() {
            return customer.clear("nextContactAt") instanceof java.time.Instant at
                    ? words.day(at).toString()
                    : "";
        }

        private String text(String key) {
            var field = CustomerFields.find(key).orElseThrow();
            return words.value("customer", field, views.shown(customer, field));
        }

        private String ofChief(String key) {
            var field = PersonFields.find(key).orElseThrow();
            return chief.map(
                            contact ->
                                    words.value("person", field, personView.shown(contact, field)))
                    .orElse("");
        }
    }
}
