package io.kedang.intake.kind;

import io.kedang.customer.CustomerBulk;
import io.kedang.customer.CustomerBulk.NewFile;
import io.kedang.customer.CustomerBulk.Wish;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.CustomerId;
import io.kedang.customer.CustomerInput;
import io.kedang.customer.CustomerKind;
import io.kedang.customer.CustomerTraits;
import io.kedang.customer.CustomerTwins;
import io.kedang.customer.FileFields;
import io.kedang.customer.TwinBasis;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.customer.record.RecordProblem;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.BlindIndex;
import io.kedang.sealing.PhoneTokens;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Customer files from rows.
@Component
public class CustomerImport implements ImportKind {
    /// What the rows are that do not say so themselves: a [CustomerKind].
    static final String KIND_SETTING = "customerKind";

    private static final Set<String> DERIVED_BUT_TAKEN = Set.of("kind", "grade");
    private static final Set<String> OF_FIRMS =
            Set.of(
                    "creditCode",
                    "legalRepresentative",
                    "industry",
                    "registeredCapital",
                    "employees");
    private static final Set<String> OF_PERSONS = Set.of("idNumber", "birthDate", "sex");
    private static final Field KIND = field("kind");
    private static final Field GRADE = field("grade");

    private final CustomerBulk bulk;
    private final CustomerTwins twins;
    private final CustomerInput input;
    private final PhoneTokens phones;
    private final BlindIndex blind;
    private final FileFields fields;

    CustomerImport(
            CustomerBulk bulk,
            CustomerTwins twins,
            CustomerInput input,
            PhoneTokens phones,
            BlindIndex blind,
            FileFields fields) {
        this.bulk = bulk;
        this.twins = twins;
        this.input = input;
        this.phones = phones;
        this.blind = blind;
        this.fields = fields;
    }

    @Override
    public String code() {
        return "CUSTOMERS";
    }

    @Override
    public String record() {
        return "customer";
    }

    @Override
    public List<Field> fields() {
        return fields.all().stream()
                .filter(field -> field.written() || DERIVED_BUT_TAKEN.contains(field.key()))
                .toList();
    }

    @Override
    public Collection<String> ignored() {
        return List.of("updated_at", "updated at", "更新时间", "修改时间", "最后修改时间");
    }

    @Override
    public Map<String, String> settings(Collection<String> fields) {
        boolean persons =
                fields.stream().anyMatch(OF_PERSONS::contains)
                        && fields.stream().noneMatch(OF_FIRMS::contains);
        return Map.of(
                KIND_SETTING, (persons ? CustomerKind.PERSON : CustomerKind.ORGANISATION).name());
    }

    @Override
    public boolean allows(String setting, String value) {
        return setting.equals(KIND_SETTING)
                && Arrays.stream(CustomerKind.values()).anyMatch(kind -> kind.name().equals(value));
    }

