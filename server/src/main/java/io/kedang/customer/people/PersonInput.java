package io.kedang.customer.people;

import io.kedang.access.Companies;
import io.kedang.customer.record.RecordInput;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldInput;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads what comes from outside into the values of people and positions, for page, API and import
/// alike.
@Component
public class PersonInput {
    private static final Set<String> OF_THE_ANSWER =
            Set.of(
                    "id",
                    "version",
                    "closed",
                    "createdAt",
                    "updatedAt",
                    "positions",
                    "position.id",
                    "position.customer",
                    "position.main",
                    "position.until");
    private static final String POSITION = "position";
    private static final long WHOLE = 100;

    private final Clock clock;
    private final Companies companies;
    private final RecordInput both;
    private final RecordInput person;
    private final RecordInput position;

    private static Supplier<Map<String, Field>> byKey(Collection<Field> fields) {
        var map = fields.stream().collect(Collectors.toMap(Field::key, Function.identity()));
        return () -> map;
    }

    PersonInput(Clock clock, Companies companies, FieldInput input) {
        this.clock = clock;
        this.companies = companies;
        both = new RecordInput(input, byKey(PersonFields.ALL), OF_THE_ANSWER, this::normal);
        person = new RecordInput(input, byKey(PersonFields.OF_PERSON), OF_THE_ANSWER, this::normal);
        position =
                new RecordInput(
                        input, byKey(PersonFields.OF_POSITION), OF_THE_ANSWER, this::normal);
    }

    /// A new person: his own fields, and those of his position under `position`.
    Map<Field, @Nullable Object> read(ObjectNode body) {
        return both.read("", body);
    }

    Map<Field, @Nullable Object> readPerson(ObjectNode body) {
        return person.read("", body);
    }

    /// The fields of a position alone; what is wrong is named as the catalogue does
    /// (`position.title`).
    Map<Field, @Nullable Object> readPosition(ObjectNode body) {
        return position.read("", JsonNodeFactory.instance.objectNode().set(POSITION, body));
    }

    /// Rules of single fields that their type alone does not hold.
    public Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed) {
        if (!(parsed instanceof Parsed.Right(var value)) || value == null) {
            return parsed;
        }
        return switch (field.key()) {
            case "answerRate" ->
                    (Long) value > WHOLE
                            ? Parsed.wrong(PeopleProblem.RATE_TOO_LARGE, value)
                            : parsed;
            case "birthDate", "position.since" ->
                    ((LocalDate) value).isAfter(today())
                            ? Parsed.wrong(PeopleProblem.DATE_AHEAD, value)
                            : parsed;
            default -> parsed;
        };
    }

    /// Where the company is.
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), companies.zone());
    }
}
