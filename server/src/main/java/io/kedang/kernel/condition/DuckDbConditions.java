package io.kedang.kernel.condition;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Fragment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Conditions over the tables and views of the analysis engine.
public final class DuckDbConditions extends SqlWriter {
    private final List<Object> parameters = new ArrayList<>();

    private DuckDbConditions() {}

    /// A predicate with `?` for each parameter, in order. Every parameter is a text, number or
    /// truth value, as plain JDBC takes them; the predicate casts it.
    public record Filter(String sql, List<Object> parameters) {}

    public static Filter compile(
            Condition condition, FieldCatalogue catalogue, ConditionContext context) {
        var writer = new DuckDbConditions();
        var sql = writer.write(Resolver.resolve(condition, catalogue, context));
        return new Filter(sql, List.copyOf(writer.parameters));
    }

    @Override
    String bind(FieldType type, Object value) {
        return switch (type) {
            case DATE -> "cast(" + bind(unsigned(value)) + " as date)";
            case INSTANT -> "cast(" + bind(unsigned(value)) + " as timestamptz)";
            case DECIMAL, MONEY -> "cast(" + bind(value.toString()) + " as decimal(28, 10))";
            case USER, DEPARTMENT -> "cast(" + bind(value.toString()) + " as uuid)";
            default -> bind(value);
        };
    }

    private String bind(Object value) {
        parameters.add(value);
        return "?";
    }

    /// The end of the year 9999 has a plus before its five digits, which DuckDB does not read.
    private static String unsigned(Object time) {
        var text = time.toString();
        return text.startsWith("+") ? text.substring(1) : text;
    }

    @Override
    ConditionField.Column column(ConditionField field) {
        if (field.analysis() == null) {
            throw new Refusal(ConditionProblem.NOT_IN_ANALYSIS, field.key());
        }
        return field.analysis();
    }

    @Override
    RelatedRows.Table table(RelatedRows rows) {
        if (rows.analysis() == null) {
            throw new Refusal(ConditionProblem.NOT_IN_ANALYSIS, rows.key());
        }
        return rows.analysis();
    }

    /// What stands in the engine is what its reader may know.
    @Override
    String lock(RelatedRows rows) {
        return Fragment.TRUE.sql();
    }

    @Override
    String in(String value, FieldType type, List<Object> values) {
        return values.stream()
                .map(each -> bind(type, each))
                .collect(Collectors.joining(", ", value + " in (", ")"));
    }

    @Override
    String holdsAny(String list, List<Object> values) {
        return values.stream()
                .map(this::bind)
                .collect(Collectors.joining(", ", "list_has_any(" + list + ", [", "])"));
    }

    @Override
    String size(String list) {
        return "len(" + list + ")";
    }

    @Override
    String contains(String text, String part) {
        return "contains(" + text + ", " + bind(part) + ")";
    }

    @Override
    String startsWith(String text, String start) {
        return "starts_with(" + text + ", " + bind(start) + ")";
    }
}
