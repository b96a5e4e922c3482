package io.kedang.kernel.sql;

import io.kedang.kernel.Page;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// One order of a list and its paging by keys, for statements of the form
///
///     select c.*, {key} from customer c where {visible:c} and {after} {order} limit :size
///
/// with one row more than the page has: it tells whether there is a next page.
public final class Sort {
    private final String name;
    private final Keyset.Column column;
    private final String id;
    private final boolean descending;

    Sort(String name, Keyset.Column column, String id, boolean descending) {
        this.name = name;
        this.column = column;
        this.id = id;
        this.descending = descending;
    }

    /// Whether it is the order of this name, with `-` for descending.
    public boolean isNamed(String order) {
        return name.equals(order);
    }

    /// For the slot `{key}`: what [#mapper] reads.
    public Fragment key() {
        return Fragment.of(column.sql() + " as sort_key, " + id + " as sort_id");
    }

    /// For the slot `{order}`.
    public Fragment order() {
        return Fragment.of("order by " + keys());
    }

    /// The same among rows where `first` is true, and then among the others.
    public Fragment orderWith(String first) {
        return Fragment.of("order by " + first + " desc, " + keys());
    }

    private String keys() {
        var direction = descending ? " desc" : "";
        return column.sql() + direction + ", " + id + direction;
    }

    /// For the slot `{after}`; refuses a cursor that this order did not make.
    ///
    /// @param cursor `next` of the page before; null for the first page
    public Fragment after(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Fragment.TRUE;
        }
        var last = Cursor.read(cursor, name, column.type());
        var values = new HashMap<String, @Nullable Object>();
        values.put("after_key", last.value());
        values.put("after_id", last.id());
        return new Fragment(
                "(%s, %s) %s (:after_key, :after_id)"
                        .formatted(column.sql(), id, descending ? "<" : ">"),
                values);
    }

    /// A row with its place in the order.
    public record Keyed<T>(T row, Object value, UUID id) {}

    public <T> RowMapper<Keyed<T>> mapper(RowMapper<T> row) {
        return (results, number) ->
                new Keyed<>(
                        Objects.requireNonNull(row.mapRow(results, number)),
                        Objects.requireNonNull(value(results), () -> column.sql() + " is null"),
                        results.getObject("sort_id", UUID.class));
    }

    /// @param rows up to `size + 1`
    public <T> Page<T> page(List<Keyed<T>> rows, int size) {
        var items = rows.stream().limit(size).map(Keyed::row).toList();
        var last = rows.size() > size ? rows.get(size - 1) : null;
        var next = last == null ? null : new Cursor(name, last.value(), last.id()).write();
        return new Page<>(items, next, null, null);
    }

    private @Nullable Object value(ResultSet results) throws SQLException {
        return switch (column.type()) {
            case TEXT -> results.getString("sort_key");
            case YES_NO -> results.getObject("sort_key", Boolean.class);
            case WHOLE_NUMBER -> results.getObject("sort_key", Long.class);
            case DECIMAL -> results.getObject("sort_key", BigDecimal.class);
            case DATE -> results.getObject("sort_key", LocalDate.class);
            case INSTANT -> {
                var time = results.getObject("sort_key", OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
        };
    }
}
