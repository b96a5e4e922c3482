package io.kedang.kernel.condition;

import io.kedang.kernel.field.FieldType;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a condition means for one catalogue, one day and one reader: typed values and so few
/// operators that three back ends can agree on them.
sealed interface Resolved {
    Resolved FALSE = new Or(List.of());

    record And(List<Resolved> all) implements Resolved {}

    record Or(List<Resolved> any) implements Resolved {}

    record Not(Resolved negated) implements Resolved {}

    /// False for a missing value.
    ///
    /// @param operator in (one of the values; has one of them, if the field holds several), lt, le,
    ///     gt, ge, contains, startsWith, present
    record Leaf(Source source, Operator operator, List<Object> values) implements Resolved {}

    /// Where a compared value comes from.
    sealed interface Source {
        FieldType type();
    }

    record OfField(ConditionField field, FieldCatalogue catalogue) implements Source {
        @Override
        public FieldType type() {
            return field.type();
        }
    }

    /// @param of null for count
    record OfRelated(
            RelatedRows rows, Resolved where, Aggregate aggregate, @Nullable ConditionField of)
            implements Source {
        @Override
        public FieldType type() {
            return of == null ? FieldType.WHOLE_NUMBER : of.type();
        }
    }

    static Resolved and(Resolved... all) {
        return new And(List.of(all));
    }
}
