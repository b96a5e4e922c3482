package io.kedang.intake.kind;

import io.kedang.customer.CustomerId;
import io.kedang.customer.TwinBasis;
import io.kedang.customer.people.NewPerson;
import io.kedang.customer.people.PeopleBulk;
import io.kedang.customer.people.PeopleChanges;
import io.kedang.customer.people.PeopleChanges.Wish;
import io.kedang.customer.people.PeopleTwins;
import io.kedang.customer.people.PersonFields;
import io.kedang.customer.people.PersonId;
import io.kedang.customer.people.PersonInput;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.intake.ImportProblem;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.sealing.BlindIndex;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The people of customers from rows, each of whom names his customer.
@Component
class PeopleImport implements ImportKind {
    /// Nobody needs to say in what capacity somebody works: he is a contact.
    private static final Field ROLE =
            Field.of(
                            "position",
                            "position.role",
                            PersonFields.ROLE.type(),
                            PersonFields.ROLE.dataClass(),
                            PersonFields.ROLE.secrecy())
                    .options(PersonFields.ROLE.options().toArray(String[]::new))
                    .asListed();

    private static final List<Field> FIELDS =
            Stream.concat(
                            RowCustomers.FIELDS.stream(),
                            PersonFields.ALL.stream()
                                    .filter(
                                            field ->
                                                    field.written()
                                                            || field.equals(PersonFields.MAIN))
                                    .map(field -> field.equals(PersonFields.ROLE) ? ROLE : field))
                    .toList();

    private static final Field EXTERNAL_NUMBER = PersonFields.find("externalNumber").orElseThrow();

    private final PeopleBulk bulk;
    private final PeopleChanges changes;
    private final PeopleTwins twins;
    private final PersonInput input;
    private final RowCustomers customers;
    private final BlindIndex blind;

    PeopleImport(
            PeopleBulk bulk,
            PeopleChanges changes,
            PeopleTwins twins,
            PersonInput input,
            RowCustomers customers,
            BlindIndex blind) {
        this.bulk = bulk;
        this.changes = changes;
        this.twins = twins;
        this.input = input;
        this.customers = customers;
        this.blind = blind;
    }

    @Override
    public String code() {
        return "PEOPLE";
    }

    @Override
    public String record() {
        return "person";
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public Collection<String> ignored() {
        return List.of("created_at", "updated_at", "创建时间", "更新时间", "修改时间");
    }

    @Override
    public List<String> missing(Collection<String> mapped) {
        return RowCustomers.missing(ImportKind.super.missing(mapped), mapped);
    }

    @Override
    public Map<String, String> settings(Collection<String> fields) {
        return Map.of(RowCustomers.SETTING, RowCustomers.Missing.REFUSE.name());
    }

    @Override
    public Map<String, String> remembered(Map<String, String> settings) {
        return RowCustomers.remembered(settings);
    }

    @Override
    public boolean allows(String setting, String value) {
        return RowCustomers.allows(setting, value);
    }

    @Override
    public Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed) {
        return input.normal(field, parsed);
    }

    @Override
    public void check(Draft draft, Map<String, String> settings) {
        draft.need(PersonFields.NAME);
        RowCustomers.need(draft);
    }

    @Override
    public void resolve(List<Draft> drafts, Map<String, String> settings) {
        customers.resolve(drafts, settings);
    }

    @Override
    public List<Trait> traits(Draft draft, Map<String, String> settings) {
        var own = own(draft);
        var at = RowCustomers.key(draft) + " ";
        var number =
                own.externalNumber() == null
                        ? null
                        : token(TwinBasis.EXTERNAL_NUMBER, own.externalNumber());
        var traits = new ArrayList<Trait>();
        if (number != null) {
            traits.add(new Trait(TwinBasis.EXTERNAL_NUMBER, number, null));
        }
        if (own.mobile() != null) {
            var mobile = at + own.mobile().stored();
            traits.add(new Trait(TwinBasis.PHONE, token(TwinBasis.PHONE, mobile), null));
        }
        if (own.name() != null) {
            traits.add(new Trait(TwinBasis.NAME, token(TwinBasis.NAME, at + own.name()), number));
        }
        return traits;
    }

