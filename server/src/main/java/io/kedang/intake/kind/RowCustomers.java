package io.kedang.intake.kind;

import io.kedang.customer.CustomerBulk;
import io.kedang.customer.CustomerBulk.NewFile;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.CustomerReferences;
import io.kedang.customer.CustomerReferences.Reference;
import io.kedang.customer.record.Origin;
import io.kedang.intake.ImportProblem;
import io.kedang.kernel.NewId;
import io.kedang.kernel.Problem;
import io.kedang.kernel.field.DataClass;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Secrecy;
import io.kedang.kernel.text.Folding;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The customers that rows of other kinds are about: named by number or name, and opened on the way
/// where the owner of the import wants that.
@Component
class RowCustomers {
    static final Field NUMBER = field("customer.number").upTo(60);
    static final Field NAME = field("customer.name");
    static final Field COUNTRY = field("customer.country").upTo(60);
    static final List<Field> FIELDS = List.of(NUMBER, NAME, COUNTRY);

    /// What becomes of rows whose customer is not there: a [Missing].
    static final String SETTING = "missingCustomers";

    enum Missing {
        REFUSE,
        CREATE
    }

    /// Found by [#resolve]; no column means it.
    private static final Field ID = field("customer.id").derived();

    private final CustomerReferences references;
    private final CustomerBulk bulk;

    RowCustomers(CustomerReferences references, CustomerBulk bulk) {
        this.references = references;
        this.bulk = bulk;
    }

    private static Field field(String key) {
        return Field.of("customer", key, FieldType.TEXT, DataClass.P1, Secrecy.CLEAR);
    }

    static boolean creates(Map<String, String> settings) {
        return Missing.CREATE.name().equals(settings.get(SETTING));
    }

    static Map<String, String> remembered(Map<String, String> settings) {
        var kept = new HashMap<>(settings);
        kept.remove(SETTING);
        return kept;
    }

    static boolean allows(String setting, String value) {
        return setting.equals(SETTING)
                && List.of(Missing.REFUSE.name(), Missing.CREATE.name()).contains(value);
    }

    /// What is known of the customer; empty where he is still to be opened, or nobody is named.
    static Optional<CustomerId> of(Draft draft) {
        return Optional.ofNullable((CustomerId) draft.values().get(ID));
    }

    static boolean isNamed(Draft draft) {
        return draft.values().containsKey(NUMBER) || draft.values().containsKey(NAME);
    }

    static boolean hasColumn(Draft draft) {
        return draft.column(NUMBER.key()) >= 0 || draft.column(NAME.key()) >= 0;
    }

    /// The same for rows that mean one customer.
    static String key(Draft draft) {
        var known = of(draft);
        if (known.isPresent()) {
            return known.get().value().toString();
        }
        var number = draft.values().get(NUMBER);
        return number == null
                ? "name " + Folding.fold(String.valueOf(draft.values().get(NAME)))
                : "number " + number;
    }

    /// Looks up the customers of these rows. A row that names none stays as it is; one whose
    /// customer the user may not change is told apart from one that nobody has by no word.
    void resolve(List<Draft> drafts, Map<String, String> settings) {
        var named =
                drafts.stream()
                        .filter(draft -> !draft.isWrong() && isNamed(draft))
                        .collect(
                                Collectors.groupingBy(
                                        RowCustomers::reference,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        var answers = references.find(named.keySet());
        named.forEach(
                (reference, rows) -> {
                    var answer = Objects.requireNonNull(answers.get(reference));
                    switch (answer.outcome()) {
                        case FOUND ->
                                rows.forEach(row -> row.values().put(ID, required(answer.id())));
                        case AMBIGUOUS -> refuse(rows, ImportProblem.CUSTOMER_AMBIGUOUS);
                        case HIDDEN -> refuse(rows, ImportProblem.CUSTOMER_UNKNOWN);
                        case ABSENT -> {
                            if (!creates(settings)) {
                                refuse(rows, ImportProblem.CUSTOMER_UNKNOWN);
                            }
                        }
                    }
                });
    }

    private static CustomerId required(@Nullable CustomerId id) {
        return Objects.requireNonNull(id);
    }

    private static Reference reference(Draft draft) {
        return new Reference(
                (String) draft.values().get(NUMBER), (String) draft.values().get(NAME));
    }

    private static void refuse(Collection<Draft> drafts, Problem problem) {
        for (var draft : drafts) {
            var field = draft.values().containsKey(NUMBER) ? NUMBER : NAME;
            draft.refuse(field, problem, draft.values().get(field));
        }
    }

    /// A customer is named by number or name: one of the two columns at least.
    static List<String> missing(List<String> others, Collection<String> mapped) {
        if (mapped.contains(NUMBER.key()) || mapped.contains(NAME.key())) {
            return others;
        }
        return Stream.concat(others.stream(), Stream.of(NUMBER.key())).toList();
    }

    /// Refuses a row that names no customer.
    static void need(Draft draft) {
        if (!isNamed(draft)) {
            int column = draft.column(NUMBER.key());
            draft.problems()
                    .add(
                            CellProblem.of(
                                    column < 0 ? draft.column(NAME.key()) : column,
                                    NUMBER.key(),
                                    ImportProblem.CUSTOMER_MISSING));
        }
    }

    /// Opens the files that are missing, each once. Afterwards every row has its customer.
    ///
    /// @return the opened ones, by the first row that names each
    Map<Long, CustomerId> open(List<Draft> drafts, Origin origin) {
        var opened = new HashMap<Long, CustomerId>();
        var byKey = new HashMap<String, CustomerId>();
        var files = new ArrayList<NewFile>();
        for (var draft : drafts) {
            if (of(draft).isEmpty() && isNamed(draft)) {
                var key = key(draft);
                var id = byKey.get(key);
                if (id == null) {
                    id = new CustomerId(NewId.next());
                    byKey.put(key, id);
                    opened.put(draft.row(), id);
                    files.add(file(id, draft));
                }
                draft.values().put(ID, id);
            }
        }
        bulk.create(files, origin);
        return opened;
    }

    private static NewFile file(CustomerId id, Draft draft) {
        var given = draft.values();
        var values = new LinkedHashMap<Field, Object>();
        var number = given.get(NUMBER);
        var name = given.getOrDefault(NAME, number);
        values.put(get("name"), Objects.requireNonNull(name));
        if (number != null) {
            values.put(get("externalNumber"), number);
        }
        if (given.containsKey(COUNTRY)) {
            values.put(get("address.country"), given.get(COUNTRY));
        }
        return new NewFile(id, CustomerKind.ORGANISATION, values);
    }

    private static Field get(String key) {
        return CustomerFields.find(key).orElseThrow();
    }
}
