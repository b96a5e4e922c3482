package io.kedang.customer;

import static io.kedang.kernel.field.DataClass.P0;
import static io.kedang.kernel.field.DataClass.P1;
import static io.kedang.kernel.field.DataClass.P2;
import static io.kedang.kernel.field.DataClass.P3;
import static io.kedang.kernel.field.FieldType.CHOICE;
import static io.kedang.kernel.field.FieldType.CHOICES;
import static io.kedang.kernel.field.FieldType.DATE;
import static io.kedang.kernel.field.FieldType.DECIMAL;
import static io.kedang.kernel.field.FieldType.DEPARTMENT;
import static io.kedang.kernel.field.FieldType.EMAIL;
import static io.kedang.kernel.field.FieldType.INSTANT;
import static io.kedang.kernel.field.FieldType.LINK;
import static io.kedang.kernel.field.FieldType.LONG_TEXT;
import static io.kedang.kernel.field.FieldType.MONEY;
import static io.kedang.kernel.field.FieldType.PHONE;
import static io.kedang.kernel.field.FieldType.TEXT;
import static io.kedang.kernel.field.FieldType.USER;
import static io.kedang.kernel.field.FieldType.WHOLE_NUMBER;
import static io.kedang.kernel.field.FieldType.YES_NO;
import static io.kedang.kernel.field.Secrecy.CLEAR;
import static io.kedang.kernel.field.Secrecy.SEALED;
import static io.kedang.kernel.field.Secrecy.SEALED_FOR_PERSONS;
import static io.kedang.kernel.field.Secrecy.SEALED_IF_MOBILE;

import io.kedang.kernel.field.Field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The built-in fields of a customer file, in the order of the 客户档案表. Which of them are sealed
/// is decided here and nowhere else.
public final class CustomerFields {
    private static final String FIRM = "ORGANISATION";
    private static final String PERSON = "PERSON";

    /// Groups of grams: a reader is only searched in the groups that he may read.
    public static final String NAMES = "n";

    /// Full pinyin and initials of names are searched like a name of their own.
    public static final String PINYIN = "p";

    public static final String NUMBERS = "#";
    static final String PLACES = "a";
    static final String WORDS = "w";

