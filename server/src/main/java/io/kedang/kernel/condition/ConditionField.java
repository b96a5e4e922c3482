package io.kedang.kernel.condition;

import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.field.Label;
import io.kedang.kernel.field.Option;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A field as conditions and lists see it: what may be asked of it and how each back end reaches
/// it.
/// Made with [#of] and refined by the methods that return a copy.
///
/// @param options empty: any value of the type
/// @param masked the reader sees only a mask: no sorting, and only the operators that were left
/// @param normal brings a text of a condition into the form that is compared; null: the catalogue's
/// @param database the PostgreSQL expression; null where only `ownSql` reaches the field
/// @param analysis the expression in the analysis engine; null where the field is not exported
/// @param sort an indexed PostgreSQL expression that is never null; null: lists cannot be sorted by
/// it
/// @param ownSql compiles some operators itself; null: none
public record ConditionField(
        String key,
        FieldType type,
        Label label,
        List<Option> options,
        Set<Operator> operators,
        boolean masked,
        @Nullable UnaryOperator<String> normal,
        @Nullable Column database,
        @Nullable Column analysis,
        @Nullable String sort,
        @Nullable OwnSql ownSql) {

    /// Constant SQL from our own code.
    ///
    /// @param value the expression of the value
    /// @param compared that of its normal form: the folded text; the same as `value` for most types
    public record Column(String value, String compared) {}

    /// SQL of a field that PostgreSQL cannot compare by itself: sealed values behind blind tokens,
    /// long texts behind grams.
    @FunctionalInterface
    public interface OwnSql {
        /// Empty where the usual SQL serves. What comes from outside goes through `bind`, which
        /// answers the placeholder; the rest of the text is constant. It may be unknown for a
        /// missing value. PostgreSQL's operators with a question mark are written with two.
        ///
        /// @param operator one of in (which `eq` becomes), lt, le, gt, ge, contains, startsWith,
        /// present
        Optional<String> compile(
                Operator operator, List<Object> values, Function<Object, String> bind);
    }

    public static ConditionField of(String key, FieldType type, Label label) {
        return new ConditionField(
                key,
                type,
                label,
                List.of(),
                Operator.of(type),
                false,
                null,
                null,
                null,
                null,
                null);
    }

    public ConditionField options(List<Option> options) {
        return new ConditionField(
                key, type, label, options, operators, masked, normal, database, analysis, sort,
                ownSql);
    }

    /// Leaves only these operators, because the reader sees a mask of the value: whoever may sort
    /// or ask for ranges and prefixes finds out the value behind it.
    public ConditionField maskedExcept(Set<Operator> left) {
        return new ConditionField(
                key, type, label, options, left, true, normal, database, analysis, sort, ownSql);
    }

    public ConditionField normal(UnaryOperator<String> normal) {
        return new ConditionField(
                key, type, label, options, operators, masked, normal, database, analysis, sort,
                ownSql);
    }

    public ConditionField database(String expression) {
        return database(expression, expression);
    }

    public ConditionField database(String expression, String compared) {
        return new ConditionField(
                key,
                type,
                label,
                options,
                operators,
                masked,
                normal,
                new Column(expression, compared),
                analysis,
                sort,
                ownSql);
    }

    public ConditionField analysis(String expression) {
        return analysis(expression, expression);
    }

    public ConditionField analysis(String expression, String compared) {
        return new ConditionField(
                key,
                type,
                label,
                options,
                operators,
                masked,
                normal,
                database,
                new Column(expression, compared),
                sort,
                ownSql);
    }

    public ConditionField sort(String expression) {
        return new ConditionField(
                key,
                type,
                label,
                options,
                operators,
                masked,
                normal,
                database,
                analysis,
                expression,
                ownSql);
    }

    public ConditionField ownSql(OwnSql ownSql) {
        return new ConditionField(
                key, type, label, options, operators, masked, normal, database, analysis, sort,
                ownSql);
    }

    /// Its operators as JSON spells them.
    public List<String> operatorWords() {
        return operators.stream().map(Operator::word).sorted().toList();
    }

    boolean hasOption(String code) {
        return options.isEmpty() || options.stream().anyMatch(option -> option.code().equals(code));
    }
}
