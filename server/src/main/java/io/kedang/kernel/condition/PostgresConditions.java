package io.kedang.kernel.condition;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.field.FieldType;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Like;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Conditions as SQL for the slot `{filter:…}` of a statement. Whatever stands in the condition
/// becomes a bound parameter.
public final class PostgresConditions extends SqlWriter {
    private final Map<String, @Nullable Object> parameters = new HashMap<>();
    private final String prefix;

    private PostgresConditions(String prefix) {
        this.prefix = prefix;
    }

    /// @param parameterPrefix tells the parameters of this fragment from those of other slots
    /// @return a predicate; a row for which it is null does not satisfy the condition
    public static Fragment compile(
            Condition condition,
            FieldCatalogue catalogue,
            ConditionContext context,
            String parameterPrefix) {
        var writer = new PostgresConditions(parameterPrefix);
        var sql = writer.write(Resolver.resolve(condition, catalogue, context));
        return new Fragment(sql, writer.parameters);
    }

    @Override
    String bind(FieldType type, Object value) {
        return bind(value);
    }

    private String bind(Object value) {
        var name = prefix + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    @Override
    ConditionField.Column column(ConditionField field) {
        return Objects.requireNonNull(
                field.database(), () -> "no SQL reaches " + field.key() + " for this operator");
    }

    @Override
    Optional<String> own(ConditionField field, Operator operator, List<Object> values) {
        return field.ownSql() == null
                ? Optional.empty()
                : field.ownSql().compile(operator, values, this::bind).map(sql -> "(" + sql + ")");
    }

    @Override
    RelatedRows.Table table(RelatedRows rows) {
        return rows.database();
    }

    @Override
    String lock(RelatedRows rows) {
        var lock = rows.database().lock().get();
        if (lock.equals(Fragment.FALSE)) {
            throw new Refusal(ConditionProblem.UNKNOWN_RELATED, rows.key());
        }
        parameters.putAll(lock.values());
        return lock.sql();
    }

    @Override
    String in(String value, FieldType type, List<Object> values) {
        return "%s = any(%s::%s[])".formatted(value, bind(values), sqlType(type));
    }

    @Override
    String holdsAny(String list, List<Object> values) {
        return list + " && " + bind(values) + "::text[]";
    }

    @Override
    String size(String list) {
        return "cardinality(" + list + ")";
    }

    @Override
    String contains(String text, String part) {
        return text + " like " + bind(Like.containing(part));
    }

    @Override
    String startsWith(String text, String start) {
        return text + " like " + bind(Like.startingWith(start));
    }

    private static String sqlType(FieldType type) {
        return switch (type) {
            case WHOLE_NUMBER -> "bigint";
            case DECIMAL, MONEY -> "numeric";
            case USER, DEPARTMENT -> "uuid";
            default -> "text";
        };
    }
}