    @Override
    public Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed) {
        return input.normal(field, parsed);
    }

    @Override
    public void check(Draft draft, Map<String, String> settings) {
        var kind = kind(draft, settings);
        var values = draft.values();
        input.together(values)
                .ifPresent(
                        error ->
                                draft.problems()
                                        .add(
                                                CellProblem.of(
                                                        draft.column(error.field()),
                                                        error.field(),
                                                        error.problem(),
                                                        error.arguments())));
        var initial = fields.initial(kind).keySet();
        for (var field : fields()) {
            if (values.containsKey(field) && !field.of(kind.name())) {
                draft.refuse(field, RecordProblem.FIELD_OF_OTHER_KIND);
            } else if (field != KIND && field.required() && !initial.contains(field)) {
                draft.need(field);
            }
        }
    }

    @Override
    public void prepare(Draft draft, Map<String, String> settings, boolean dry) {
        traits(draft, settings);
        if (!dry) {
            prepared(draft, settings);
        }
    }

    private CustomerBulk.Prepared prepared(Draft draft, Map<String, String> settings) {
        return draft.ahead()
                .get(
                        CustomerBulk.Prepared.class,
                        () -> bulk.prepare(kind(draft, settings), values(draft)));
    }

    private record Traits(List<Trait> all) {}

    @Override
    public List<Trait> traits(Draft draft, Map<String, String> settings) {
        var own = own(draft, settings);
        return draft.ahead().get(Traits.class, () -> new Traits(traits(own))).all();
    }

    private List<Trait> traits(CustomerTraits own) {
        var rival =
                own.creditCode() == null ? null : token(TwinBasis.CREDIT_CODE, own.creditCode());
        var traits = new ArrayList<Trait>();
        if (own.externalNumber() != null) {
            traits.add(trait(TwinBasis.EXTERNAL_NUMBER, own.externalNumber(), null));
        }
        if (own.creditCode() != null) {
            traits.add(trait(TwinBasis.CREDIT_CODE, own.creditCode(), null));
        }
        if (own.mobile() != null) {
            traits.add(new Trait(TwinBasis.PHONE, own.mobile().stored(), null));
        }
        if (own.nameMatch() != null) {
            traits.add(trait(TwinBasis.NAME, own.nameMatch(), rival));
        }
        return traits;
    }

    private Trait trait(TwinBasis basis, String value, @Nullable Long rival) {
        return new Trait(basis, token(basis, value), rival);
    }

    private long token(TwinBasis basis, String value) {
        return blind.token("import " + basis, value);
    }

    @Override
    public boolean findsByValues() {
        return true;
    }

    @Override
    public Map<Integer, Twin> find(List<Draft> drafts, Map<String, String> settings) {
        var found = twins.find(drafts.stream().map(draft -> own(draft, settings)).toList());
        var byPlace = new HashMap<Integer, Twin>();
        found.forEach(
                (place, twin) ->
                        byPlace.put(
                                place,
                                new Twin(
                                        twin.id().value(),
                                        twin.basis(),
                                        twin.same(),
                                        twin.editable(),
                                        null)));
        return byPlace;
    }

    private CustomerTraits own(Draft draft, Map<String, String> settings) {
        return draft.ahead()
                .get(
                        CustomerTraits.class,
                        () -> CustomerTraits.of(kind(draft, settings), draft.values(), phones));
    }

    @Override
    public Map<Long, Planned.Written> write(
            List<Planned> rows, Map<String, String> settings, Origin origin, boolean dry) {
        var written = new HashMap<Long, Planned.Written>();
        var created = new LinkedHashMap<UUID, NewFile>();
        var changing = new ArrayList<Planned>();
        for (var row : rows) {
            var known = created.get(row.record());
            if (row.creates()) {
                created.put(
                        row.record(),
                        new NewFile(
                                new CustomerId(row.record()),
                                kind(row.draft(), settings),
                                values(row.draft()),
                                dry ? null : prepared(row.draft(), settings)));
            } else if (known != null) {
                created.put(row.record(), merged(known, row));
            } else {
                changing.add(row);
            }
            if (row.creates() || known != null) {
                written.put(row.draft().row(), new Planned.Written(row.record(), 1));
            }
        }
        if (!dry) {
            bulk.create(List.copyOf(created.values()), origin);
        }
        var versions = bulk.change(changing.stream().map(this::wish).toList(), origin, dry);
        for (int place = 0; place < changing.size(); place++) {
            var row = changing.get(place);
            written.put(row.draft().row(), new Planned.Written(row.record(), versions.get(place)));
        }
        return written;
    }

    /// Two rows of one piece about one file that is not written yet.
    private NewFile merged(NewFile file, Planned row) {
        var values = row.merged(file.values(), values(row.draft()));
        return new NewFile(file.id(), file.kind(), values);
    }

    private Wish wish(Planned row) {
        return new Wish(
                new CustomerId(row.record()),
                values(row.draft()),
                row.action() == OnDuplicate.FILL);
    }

    /// A class in a file is a decision of whoever keeps that file, which computing respects.
    private static Map<Field, Object> values(Draft draft) {
        var values = new LinkedHashMap<>(draft.values());
        values.remove(KIND);
        if (values.containsKey(GRADE)) {
            values.put(field("gradeReason"), "imported");
            values.put(field("gradeManual"), true);
        }
        return values;
    }

    @Override
    public List<Done.Conflict> undo(Collection<Done> done, Origin origin) {
        return bulk.undo(done, origin);
    }

    @Override
    public Map<UUID, Shown> show(Collection<UUID> records) {
        var shown = new HashMap<UUID, Shown>();
        twins.show(records)
                .forEach(
                        (id, file) ->
                                shown.put(
                                        id.value(),
                                        new Shown(
                                                (file.fileNumber() + " " + file.name()).strip(),
                                                file.name().isEmpty() ? file.department() : "")));
        return shown;
    }

    private static CustomerKind kind(Draft draft, Map<String, String> settings) {
        var own = (String) draft.values().get(KIND);
        return CustomerKind.valueOf(
                own == null
                        ? settings.getOrDefault(KIND_SETTING, CustomerKind.ORGANISATION.name())
                        : own);
    }

    private static Field field(String key) {
        return CustomerFields.find(key).orElseThrow();
    }
}
