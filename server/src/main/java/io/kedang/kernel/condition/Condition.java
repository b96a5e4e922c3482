package io.kedang.kernel.condition;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/// What filters, segments, policies and validation rules ask of a record. As JSON:
///
///     {"and": [{"field": "grade", "op": "eq", "value": "A"},
///              {"not": {"field": "lastContactAt", "op": "withinLast", "value": "P30D"}},
///              {"related": "orders", "where": {"field": "orderedOn", "op": "withinLast", "value":
/// "P90D"},
///               "aggregate": "count", "op": "gt", "value": 3}]}
///
/// Every condition is true or false: a missing value satisfies only `missing`, `ne` and `not` of
/// others. Values are JSON scalars (`String`, `BigDecimal`, `Boolean`); what they mean, a
/// [FieldCatalogue] decides when the condition is used.
@JsonDeserialize(using = ConditionJson.Reading.class)
@JsonSerialize(using = ConditionJson.Writing.class)
public sealed interface Condition {
    Condition EVERYTHING = new And(List.of());

    record And(List<Condition> all) implements Condition {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<Condition> any) implements Condition {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(Condition negated) implements Condition {}

    /// One value for most operators, two for `between`, several for `in`, none for `missing`,
    /// `present`.
    record Compare(String field, Operator operator, List<Object> values) implements Condition {
        public Compare {
            values = values.stream().map(Condition::scalar).toList();
        }
    }

    /// Compares one figure of the related rows that satisfy `where`.
    ///
    /// @param of the field of those rows that is summed or sought; null for count
    record Related(
            String related,
            Condition where,
            Aggregate aggregate,
            @Nullable String of,
            Operator operator,
            List<Object> values)
            implements Condition {
        public Related {
            values = values.stream().map(Condition::scalar).toList();
        }
    }

    static Condition where(String field, Operator operator, Object... values) {
        return new Compare(field, operator, Arrays.asList(values));
    }

    static Condition and(Condition... all) {
        return new And(List.of(all));
    }

    static Condition or(Condition... any) {
        return new Or(List.of(any));
    }

    static Condition not(Condition negated) {
        return new Not(negated);
    }

    private static Object scalar(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Number number -> new BigDecimal(number.toString());
            case Boolean yes -> yes;
            default -> value.toString();
        };
    }
}
