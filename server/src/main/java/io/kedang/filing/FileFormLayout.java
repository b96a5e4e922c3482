package io.kedang.filing;

import static io.kedang.filing.Form.Align.CENTRE;
import static io.kedang.filing.Form.Align.LEFT;
import static io.kedang.filing.Form.Align.RIGHT;

import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.people.Contact;
import io.kedang.customer.people.PersonFields;
import io.kedang.filing.Form.Align;
import io.kedang.filing.Form.Column;
import io.kedang.filing.Form.Entries;
import io.kedang.filing.Form.Entry;
import io.kedang.filing.Form.Grid;
import io.kedang.filing.Form.Section;
import io.kedang.kernel.field.Field;
import io.kedang.trade.Order;
import io.kedang.trade.OrderStatus;
import io.kedang.trade.Orders;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lays out the 客户档案表: what stands where. Fields that a section names have their place even
/// when they are empty, to be filled in by hand; all others of the file follow in the last section
/// when they hold something, so that no value is ever missing.
final class FileFormLayout {
    private static final String CUSTOMER = "customer";
    private static final String PERSON = "person";

    /// A field with `!` takes a whole line.
    private static final String FIRM_BASICS =
            "name! alias externalNumber creditCode legalRepresentative foundedOn registeredCapital"
                    + " size employees employeesChinese employeesForeign shareholders! phone mobile"
                    + " fax email address! website bank bankAccount";

    private static final String PERSON_BASICS =
            "name! sex birthDate idKind idNumber phone mobile email fax address! occupation income"
                    + " alias hobbies! family! bank bankAccount";

    private static final String BUSINESS =
            "ownership! standing! industry! mainBusiness! sideBusiness! mainProducts!"
                    + " businessScope! news! culture!";

    private static final String STANDING =
            "creditRating grade gradeReason! needs! advantages! disadvantages! countermeasures!";

    private static final String CONTACT =
            "position.role name position.title birthDate education! hobbies! family! mobile phone";

    private static final List<String> SALES =
            List.of("sales.latest", "sales.previous", "sales.beforePrevious");

