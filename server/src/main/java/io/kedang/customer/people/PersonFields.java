package io.kedang.customer.people;

import static io.kedang.kernel.field.DataClass.P1;
import static io.kedang.kernel.field.DataClass.P2;
import static io.kedang.kernel.field.FieldType.CHOICE;
import static io.kedang.kernel.field.FieldType.DATE;
import static io.kedang.kernel.field.FieldType.EMAIL;
import static io.kedang.kernel.field.FieldType.LONG_TEXT;
import static io.kedang.kernel.field.FieldType.PHONE;
import static io.kedang.kernel.field.FieldType.TEXT;
import static io.kedang.kernel.field.FieldType.WHOLE_NUMBER;
import static io.kedang.kernel.field.FieldType.YES_NO;
import static io.kedang.kernel.field.Secrecy.CLEAR;
import static io.kedang.kernel.field.Secrecy.SEALED;
import static io.kedang.kernel.field.Secrecy.SEALED_IF_MOBILE;

import io.kedang.customer.CustomerFields;
import io.kedang.kernel.field.Field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The built-in fields of a person and of the position that he holds. Which of them are sealed is
/// decided here and nowhere else.
public final class PersonFields {
    public static final Field NAME =
            Field.of("person", "name", TEXT, P1, CLEAR)
                    .asRequired()
                    .asListed()
                    .asSortable()
                    .upTo(100)
                    .searched(CustomerFields.NAMES);

    public static final Field ROLE =
            Field.of("position", "position.role", CHOICE, P1, CLEAR)
                    .options("LEGAL_REPRESENTATIVE", "PRINCIPAL", "MAIN_CONTACT", "CONTACT")
                    .asRequired()
                    .asListed();

    static final Field TITLE = Field.of("position", "position.title", TEXT, P1, CLEAR).asListed();

    static final Field DEPARTMENT = Field.of("position", "position.department", TEXT, P1, CLEAR);

    static final Field DECISION_ROLE =
            Field.of("position", "position.decisionRole", CHOICE, P1, CLEAR)
                    .options(
                            "DECIDER", "INFLUENCER", "USER", "GATEKEEPER", "SUPPORTER", "OPPONENT");

    public static final Field MAIN =
            Field.of("position", "position.main", YES_NO, P1, CLEAR).derived().asListed();

    static final Field SINCE = Field.of("position", "position.since", DATE, P1, CLEAR);

    static final Field UNTIL = Field.of("position", "position.until", DATE, P1, CLEAR).derived();

    /// What a position at one customer holds.
    static final List<Field> OF_POSITION = List.of(ROLE, TITLE, DEPARTMENT, DECISION_ROLE, SINCE);

    /// What the person takes with him.
    static final List<Field> OF_PERSON =
            List.of(
                    NAME,
                    Field.of("person", "sex", CHOICE, P2, CLEAR).options("MALE", "FEMALE"),
                    Field.of("person", "birthDate", DATE, P2, SEALED),
                    Field.of("person", "education", LONG_TEXT, P2, CLEAR),
                    Field.of("person", "hobbies", LONG_TEXT, P2, CLEAR),
                    Field.of("person", "family", LONG_TEXT, P2, SEALED),
                    Field.of("person", "externalNumber", TEXT, P1, CLEAR)
                            .upTo(60)
                            .searched(CustomerFields.NUMBERS),
                    Field.of("contact", "mobile", PHONE, P2, SEALED_IF_MOBILE).asListed(),
                    Field.of("contact", "phone", PHONE, P2, SEALED_IF_MOBILE).asListed(),
                    Field.of("contact", "email", EMAIL, P2, SEALED).asListed(),
                    Field.of("contact", "wechat", TEXT, P2, SEALED).upTo(60),
                    Field.of("contact", "address", TEXT, P2, SEALED).upTo(500),
                    Field.of("habits", "bestChannel", CHOICE, P1, CLEAR)
                            .options("PHONE", "SMS", "WECHAT", "EMAIL", "VISIT", "POST"),
                    Field.of("habits", "bestTime", TEXT, P1, CLEAR),
                    Field.of("habits", "answerRate", WHOLE_NUMBER, P1, CLEAR).notBelow(0),
                    Field.of("habits", "purchaseIntent", LONG_TEXT, P1, CLEAR),
                    Field.of("person", "remarks", LONG_TEXT, P1, CLEAR));

    /// Both, in the order of the 客户档案表.
    public static final List<Field> ALL =
            Stream.of(OF_PERSON.stream(), OF_POSITION.stream(), Stream.of(MAIN, UNTIL))
                    .flatMap(Function.identity())
                    .toList();

    private static final Map<String, Field> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Field::key, Function.identity()));

    private PersonFields() {}

    public static Optional<Field> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static boolean isOfPosition(Field field) {
        return field.section().equals("position");
    }
}
