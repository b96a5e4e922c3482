package io.kedang.kernel.condition;

import io.kedang.kernel.Money;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Label;
import io.kedang.kernel.field.Option;
import io.kedang.kernel.sql.Fragment;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A small world to ask conditions of: records with every type of field, some of them missing, and
/// orders that belong to them; in memory and as SQL that PostgreSQL and DuckDB both run.
record Samples(List<Map<String, Object>> rows) {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final UUID ME = new UUID(1, 1);
    static final UUID MINE = new UUID(2, 1);
    static final ConditionContext CONTEXT =
            new ConditionContext(TODAY, ZONE, ME, List.of(MINE, new UUID(2, 2)));

    static final UnaryOperator<String> FOLD =
            text -> Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);

    static final List<String> TEXTS =
            List.of(
                    "大华机械",
                    "Ｋｅｄａｎｇ 客档",
                    "kedang",
                    "100%",
                    "a_b",
                    "a\\b",
                    "axb",
                    "O'Neil",
                    "🙂续约",
                    "续约 ?");
    static final List<String> TAGS = List.of("重点", "续约", "VIP");

    static final String TABLES =
            """
            create table sample (
                id integer primary key, name text, name_folded text, notes text, notes_folded text,
                grade text, tags text[], active boolean, visits bigint, credit decimal(20, 4),
                amount decimal(20, 2), due_on date, created_at timestamptz, owner uuid,
                department uuid, region text, email text);
            create table sample_order (
                sample integer, number integer, status text, amount decimal(20, 2), ordered_on date);
            """;

    static RelatedRows orders(Supplier<Fragment> lock) {
        var fields =
                List.of(
                        field("status", FieldType.CHOICE, "状态", "Status", "o.status")
                                .options(options("OPEN", "DONE")),
                        field("amount", FieldType.MONEY, "金额", "Amount", "o.amount"),
                        field("orderedOn", FieldType.DATE, "下单日期", "Order date", "o.ordered_on"));
        var rows = new RelatedRows.Table("sample_order o", "o.sample", "c.id", "true", lock);
        return new RelatedRows(
                "orders",
                Label.of("订单", "Orders"),
                FieldCatalogue.of(FOLD, fields, List.of()),
                rows,
                rows);
    }

    static FieldCatalogue catalogue() {
        return FieldCatalogue.of(
                FOLD,
                List.of(
                        field("name", FieldType.TEXT, "名称", "Name", "c.name", "c.name_folded"),
                        field(
                                "notes",
                                FieldType.LONG_TEXT,
                                "备注",
                                "Notes",
                                "c.notes",
                                "c.notes_folded"),
                        field("grade", FieldType.CHOICE, "等级", "Grade", "c.grade")
                                .options(options("A", "B", "C")),
                        field("tags", FieldType.CHOICES, "标签", "Tags", "c.tags"),
                        field("active", FieldType.YES_NO, "活跃", "Active", "c.active"),
                        field("visits", FieldType.WHOLE_NUMBER, "拜访次数", "Visits", "c.visits"),
                        field("credit", FieldType.DECIMAL, "信用", "Credit", "c.credit"),
                        field("amount", FieldType.MONEY, "金额", "Amount", "c.amount"),
                        field("dueOn", FieldType.DATE, "到期日", "Due on", "c.due_on"),
                        field("createdAt", FieldType.INSTANT, "建档时间", "Created", "c.created_at"),
                        field("owner", FieldType.USER, "负责人", "Owner", "c.owner"),
                        field(
                                "department",
                                FieldType.DEPARTMENT,
                                "部门",
                                "Department",
                                "c.department"),
                        field("region", FieldType.REGION, "地区", "Region", "c.region"),
                        field("email", FieldType.EMAIL, "邮箱", "E-mail", "c.email")),
                List.of(orders(() -> Fragment.TRUE)));
    }

    private static ConditionField field(
            String key, FieldType type, String chinese, String english, String sql) {
        return field(key, type, chinese, english, sql, sql);
    }

    private static ConditionField field(
            String key, FieldType type, String chinese, String english, String sql, String folded) {
        return ConditionField.of(key, type, Label.of(chinese, english))
                .database(sql, folded)
                .analysis(sql, folded);
    }

    private static List<Option> options(String... codes) {
        return List.of(codes).stream().map(code -> new Option(code, Label.of(code, code))).toList();
    }

    static Samples random(long seed, int size) {
        var random = new Random(seed);
        return new Samples(IntStream.range(0, size).mapToObj(id -> row(id, random)).toList());
    }

    private static Map<String, Object> row(int id, Random random) {
        var row = new HashMap<String, Object>();
        row.put("id", id);
        some(random, row, "name", text(random));
        some(random, row, "notes", text(random) + text(random));
        some(random, row, "grade", pick(random, List.of("A", "B", "C")));
        some(random, row, "tags", TAGS.stream().filter(_ -> random.nextInt(3) == 0).toList());
        some(random, row, "active", random.nextBoolean());
        some(random, row, "visits", (long) random.nextInt(6) - 1);
        some(random, row, "credit", new BigDecimal(random.nextInt(40)).movePointLeft(1));
        some(random, row, "amount", new Money(amount(random), "CNY"));
        some(random, row, "dueOn", day(random));
        some(random, row, "createdAt", instant(random));
        some(random, row, "owner", new UUID(1, random.nextInt(3)));
        some(random, row, "department", new UUID(2, random.nextInt(4)));
        some(random, row, "region", pick(random, List.of("330106", "330000", "310101")));
        some(random, row, "email", pick(random, List.of("ana@kedang.io", "ben@kedang.io")));
        var orders = new ArrayList<Function<String, Object>>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var order = new HashMap<String, Object>();
            some(random, order, "status", pick(random, List.of("OPEN", "DONE")));
            some(random, order, "amount", new Money(amount(random), "CNY"));
            some(random, order, "orderedOn", day(random));
            orders.add(order::get);
        }
        row.put("orders", orders);
        return row;
    }

    private static void some(Random random, Map<String, Object> row, String key, Object value) {
        if (random.nextInt(5) > 0) {
            row.put(key, value);
        }
    }

    static String text(Random random) {
        return pick(random, TEXTS);
    }

    static BigDecimal amount(Random random) {
        return new BigDecimal(random.nextInt(20)).multiply(new BigDecimal("0.50"));
    }

    static LocalDate day(Random random) {
        return TODAY.plusDays(random.nextInt(201) - 100);
    }

    /// Often on the first or the last microsecond of a day in the company's zone.
    static Instant instant(Random random) {
        var midnight = day(random).atStartOfDay(ZONE).toInstant();
        return switch (random.nextInt(3)) {
            case 0 -> midnight;
            case 1 -> midnight.minus(1, ChronoUnit.MICROS);
            default -> midnight.plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
        };
    }

    static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /// The statements that make and fill the tables.
    List<String> sql() {
        var sql = new ArrayList<>(List.of(TABLES.split(";\n")));
        for (var row : rows) {
            var name = (String) row.get("name");
            var notes = (String) row.get("notes");
            sql.add(
                    insert(
                            "sample",
                            row.get("id"),
                            name,
                            folded(name),
                            notes,
                            folded(notes),
                            row.get("grade"),
                            row.get("tags"),
                            row.get("active"),
                            row.get("visits"),
                            row.get("credit"),
                            row.get("amount"),
                            row.get("dueOn"),
                            row.get("createdAt"),
                            row.get("owner"),
                            row.get("department"),
                            row.get("region"),
                            row.get("email")));
            int number = 0;
            for (var order : orders(row)) {
                sql.add(
                        insert(
                                "sample_order",
                                row.get("id"),
                                number++,
                                order.apply("status"),
                                order.apply("amount"),
                                order.apply("orderedOn")));
            }
        }
        return sql;
    }

    @SuppressWarnings("unchecked")
    private static List<Function<String, Object>> orders(Map<String, Object> row) {
        return (List<Function<String, Object>>) row.get("orders");
    }

    private static String folded(String text) {
        return text == null ? null : FOLD.apply(text);
    }

    private static String insert(String table, Object... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> literal(values[i]))
                .collect(Collectors.joining(", ", "insert into " + table + " values (", ")"));
    }

    private static String literal(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean yes -> yes.toString();
            case Number number -> number.toString();
            case Money money -> money.amount().toString();
            case List<?> list ->
                    list.stream()
                            .map(Samples::literal)
                            .collect(Collectors.joining(", ", "cast(array[", "] as text[])"));
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }
}
