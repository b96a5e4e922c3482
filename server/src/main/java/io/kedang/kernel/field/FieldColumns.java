package io.kedang.kernel.field;

import io.kedang.kernel.Money;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How field values stand in columns: which columns a field has, reading them, binding them, what
/// SQL compares. Money has two, the amount and the currency; custom fields share one, which holds
/// their values as JSON.
public final class FieldColumns {
    /// The column of all custom fields.
    public static final String CUSTOM = "custom";

    private static final String CURRENCY = "_currency";

    private FieldColumns() {}

    /// None for a custom field.
    public static List<String> of(Field field) {
        if (field.isCustom()) {
            return List.of();
        }
        return field.type() == FieldType.MONEY
                ? List.of(field.column(), field.column() + CURRENCY)
                : List.of(field.column());
    }

    /// `c.name, c.phone, …` for a select list.
    public static String selected(List<Field> fields, String alias) {
        var custom = fields.stream().filter(Field::isCustom).map(field -> CUSTOM).distinct();
        return Stream.concat(fields.stream().flatMap(field -> of(field).stream()), custom)
                .map(column -> alias + "." + column)
                .collect(Collectors.joining(", "));
    }

    /// What SQL compares and sorts of a field: the value itself, of an amount the number.
    public static String compared(Field field, String alias) {
        if (!field.isCustom()) {
            return alias + "." + field.column();
        }
        var name = field.key().substring(Field.CUSTOM.length());
        var column = alias + "." + CUSTOM;
        var text = column + " ->> '" + name + "'";
        return switch (field.type()) {
            case WHOLE_NUMBER -> "cast(" + text + " as bigint)";
            case DECIMAL -> "cast(" + text + " as numeric)";
            case MONEY -> "cast(" + column + " -> '" + name + "' ->> 'amount' as numeric)";
            case YES_NO -> "cast(" + text + " as boolean)";
            case DATE -> "custom_date(" + text + ")";
            case INSTANT -> "custom_instant(" + text + ")";
            case USER, DEPARTMENT -> "cast(" + text + " as uuid)";
            case CHOICES -> "custom_words(" + column + " -> '" + name + "')";
            case TEXT, LONG_TEXT, CHOICE, PHONE, EMAIL, LINK, REGION -> "(" + text + ")";
        };
    }

    /// What lists are sorted by: no value comes before every other, so that it is never null.
    public static String ordered(Field field, String alias) {
        var value = compared(field, alias);
        if (!field.isCustom()) {
            return value;
        }
        return switch (field.type()) {
            case WHOLE_NUMBER, DECIMAL, MONEY -> "coalesce(" + value + ", -99999999999999999)";
            case DATE -> "coalesce(" + value + ", date '0001-01-01')";
            case INSTANT -> "coalesce(" + value + ", timestamptz '0001-01-01 00:00:00Z')";
            default -> throw new IllegalArgumentException(field.key() + " has no order");
        };
    }

    /// `name, phone, …` and `:name, :phone, …` for an insert.
    public static String names(List<Field> fields) {
        return fields.stream()
                .flatMap(field -> of(field).stream())
                .collect(Collectors.joining(", "));
    }

    public static String parameters(List<Field> fields) {
        return fields.stream()
                .flatMap(field -> of(field).stream())
                .map(column -> ":" + column)
                .collect(Collectors.joining(", "));
    }

    /// `name = :name, phone = :phone, …` with the values bound, for the slot `{assignments}` of an
    /// update.
    public static Fragment assignments(Map<Field, @Nullable Object> values) {
        var params = Params.empty();
        values.forEach((field, value) -> bind(params, field, value));
        var sql =
                values.keySet().stream()
                        .flatMap(field -> of(field).stream())
                        .map(column -> column + " = :" + column)
                        .collect(Collectors.joining(", "));
        return Fragment.of(sql, params.values());
    }

    public static void bind(Params params, Field field, @Nullable Object value) {
        switch (value) {
            case Money(var amount, var currency) -> {
                params.and(field.column(), amount);
                params.and(field.column() + CURRENCY, currency);
            }
            case null -> {
                params.and(field.column(), empty(field));
                if (field.type() == FieldType.MONEY) {
                    params.and(field.column() + CURRENCY, null);
                }
            }
            default -> params.and(field.column(), value);
        }
    }

    public static @Nullable Object read(ResultSet row, Field field) throws SQLException {
        var column = field.column();
        return switch (field.type()) {
            case TEXT, LONG_TEXT, CHOICE, PHONE, EMAIL, LINK, REGION -> row.getString(column);
            case CHOICES -> strings(row, column);
            case YES_NO -> row.getObject(column, Boolean.class);
            case WHOLE_NUMBER -> row.getObject(column, Long.class);
            case DECIMAL -> row.getBigDecimal(column);
            case MONEY -> money(row, column);
            case DATE -> row.getObject(column, LocalDate.class);
            case INSTANT -> {
                var at = row.getObject(column, OffsetDateTime.class);
                yield at == null ? null : at.toInstant();
            }
            case USER, DEPARTMENT -> row.getObject(column, UUID.class);
        };
    }

    private static @Nullable Object empty(Field field) {
        return field.type() == FieldType.CHOICES ? new String[0] : null;
    }

    private static @Nullable List<String> strings(ResultSet row, String column)
            throws SQLException {
        var array = row.getArray(column);
        if (array == null) {
            return null;
        }
        var values = new ArrayList<>(List.of((String[]) array.getArray()));
        return values.isEmpty() ? null : List.copyOf(values);
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        var amount = row.getBigDecimal(column);
        return amount == null ? null : new Money(amount, row.getString(column + CURRENCY));
    }
}
