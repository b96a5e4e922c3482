package io.kedang.kernel.condition;

import static io.kedang.kernel.condition.Operator.PRESENT;

import io.kedang.kernel.Money;
import io.kedang.kernel.condition.Resolved.Leaf;
import io.kedang.kernel.condition.Resolved.OfField;
import io.kedang.kernel.condition.Resolved.OfRelated;
import io.kedang.kernel.condition.Resolved.Source;
import io.kedang.kernel.field.FieldType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/// Conditions over one record in memory: a function from the key of a field to its value in the
/// Java type of [FieldType], or null. The key of related rows leads to a collection of such
/// functions.
public final class ConditionPredicate implements Predicate<Function<String, @Nullable Object>> {
    private final Resolved condition;

    private ConditionPredicate(Resolved condition) {
        this.condition = condition;
    }

    public static ConditionPredicate of(
            Condition condition, FieldCatalogue catalogue, ConditionContext context) {
        return new ConditionPredicate(Resolver.resolve(condition, catalogue, context));
    }

    @Override
    public boolean test(Function<String, @Nullable Object> row) {
        return test(condition, row);
    }

    private static boolean test(Resolved condition, Function<String, @Nullable Object> row) {
        return switch (condition) {
            case Resolved.And(var all) -> all.stream().allMatch(each -> test(each, row));
            case Resolved.Or(var any) -> any.stream().anyMatch(each -> test(each, row));
            case Resolved.Not(var negated) -> !test(negated, row);
            case Leaf leaf -> test(leaf, value(leaf.source(), row));
        };
    }

    static boolean test(Leaf leaf, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        var wanted = leaf.values();
        return switch (leaf.operator()) {
            case PRESENT -> !(value instanceof Collection<?> many) || !many.isEmpty();
            case IN ->
                    value instanceof Collection<?> many
                            ? wanted.stream().anyMatch(many::contains)
                            : wanted.stream().anyMatch(each -> compare(value, each) == 0);
            case LT -> compare(value, wanted.getFirst()) < 0;
            case LE -> compare(value, wanted.getFirst()) <= 0;
            case GT -> compare(value, wanted.getFirst()) > 0;
            case GE -> compare(value, wanted.getFirst()) >= 0;
            case CONTAINS -> ((String) value).contains((String) wanted.getFirst());
            case STARTS_WITH -> ((String) value).startsWith((String) wanted.getFirst());
            default -> throw new IllegalStateException("not resolved: " + leaf);
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object value, Object wanted) {
        return wanted instanceof Number
                ? number(value).compareTo(number(wanted))
                : ((Comparable<Object>) value).compareTo(wanted);
    }

    private static BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Money money -> money.amount();
            default -> new BigDecimal(value.toString());
        };
    }

    private static @Nullable Object value(Source source, Function<String, @Nullable Object> row) {
        return switch (source) {
            case OfField(var field, var catalogue) -> {
                var value = row.apply(field.key());
                yield value instanceof String text ? catalogue.normal(field, text) : value;
            }
            case OfRelated related -> figure(related, row);
        };
    }

    private static @Nullable Object figure(
            OfRelated related, Function<String, @Nullable Object> row) {
        var rows =
                related(row.apply(related.rows().key())).stream()
                        .filter(each -> test(related.where(), each))
                        .toList();
        var of = related.of();
        if (of == null) {
            return rows.size();
        }
        var values =
                rows.stream()
                        .map(each -> each.apply(of.key()))
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
        return switch (related.aggregate()) {
            case COUNT -> values.size();
            case SUM ->
                    values.stream()
                            .map(ConditionPredicate::number)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            case MIN -> values.stream().min(ConditionPredicate::order).orElse(null);
            case MAX -> values.stream().max(ConditionPredicate::order).orElse(null);
        };
    }

    private static int order(Object one, Object other) {
        return one instanceof Money money ? compare(money, money(other)) : compare(one, other);
    }

    private static BigDecimal money(Object value) {
        return ((Money) value).amount();
    }

    @SuppressWarnings("unchecked")
    private static Collection<Function<String, @Nullable Object>> related(@Nullable Object rows) {
        return rows == null ? List.of() : (Collection<Function<String, @Nullable Object>>) rows;
    }
}