    /// Shown elsewhere on the form, in the head, the signatures, or as part of an address.
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "kind",
                    "fileNumber",
                    "filedOn",
                    "createdAt",
                    "updatedAt",
                    "sales.year",
                    "address.country",
                    "address.province",
                    "address.city",
                    "address.district",
                    "address.street",
                    "address.postcode");

    private final FileContent file;
    private final List<Field> fields;
    private final FilingTexts.In texts;
    private final Set<String> placed = new HashSet<>(ELSEWHERE);

    /// @param fields all that a file may have
    FileFormLayout(FileContent file, List<Field> fields, FilingTexts.In texts) {
        this.file = file;
        this.fields = fields;
        this.texts = texts;
    }

    Form form() {
        var newest = file.newest();
        var revised = texts.text("revised", mark(), texts.day(newest.enteredAt()).toString());
        return new Form(
                texts.text(isFirm() ? "file-form" : "file-form.person"),
                new Form.Ends(
                        texts.company().name(),
                        texts.text("file-number", file.customer().fileNumber())),
                new Form.Ends(revised, texts.text("printed-on", texts.today().toString())),
                texts.pages(),
                isFirm() ? firm() : person());
    }

    private boolean isFirm() {
        return file.customer().kind() == CustomerKind.ORGANISATION;
    }

    private List<Section> firm() {
        return sections(
                section("section.firm", entries(FIRM_BASICS)),
                people(),
                section("section.business", entries(BUSINESS)),
                section("section.sales", sales()),
                dealings(),
                section("section.standing", entries(STANDING)),
                others(),
                signatures());
    }

    private List<Section> person() {
        return sections(
                section("section.person", entries(PERSON_BASICS)),
                file.people().isEmpty() ? null : people(),
                dealings(),
                section("section.standing", entries(STANDING)),
                others(),
                signatures());
    }

    private static List<Section> sections(@Nullable Section... sections) {
        return Stream.of(sections).filter(Objects::nonNull).toList();
    }

    private Section section(String key, Form.Block block) {
        return new Section(texts.text(key), List.of(block));
    }

    // -- fields of the customer -----------------------------------------------------------------

    private Entries entries(String layout) {
        var entries = new ArrayList<Entry>();
        for (var word : layout.split(" ")) {
            boolean wide = word.endsWith("!");
            var key = wide ? word.substring(0, word.length() - 1) : word;
            if (key.equals("address")) {
                entries.add(new Entry(texts.text("address"), new Form.Text(address()), wide));
                entries.add(Entry.of(label(field("address.postcode")), text("address.postcode")));
            } else {
                placed.add(key);
                entries.add(entry(field(key), wide));
            }
        }
        return new Entries(entries, false);
    }

    private Entry entry(Field field, boolean wide) {
        boolean boxes = Set.of("ownership", "standing").contains(field.key());
        return new Entry(
                label(field), boxes ? boxes(field) : new Form.Text(text(field.key())), wide);
    }

    private Form.Options boxes(Field field) {
        var chosen = file.values().apply(field);
        return new Form.Options(
                field.options().stream()
                        .map(
                                code ->
                                        new Form.Option(
                                                texts.option(CUSTOMER, field, code),
                                                code.equals(chosen)))
                        .toList());
    }

    /// As addresses are written in China, from the large to the small.
    private String address() {
        return Stream.of("country", "province", "city", "district", "street")
                .map(part -> text("address." + part))
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private Grid sales() {
        placed.addAll(SALES);
        var year = file.values().apply(field("sales.year"));
        var columns = new ArrayList<Column>();
        var amounts = new ArrayList<String>();
        for (int ago = 0; ago < SALES.size(); ago++) {
            var field = field(SALES.get(ago));
            var heading =
                    year instanceof Number last
                            ? texts.text("year", Long.toString(last.longValue() - ago))
                            : label(field);
            columns.add(new Column(heading, 56, RIGHT));
            amounts.add(text(field.key()));
        }
        return new Grid(columns, List.of(amounts), "");
    }

    /// What the sections above have no place for.
    private @Nullable Section others() {
        var entries = new ArrayList<Entry>();
        for (var field : fields) {
            var text = placed.contains(field.key()) ? "" : text(field);
            if (!text.isEmpty()) {
                entries.add(new Entry(label(field), new Form.Text(text), isLong(text)));
            }
        }
        return entries.isEmpty() ? null : section("section.others", new Entries(entries, false));
    }

    // -- people -----------------------------------------------------------------------------------

    private Section people() {
        var blocks =
                file.people().isEmpty()
                        ? List.<Form.Block>of(person(null))
                        : file.people().stream().<Form.Block>map(this::person).toList();
        return new Section(texts.text("section.people"), blocks);
    }

    /// @param contact null for a place to fill in
    private Entries person(@Nullable Contact contact) {
        var entries = new ArrayList<Entry>();
        var shown = new HashSet<String>();
        for (var word : CONTACT.split(" ")) {
            boolean wide = word.endsWith("!");
            var key = wide ? word.substring(0, word.length() - 1) : word;
            shown.add(key);
            entries.add(entry(contact, PersonFields.find(key).orElseThrow(), wide));
        }
        if (contact != null) {
            shown.add("position.main");
            for (var field : PersonFields.ALL) {
                var entry = entry(contact, field, false);
                var text = ((Form.Text) entry.value()).text();
                if (!shown.contains(field.key()) && !text.isEmpty()) {
                    entries.add(new Entry(entry.label(), entry.value(), isLong(text)));
                }
            }
        }
        return new Entries(entries, false);
    }

    private Entry entry(@Nullable Contact contact, Field field, boolean wide) {
        var value = contact == null ? null : file.valuesOf().apply(contact, field);
        var text = texts.value(PERSON, field, value);
        if (contact != null && field.key().equals("position.role") && contact.position().main()) {
            text = texts.text("main-contact", text);
        }
        return new Entry(texts.label(PERSON, field), new Form.Text(text), wide);
    }

    // -- orders -----------------------------------------------------------------------------------

    private Section dealings() {
        var columns =
                List.of(
                        column("number", 10, CENTRE),
                        column("time", 21, CENTRE),
                        column("place", 27, LEFT),
                        column("amount", 34, RIGHT),
                        column("responsible", 18, CENTRE),
                        column("breach", 28, LEFT),
                        column("remark", 30, LEFT));
        var rows = new ArrayList<List<String>>();
        for (var order : file.orders()) {
            rows.add(row(rows.size() + 1, order));
        }
        if (rows.isEmpty()) {
            rows.add(columns.stream().map(column -> "").toList());
        }
        var title = texts.text("section.dealings", texts.company().name());
        return new Section(title, List.of(new Grid(columns, rows, summary())));
    }

    private Column column(String key, int width, Align align) {
        return new Column(texts.text("column." + key), width, align);
    }

    private List<String> row(int number, Order order) {
        var owner = order.owner();
        return List.of(
                Integer.toString(number),
                order.orderedOn().toString(),
                Objects.requireNonNullElse(order.place(), ""),
                texts.money(order.total()),
                owner == null ? "" : file.userNames().apply(owner),
                Objects.requireNonNullElse(order.breach(), ""),
                remark(order));
    }

    /// An order that came to nothing says so.
    private String remark(Order order) {
        var remark = Objects.requireNonNullElse(order.remark(), "");
        boolean undone =
                order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.RETURNED;
        return undone ? texts.text("order." + order.status(), remark).strip() : remark;
    }

    private String summary() {
        return file.totals().isEmpty()
                ? ""
                : file.totals().stream()
                        .map(this::total)
                        .collect(
                                Collectors.joining(
                                        texts.text("and"),
                                        texts.text("newest-orders", FileForms.ORDERS),
                                        ""));
    }

    private String total(Orders.Total total) {
        return texts.text("total", total.orders(), texts.money(total.amount()));
    }

    // -- the controlled document
    // --------------------------------------------------------------------

    private Section signatures() {
        var newest = file.newest();
        var filed = file.customer().filedOn();
        var entries =
                List.of(
                        Entry.of(texts.text("compiled-by"), file.first().changedByName()),
                        Entry.of(texts.text("compiled-on"), filed == null ? "" : filed.toString()),
                        Entry.of(texts.text("reviewed-by"), ""),
                        Entry.of(texts.text("reviewed-on"), ""),
                        Entry.of(texts.text("approved-by"), ""),
                        Entry.of(texts.text("approved-on"), ""),
                        Entry.of(texts.text("revision-mark"), mark()),
                        Entry.of(
                                texts.text("revision-places"),
                                Integer.toString(newest.changes().size())),
                        Entry.of(
                                texts.text("revision-date"),
                                texts.day(newest.enteredAt()).toString()));
        return section("section.signatures", new Entries(entries, true));
    }

    private String mark() {
        return texts.text("mark", Integer.toString(file.customer().version()));
    }

    // -- words ------------------------------------------------------------------------------------

    private String label(Field field) {
        return texts.label(CUSTOMER, field);
    }

    private String text(String key) {
        return text(field(key));
    }

    private String text(Field field) {
        return texts.value(CUSTOMER, field, file.values().apply(field));
    }

    private static Field field(String key) {
        return CustomerFields.find(key).orElseThrow(() -> new IllegalArgumentException(key));
    }

    private static boolean isLong(String text) {
        return text.length() > 40 || Arrays.stream(text.split("\n")).count() > 1;
    }
}