    public static final List<Field> ALL =
            List.of(
                    Field.of("file", "kind", CHOICE, P0, CLEAR)
                            .options(FIRM, PERSON)
                            .asRequired()
                            .derived(),
                    Field.of("file", "fileNumber", TEXT, P1, CLEAR)
                            .derived()
                            .asListed()
                            .asSortable()
                            .searched(NUMBERS),
                    Field.of("file", "filedOn", DATE, P1, CLEAR),
                    Field.of("file", "name", TEXT, P1, CLEAR)
                            .asRequired()
                            .asListed()
                            .asSortable()
                            .searched(NAMES),
                    Field.of("file", "alias", CHOICES, P1, CLEAR).searched(NAMES),
                    Field.of("file", "externalNumber", TEXT, P1, CLEAR).upTo(60).searched(NUMBERS),
                    Field.of("file", "grade", CHOICE, P1, CLEAR)
                            .options("A", "B", "C")
                            .derived()
                            .asListed(),
                    Field.of("file", "gradeReason", TEXT, P1, CLEAR).derived().upTo(500),
                    Field.of("file", "gradeManual", YES_NO, P1, CLEAR).derived(),
                    Field.of("file", "lifecycle", CHOICE, P1, CLEAR)
                            .options(
                                    "POTENTIAL",
                                    "INTERESTED",
                                    "NEW",
                                    "REGULAR",
                                    "AT_RISK",
                                    "LOST",
                                    "WON_BACK")
                            .asListed(),
                    Field.of("file", "owner", USER, P1, CLEAR).asListed(),
                    Field.of("file", "department", DEPARTMENT, P1, CLEAR),
                    Field.of("file", "source", CHOICE, P1, CLEAR)
                            .options(
                                    "EXHIBITION",
                                    "PHONE_MARKETING",
                                    "REFERRAL",
                                    "ONLINE",
                                    "VISIT",
                                    "PARTNER",
                                    "SOCIAL_ACCOUNT",
                                    "ADVERTISEMENT",
                                    "REGISTER",
                                    "ASSOCIATION",
                                    "SURVEY",
                                    "OTHER"),
                    Field.of("file", "tags", CHOICES, P1, CLEAR).asListed().searched(WORDS),
                    Field.of("file", "nextContactAt", INSTANT, P1, CLEAR).asListed(),
                    Field.of("file", "remarks", LONG_TEXT, P1, CLEAR).searched(WORDS),
                    Field.of("contact", "phone", PHONE, P2, SEALED_IF_MOBILE).asListed(),
                    Field.of("contact", "mobile", PHONE, P2, SEALED_IF_MOBILE).asListed(),
                    Field.of("contact", "fax", PHONE, P2, SEALED_IF_MOBILE),
                    Field.of("contact", "email", EMAIL, P2, SEALED_FOR_PERSONS),
                    Field.of("contact", "website", LINK, P0, CLEAR).upTo(500),
                    Field.of("contact", "address.country", TEXT, P1, CLEAR).upTo(60),
                    Field.of("contact", "address.province", TEXT, P1, CLEAR)
                            .upTo(60)
                            .searched(PLACES),
                    Field.of("contact", "address.city", TEXT, P1, CLEAR)
                            .upTo(60)
                            .asListed()
                            .searched(PLACES),
                    Field.of("contact", "address.district", TEXT, P1, CLEAR)
                            .upTo(60)
                            .searched(PLACES),
                    Field.of("contact", "address.street", TEXT, P2, SEALED_FOR_PERSONS)
                            .upTo(500)
                            .searched(PLACES),
                    Field.of("contact", "address.postcode", TEXT, P2, SEALED_FOR_PERSONS).upTo(20),
                    Field.of("contact", "address.longitude", DECIMAL, P2, SEALED_FOR_PERSONS)
                            .notBelow(-180),
                    Field.of("contact", "address.latitude", DECIMAL, P2, SEALED_FOR_PERSONS)
                            .notBelow(-90),
                    Field.of("contact", "timeZone", TEXT, P1, CLEAR).upTo(60),
                    Field.of("contact", "language", TEXT, P1, CLEAR).upTo(35),
                    Field.of("firm", "creditCode", TEXT, P0, CLEAR)
                            .kinds(FIRM)
                            .upTo(18)
                            .searched(NUMBERS),
                    Field.of("firm", "legalRepresentative", TEXT, P1, CLEAR)
                            .kinds(FIRM)
                            .upTo(100)
                            .searched(NAMES),
                    Field.of("firm", "foundedOn", DATE, P0, CLEAR).kinds(FIRM),
                    Field.of("firm", "registeredCapital", MONEY, P0, CLEAR).kinds(FIRM).notBelow(0),
                    Field.of("firm", "shareholders", LONG_TEXT, P1, CLEAR).kinds(FIRM),
                    Field.of("firm", "industry", CHOICE, P0, CLEAR)
                            .kinds(FIRM)
                            .options(Industries.CODES)
                            .asListed(),
                    Field.of("firm", "ownership", CHOICE, P0, CLEAR)
                            .kinds(FIRM)
                            .options(
                                    "LISTED",
                                    "PRIVATE",
                                    "JOINT_VENTURE",
                                    "FOREIGN",
                                    "STATE_OWNED",
                                    "OTHER"),
                    Field.of("firm", "standing", CHOICE, P1, CLEAR)
                            .kinds(FIRM)
                            .options("LEADER", "INFLUENTIAL", "MEDIUM", "SMALL", "OTHER"),
                    Field.of("firm", "size", CHOICE, P1, CLEAR)
                            .kinds(FIRM)
                            .options("LARGE", "MEDIUM", "SMALL", "MICRO"),
                    Field.of("firm", "employees", WHOLE_NUMBER, P1, CLEAR).kinds(FIRM).notBelow(0),
                    Field.of("firm", "employeesChinese", WHOLE_NUMBER, P1, CLEAR)
                            .kinds(FIRM)
                            .notBelow(0),
                    Field.of("firm", "employeesForeign", WHOLE_NUMBER, P1, CLEAR)
                            .kinds(FIRM)
                            .notBelow(0),
                    Field.of("person", "sex", CHOICE, P2, CLEAR)
                            .kinds(PERSON)
                            .options("MALE", "FEMALE"),
                    Field.of("person", "birthDate", DATE, P2, SEALED).kinds(PERSON),
                    Field.of("person", "idKind", CHOICE, P1, CLEAR)
                            .kinds(PERSON)
                            .options(
                                    "ID_CARD",
                                    "PASSPORT",
                                    "HK_MACAO_PERMIT",
                                    "TAIWAN_PERMIT",
                                    "RESIDENCE_PERMIT"),
                    Field.of("person", "idNumber", TEXT, P3, SEALED).kinds(PERSON).upTo(40),
                    Field.of("person", "occupation", TEXT, P2, CLEAR).kinds(PERSON),
                    Field.of("person", "income", CHOICE, P3, SEALED)
                            .kinds(PERSON)
                            .options("LOW", "MIDDLE", "UPPER_MIDDLE", "HIGH"),
                    Field.of("person", "hobbies", LONG_TEXT, P2, CLEAR)
                            .kinds(PERSON)
                            .searched(WORDS),
                    Field.of("person", "family", LONG_TEXT, P2, SEALED).kinds(PERSON),
                    Field.of("business", "bank", TEXT, P1, CLEAR),
                    Field.of("business", "bankAccount", TEXT, P3, SEALED).upTo(40),
                    Field.of("business", "businessScope", LONG_TEXT, P0, CLEAR).kinds(FIRM),
                    Field.of("business", "mainBusiness", LONG_TEXT, P0, CLEAR)
                            .kinds(FIRM)
                            .searched(WORDS),
                    Field.of("business", "sideBusiness", LONG_TEXT, P1, CLEAR).kinds(FIRM),
                    Field.of("business", "mainProducts", LONG_TEXT, P0, CLEAR)
                            .kinds(FIRM)
                            .searched(WORDS),
                    Field.of("business", "sales.year", WHOLE_NUMBER, P1, CLEAR)
                            .kinds(FIRM)
                            .notBelow(1900),
                    Field.of("business", "sales.latest", MONEY, P1, CLEAR).kinds(FIRM).notBelow(0),
                    Field.of("business", "sales.previous", MONEY, P1, CLEAR)
                            .kinds(FIRM)
                            .notBelow(0),
                    Field.of("business", "sales.beforePrevious", MONEY, P1, CLEAR)
                            .kinds(FIRM)
                            .notBelow(0),
                    Field.of("business", "news", LONG_TEXT, P0, CLEAR).kinds(FIRM),
                    Field.of("business", "culture", LONG_TEXT, P0, CLEAR).kinds(FIRM),
                    Field.of("standing", "creditRating", CHOICE, P1, CLEAR)
                            .options("AAA", "AA", "A", "BBB", "BB", "B", "CCC", "CC", "C", "D"),
                    Field.of("standing", "needs", LONG_TEXT, P1, CLEAR).searched(WORDS),
                    Field.of("standing", "advantages", LONG_TEXT, P1, CLEAR),
                    Field.of("standing", "disadvantages", LONG_TEXT, P1, CLEAR),
                    Field.of("standing", "countermeasures", LONG_TEXT, P1, CLEAR),
                    Field.of("file", "createdAt", INSTANT, P1, CLEAR).derived().asSortable(),
                    Field.of("file", "updatedAt", INSTANT, P1, CLEAR)
                            .derived()
                            .asListed()
                            .asSortable());

    private static final Map<String, Field> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Field::key, Function.identity()));

    /// Set by the file itself, with columns of their own meaning; the others are plain values.
    static final List<String> OF_THE_FILE = List.of("kind", "fileNumber", "createdAt", "updatedAt");

    static final List<Field> VALUES =
            ALL.stream().filter(field -> !OF_THE_FILE.contains(field.key())).toList();

    private CustomerFields() {}

    public static Optional<Field> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static Field get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(key));
    }
}
