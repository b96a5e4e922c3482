package io.kedang.kernel.condition;

import static io.kedang.kernel.condition.Samples.pick;

import io.kedang.kernel.field.FieldType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Random conditions over the [Samples] whose values often are those of the records.
final class Conditions {
    private static final FieldCatalogue CATALOGUE = Samples.catalogue();

    private Conditions() {}

    static Condition random(Random random, int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(10)) {
            case 0, 1 -> new Condition.And(several(random, depth));
            case 2, 3 -> new Condition.Or(several(random, depth));
            case 4 -> new Condition.Not(random(random, depth - 1));
            case 5 -> related(random);
            default -> compare(random, CATALOGUE);
        };
    }

    private static List<Condition> several(Random random, int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> random(random, depth - 1))
                .toList();
    }

    private static Condition.Compare compare(Random random, FieldCatalogue catalogue) {
        var field = pick(random, List.copyOf(catalogue.fields()));
        var operator = pick(random, List.copyOf(field.operators()));
        return new Condition.Compare(field.key(), operator, values(random, field, operator));
    }

    private static Condition related(Random random) {
        var rows = CATALOGUE.findRelated("orders").orElseThrow();
        var where = random.nextBoolean() ? Condition.EVERYTHING : compare(random, rows.fields());
        var aggregate = pick(random, List.of(Aggregate.values()));
        var of =
                switch (aggregate) {
                    case COUNT -> null;
                    case SUM -> "amount";
                    case MIN, MAX -> pick(random, List.of("amount", "orderedOn"));
                };
        var field =
                of == null
                        ? ConditionField.of("count", FieldType.WHOLE_NUMBER, rows.label())
                        : rows.fields().find(of).orElseThrow();
        var operator = pick(random, List.copyOf(field.operators()));
        return new Condition.Related(
                "orders", where, aggregate, of, operator, values(random, field, operator));
    }

    private static List<Object> values(Random random, ConditionField field, Operator operator) {
        return switch (operator) {
            case WITHIN_LAST, WITHIN_NEXT, OLDER_THAN ->
                    List.of(pick(random, List.of("P1D", "P30D", "P2W", "P1M", "P1Y")));
            case DURING -> List.of(pick(random, List.of(CalendarSpan.values())).word());
            case CONTAINS, STARTS_WITH -> List.of(part(random, field.type()));
            default ->
                    switch (operator.takes()) {
                        case NOTHING -> List.of();
                        case ONE -> List.of(value(random, field));
                        case TWO -> List.of(value(random, field), value(random, field));
                        case SEVERAL ->
                                Stream.generate(() -> value(random, field))
                                        .limit(1 + random.nextInt(3))
                                        .toList();
                    };
        };
    }

    private static Object part(Random random, FieldType type) {
        if (type == FieldType.CHOICES) {
            return pick(random, Samples.TAGS);
        }
        if (type == FieldType.REGION) {
            return pick(random, List.of("33", "3301", "31"));
        }
        return pick(
                random,
                List.of("机械", "KE", "ｋｅ", "%", "_", "\\", "a", "'", "🙂", "续约", "?", ":f0", "@"));
    }

    private static Object value(Random random, ConditionField field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, PHONE, LINK -> Samples.text(random);
            case EMAIL -> pick(random, List.of("ANA@kedang.io", "ben@kedang.io"));
            case CHOICE -> pick(random, field.options()).code();
            case CHOICES -> pick(random, Samples.TAGS);
            case YES_NO -> random.nextBoolean();
            case WHOLE_NUMBER -> (long) random.nextInt(5) - 1;
            case DECIMAL -> new BigDecimal(random.nextInt(40)).movePointLeft(1);
            case MONEY -> Samples.amount(random).toString();
            case DATE -> day(random);
            case INSTANT -> random.nextBoolean() ? day(random) : Samples.instant(random);
            case REGION -> "330106";
            case USER -> random.nextBoolean() ? "me" : new UUID(1, random.nextInt(3));
            case DEPARTMENT -> random.nextBoolean() ? "mine" : new UUID(2, random.nextInt(4));
        };
    }

    /// Sometimes the first or the last day that can be said.
    private static LocalDate day(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> LocalDate.of(1, 1, 1);
            case 1 -> LocalDate.of(9999, 12, 31);
            default -> Samples.day(random);
        };
    }
}
