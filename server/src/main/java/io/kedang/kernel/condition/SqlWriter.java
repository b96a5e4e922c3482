package io.kedang.kernel.condition;

import static io.kedang.kernel.condition.Operator.PRESENT;

import io.kedang.kernel.condition.Resolved.Leaf;
import io.kedang.kernel.condition.Resolved.OfField;
import io.kedang.kernel.condition.Resolved.OfRelated;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Fragment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The SQL that both databases share. A comparison with null is unknown, which `where` takes for
/// false, and so does `is not true`, the one form of negation here: so indexes still serve the
/// comparisons, and a condition and its negation divide all rows between them.
abstract class SqlWriter {
    /// Keeps a value and answers its placeholder.
    abstract String bind(FieldType type, Object value);

    abstract ConditionField.Column column(ConditionField field);

    abstract RelatedRows.Table table(RelatedRows rows);

    /// Whether the reader may know the rows of the record.
    abstract String lock(RelatedRows rows);

    abstract String in(String value, FieldType type, List<Object> values);

    abstract String holdsAny(String list, List<Object> values);

    abstract String size(String list);

    abstract String contains(String text, String part);

    abstract String startsWith(String text, String start);

    Optional<String> own(ConditionField field, Operator operator, List<Object> values) {
        return Optional.empty();
    }

    String write(Resolved condition) {
        return switch (condition) {
            case Resolved.And(var all) when all.isEmpty() -> "true";
            case Resolved.Or(var any) when any.isEmpty() -> "false";
            case Resolved.And(var all) -> join(all, " and ");
            case Resolved.Or(var any) -> join(any, " or ");
            case Resolved.Not(Leaf(OfField(var field, _), var operator, _))
                    when operator == PRESENT && isPlain(field) ->
                    column(field).value() + " is null";
            case Resolved.Not(Leaf(OfRelated related, var operator, var values)) ->
                    related(related, new Leaf(related, operator, values), true);
            case Resolved.Not(var negated) -> "(" + write(negated) + ") is not true";
            case Leaf leaf -> leaf(leaf);
        };
    }

    private String join(List<Resolved> conditions, String word) {
        return conditions.stream().map(this::write).collect(Collectors.joining(word, "(", ")"));
    }

    private String leaf(Leaf leaf) {
        return switch (leaf.source()) {
            case OfField(var field, _) ->
                    own(field, leaf.operator(), leaf.values()).orElseGet(() -> field(field, leaf));
            case OfRelated related -> related(related, leaf, false);
        };
    }

    private boolean isPlain(ConditionField field) {
        return field.type() != FieldType.CHOICES && own(field, PRESENT, List.of()).isEmpty();
    }

    private String field(ConditionField field, Leaf leaf) {
        var column = column(field);
        if (field.type() == FieldType.CHOICES) {
            return leaf.operator() == PRESENT
                    ? size(column.value()) + " > 0"
                    : holdsAny(column.value(), leaf.values());
        }
        return compare(leaf.operator() == PRESENT ? column.value() : column.compared(), leaf);
    }

    private String compare(String value, Leaf leaf) {
        var values = leaf.values();
        var type = leaf.source().type();
        return switch (leaf.operator()) {
            case PRESENT -> value + " is not null";
            case IN ->
                    values.size() == 1
                            ? value + " = " + bind(type, values.getFirst())
                            : in(value, type, values);
            case LT -> value + " < " + bind(type, values.getFirst());
            case LE -> value + " <= " + bind(type, values.getFirst());
            case GT -> value + " > " + bind(type, values.getFirst());
            case GE -> value + " >= " + bind(type, values.getFirst());
            case CONTAINS -> contains(value, (String) values.getFirst());
            case STARTS_WITH -> startsWith(value, (String) values.getFirst());
            default -> throw new IllegalStateException("not resolved: " + leaf);
        };
    }

    /// Rows are gathered by their record, never looked up for each: the database then chooses
    /// whether to gather all of them once or those of the records that it looks at. What records
    /// without any rows meet is asked the other way round: that there are none that do not meet it.
    private String related(OfRelated related, Leaf leaf, boolean negated) {
        var table = table(related.rows());
        boolean ofNone = isMetByNone(related, leaf) != negated;
        var rows =
                "from %s where %s and %s"
                        .formatted(table.from(), table.where(), write(related.where()));
        String found;
        if (asksForAny(related, leaf) || asksForNone(related, leaf)) {
            found =
                    "exists (select 1 %s and %s = %s)"
                            .formatted(rows, table.owner(), table.record());
        } else {
            var figure = compare(figure(related), leaf);
            found =
                    ("exists (select 1 from (select %s as owner %s group by %s having %s) g"
                                    + " where g.owner = %s)")
                            .formatted(
                                    table.owner(),
                                    rows,
                                    table.owner(),
                                    ofNone != negated ? "(" + figure + ") is not true" : figure,
                                    table.record());
        }
        return locked(found, lock(related.rows()), ofNone);
    }

    private static String locked(String found, String lock, boolean ofNone) {
        boolean open = lock.equals(Fragment.TRUE.sql());
        if (ofNone) {
            return open ? "not " + found : "((%s) is not true or not %s)".formatted(lock, found);
        }
        return open ? found : "(%s and %s)".formatted(lock, found);
    }

    private String figure(OfRelated related) {
        var of = related.of() == null ? "*" : column(related.of()).value();
        var figure = related.aggregate().word() + "(" + of + ")";
        return related.aggregate() == Aggregate.SUM ? "coalesce(" + figure + ", 0)" : figure;
    }

    /// Of no rows, count and sum are 0, the others are missing.
    private static boolean isMetByNone(OfRelated related, Leaf leaf) {
        boolean isZero =
                related.aggregate() == Aggregate.COUNT || related.aggregate() == Aggregate.SUM;
        return isZero && ConditionPredicate.test(leaf, BigDecimal.ZERO);
    }

    private static boolean asksForAny(OfRelated related, Leaf leaf) {
        return counts(related, leaf, Operator.GT, 0) || counts(related, leaf, Operator.GE, 1);
    }

    private static boolean asksForNone(OfRelated related, Leaf leaf) {
        return counts(related, leaf, Operator.IN, 0)
                || counts(related, leaf, Operator.LE, 0)
                || counts(related, leaf, Operator.LT, 1);
    }

    private static boolean counts(OfRelated related, Leaf leaf, Operator operator, long number) {
        return related.aggregate() == Aggregate.COUNT
                && leaf.operator() == operator
                && leaf.values().equals(List.<Object>of(number));
    }
}
