package io.kedang.customer.people;

import io.kedang.access.policy.FieldSight;
import io.kedang.customer.record.FieldClasses;
import io.kedang.customer.record.RecordSeal;
import io.kedang.customer.record.RecordView;
import io.kedang.customer.record.Revision;
import io.kedang.customer.record.RevisionView;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldJson;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A person as a reader gets him: sensitive values masked, positions with the customers' names.
@Component
public class PersonView {
    private final RecordSeal seal;
    private final RecordView values;

    PersonView(RecordSeal personSeal, RecordView values) {
        seal = personSeal;
        this.values = values;
    }

    record PositionView(
            UUID id,
            Employer customer,
            String role,
            @Nullable String title,
            @Nullable String department,
            @Nullable String decisionRole,
            boolean main,
            @Nullable LocalDate since,
            @Nullable LocalDate until) {}

    /// @param more whether the customer has more people than were asked for
    record ContactList(List<Map<String, @Nullable Object>> items, boolean more) {}

    /// @param contacts one more than are shown, where there are more
    ContactList list(List<Contact> contacts, int size) {
        return new ContactList(
                contacts.stream().limit(size).map(this::of).toList(), contacts.size() > size);
    }

    PositionView of(Position position) {
        return new PositionView(
                position.id(),
                position.customer(),
                position.role(),
                position.title(),
                position.department(),
                position.decisionRole(),
                position.main(),
                position.since(),
                position.until());
    }

    Map<String, @Nullable Object> of(Person person, List<Position> positions) {
        var view = fields(person);
        view.put("positions", positions.stream().map(this::of).toList());
        return view;
    }

    Map<String, @Nullable Object> of(Contact contact) {
        var person = contact.person();
        var view =
                contact.readable()
                        ? fields(person)
                        : new LinkedHashMap<String, @Nullable Object>(
                                Map.of("id", person.id().value(), "name", person.name()));
        view.put("position", of(contact.position()));
        return view;
    }

    /// The value of a field of the person or of his position, in the form that answers have.
    public @Nullable Object shown(Contact contact, Field field) {
        var position = contact.position();
        if (field.equals(PersonFields.MAIN)) {
            return position.main();
        }
        if (field.equals(PersonFields.UNTIL)) {
            return FieldJson.write(position.until());
        }
        if (PersonFields.isOfPosition(field)) {
            return FieldJson.write(position.values().get(field));
        }
        var person = contact.person();
        return contact.readable() || field.equals(PersonFields.NAME)
                ? values.shown(
                        seal,
                        person.id().value(),
                        person.content(),
                        field,
                        FieldClasses.sight(person.sight(), field))
                : null;
    }

    RevisionView of(Revision revision, FieldSight sight) {
        return values.shown(seal, revision, PersonFields::find, sight);
    }

    private Map<String, @Nullable Object> fields(Person person) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", person.id().value());
        for (var field : PersonFields.OF_PERSON) {
            RecordView.put(
                    view,
                    field.key(),
                    values.shown(
                            seal,
                            person.id().value(),
                            person.content(),
                            field,
                            FieldClasses.sight(person.sight(), field)));
        }
        values.tellClosed(view, person.sight(), PersonFields.OF_PERSON);
        view.put("createdAt", person.createdAt());
        view.put("updatedAt", person.updatedAt());
        view.put("version", person.version());
        if (person.voidedAt() != null) {
            view.put("voidedAt", person.voidedAt());
            view.put("voidReason", person.voidReason());
        }
        return view;
    }
}
