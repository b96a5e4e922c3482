package io.kedang.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kedang.KedangTest;
import io.kedang.customer.CustomerFields;
import io.kedang.customer.people.PersonFields;
import io.kedang.interaction.VisitFields;
import io.kedang.kernel.field.DataClass;
import io.kedang.kernel.field.Field;
import io.kedang.kernel.field.FieldColumns;
import io.kedang.kernel.field.FieldLabels;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Secrecy;
import io.kedang.trade.OrderFields;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The data classes of all fields: that they fit how values are kept, that no column of customer
/// data lies outside of them, and that the reference tells them (`KEDANG_PUBLISH_FIELDS=yes` writes
/// it).
@Tag("c-a")
@KedangTest
class DataClassTests {
    private static final String MARK = "<!-- fields -->\n";

    /// Personal, and searched and counted by.
    private static final Set<String> PERSONAL_BUT_CLEAR =
            Set.of("sex", "occupation", "hobbies", "education");

    /// Columns that hold no field: what a row is and belongs to, who wrote it and when, what
    /// derives from fields and has their secrecy (`sealed` the sealed ones, tokens their keyed
    /// hashes).
    private static final Set<String> OF_THE_HOUSE =
            Set.of(
                    "id",
                    "customer_id",
                    "person_id",
                    "order_id",
                    "version",
                    "created_by",
                    "updated_by",
                    "recorded_by",
                    "recorded_at",
                    "voided_by",
                    "void_reason",
                    "voided_at",
                    "created_at",
                    "updated_at");

    /// By table: further columns without a field, and what they are.
    private static final Map<String, Set<String>> DERIVED =
            Map.of(
                    "customer",
                    Set.of(
                            "number",
                            "readers",
                            "sealed",
                            "custom",
                            "folded",
                            "name_folded",
                            "name_key",
                            "name_match",
                            "derived_version"),
                    "person",
                    Set.of(
                            "sealed",
                            "name_folded",
                            "name_key",
                            "grams",
                            "tokens",
                            "token_version",
                            "derived_version"),
                    "position",
                    Set.of("is_main"),
                    "trade_order",
                    Set.of("source"),
                    "order_line",
                    Set.of("amount"),
                    "visit",
                    Set.of());

    private static final Map<String, List<Field>> RECORDS = records();

    @Autowired JdbcClient db;
    @Autowired FieldLabels labels;
    @Autowired MessageSource messages;

    private static Map<String, List<Field>> records() {
        var records = new LinkedHashMap<String, List<Field>>();
        records.put("customer", CustomerFields.ALL);
        records.put("person", PersonFields.ALL);
        records.put(OrderFields.RECORD, OrderFields.ALL);
        records.put(VisitFields.RECORD, VisitFields.ALL);
        return records;
    }

    private static Stream<Field> fields() {
        return RECORDS.values().stream().flatMap(List::stream);
    }

    @Test
    void whatIsPersonalIsSealedOrNamedAsAnException() {
        assertThat(
                        fields().filter(field -> field.dataClass().compareTo(DataClass.P2) >= 0)
                                .filter(field -> field.secrecy() == Secrecy.CLEAR)
                                .map(Field::key))
                .containsOnly(PERSONAL_BUT_CLEAR.toArray(String[]::new));
    }

    @Test
    void whatIsSealedIsPersonal() {
        assertThat(fields().filter(Field::sensitive))
                .allMatch(field -> field.dataClass().compareTo(DataClass.P2) >= 0);
    }

    @Test
    void aSensitiveFieldCannotBeDefinedInClear() {
        assertThatThrownBy(
                        () ->
                                Field.of(
                                        "person",
                                        "passport",
                                        FieldType.TEXT,
                                        DataClass.P3,
                                        Secrecy.CLEAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("passport");
    }

    @Test
    void everyColumnOfCustomerDataBelongsToAFieldWithAClass() {
        var unclassified = new TreeSet<String>();
        for (var table : DERIVED.keySet()) {
            var known = columns(table);
            db
                    .sql(
                            "select column_name from information_schema.columns where table_name ="
                                    + " :table")
                    .param("table", table)
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(column -> !known.contains(column))
                    .forEach(column -> unclassified.add(table + "." + column));
        }
        assertThat(unclassified).isEmpty();
    }

    private static Set<String> columns(String table) {
        var fields =
                switch (table) {
                    case "customer" -> CustomerFields.ALL;
                    case "person", "position" -> PersonFields.ALL;
                    case "visit" -> VisitFields.ALL;
                    default -> OrderFields.ALL;
                };
        var known = new TreeSet<>(OF_THE_HOUSE);
        known.addAll(DERIVED.get(table));
        for (var field : fields) {
            for (var column : FieldColumns.of(field)) {
                known.add(column);
                known.add(column.replaceFirst("^position_", ""));
            }
        }
        return known;
    }

    @Test
    void theReferenceTellsTheClassOfEveryField() throws Exception {
        for (var language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            var file = Path.of("../docs/user", language.toLanguageTag(), "fields.md");
            var text = Files.readString(file);
            var wanted = text.substring(0, text.indexOf(MARK) + MARK.length()) + tables(language);
            if (System.getenv("KEDANG_PUBLISH_FIELDS") != null) {
                write(file, wanted);
            }
            assertThat(Files.readString(file)).as(file.toString()).isEqualTo(wanted);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private String tables(Locale language) {
        boolean chinese = !language.equals(Locale.ENGLISH);
        var names =
                chinese
                        ? Map.of("customer", "客户", "person", "联系人", "order", "订单", "visit", "拜访")
                        : Map.of(
                                "customer", "Customers",
                                "person", "People",
                                "order", "Orders",
                                "visit", "Visits");
        var head = chinese ? "| 字段 | 键 | 级别 | 封存 |" : "| field | key | class | sealed |";
        var text = new StringBuilder();
        RECORDS.forEach(
                (record, fields) -> {
                    var lines = new ArrayList<String>();
                    for (var field : fields) {
                        lines.add(
                                "| %s | `%s` | %s | %s |"
                                        .formatted(
                                                labels.of(record, field).in(language),
                                                field.key(),
                                                field.dataClass(),
                                                messages.getMessage(
                                                        "field-secrecy." + field.secrecy(),
                                                        null,
                                                        language)));
                    }
                    text.append("\n## ").append(names.get(record)).append("\n\n");
                    text.append(head).append("\n|---|---|---|---|\n");
                    text.append(lines.stream().collect(Collectors.joining("\n", "", "\n")));
                });
        return text.toString();
    }
}