    private long token(TwinBasis basis, String value) {
        return blind.token("import person " + basis, value);
    }

    private PeopleTwins.Traits own(Draft draft) {
        return twins.traits(RowCustomers.of(draft).orElse(null), draft.values());
    }

    /// Somebody whose number is known at another customer is refused: whether he has moved or the
    /// number is wrong, a file can't say. Of people whom the importer may not change this would
    /// tell that they exist: their numbers are as good as unknown.
    @Override
    public Map<Integer, Twin> find(List<Draft> drafts, Map<String, String> settings) {
        var found = new HashMap<Integer, Twin>();
        twins.find(drafts.stream().map(this::own).toList())
                .forEach(
                        (place, twin) -> {
                            if (twin.here()) {
                                found.put(
                                        place,
                                        new Twin(
                                                twin.id().value(),
                                                twin.basis(),
                                                twin.editable(),
                                                null));
                            } else if (twin.editable()) {
                                drafts.get(place)
                                        .refuse(EXTERNAL_NUMBER, ImportProblem.PERSON_ELSEWHERE);
                            }
                        });
        return found;
    }

    @Override
    public Map<Long, Planned.Written> write(
            List<Planned> rows, Map<String, String> settings, Origin origin, boolean dry) {
        Map<Long, CustomerId> opened =
                dry ? Map.of() : customers.open(rows.stream().map(Planned::draft).toList(), origin);
        var written = new HashMap<Long, Planned.Written>();
        var created = new LinkedHashMap<UUID, NewPerson>();
        var changing = new ArrayList<Planned>();
        for (var row : rows) {
            var known = created.get(row.record());
            if (!row.creates() && known == null) {
                changing.add(row);
                continue;
            }
            if (!dry) {
                created.put(row.record(), known == null ? fresh(row, origin) : merged(known, row));
            }
            var at = opened.get(row.draft().row());
            written.put(
                    row.draft().row(),
                    new Planned.Written(row.record(), 1, at == null ? null : at.value()));
        }
        bulk.create(List.copyOf(created.values()));
        change(changing, origin, dry, written);
        return written;
    }

    private void change(
            List<Planned> rows, Origin origin, boolean dry, Map<Long, Planned.Written> written) {
        var known = rows.stream().filter(row -> RowCustomers.of(row.draft()).isPresent()).toList();
        var versions = changes.change(known.stream().map(this::wish).toList(), origin, dry);
        for (int place = 0; place < known.size(); place++) {
            var row = known.get(place);
            written.put(row.draft().row(), new Planned.Written(row.record(), versions.get(place)));
        }
    }

    private static NewPerson fresh(Planned row, Origin origin) {
        return new NewPerson(
                new PersonId(row.record()), customer(row), values(row.draft()), origin);
    }

    /// Two rows of one piece about one person who is not written yet.
    private static NewPerson merged(NewPerson person, Planned row) {
        var values = row.merged(person.values(), values(row.draft()));
        return new NewPerson(person.id(), person.customer(), values, person.origin());
    }

    private Wish wish(Planned row) {
        var values = new LinkedHashMap<Field, Object>();
        values(row.draft())
                .forEach((field, value) -> values.put(field, Objects.requireNonNull(value)));
        return new Wish(
                new PersonId(row.record()),
                customer(row),
                values,
                row.action() == OnDuplicate.FILL);
    }

    private static CustomerId customer(Planned row) {
        return RowCustomers.of(row.draft()).orElseThrow();
    }

    /// Those of the person and his position, under the fields of the catalogue.
    private static Map<Field, @Nullable Object> values(Draft draft) {
        var values = new LinkedHashMap<Field, @Nullable Object>();
        draft.values()
                .forEach(
                        (field, value) ->
                                PersonFields.find(field.key())
                                        .ifPresent(known -> values.put(known, value)));
        return values;
    }

    @Override
    public List<Done.Conflict> undo(Collection<Done> done, Origin origin) {
        return changes.undo(done, origin);
    }

    @Override
    public Map<UUID, Shown> show(Collection<UUID> records) {
        return twins.show(records).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().value(),
                                entry -> new Shown(entry.getValue(), "")));
    }
}
