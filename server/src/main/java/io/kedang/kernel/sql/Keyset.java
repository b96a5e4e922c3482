package io.kedang.kernel.sql;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/// The columns by which a list can be sorted.
public final class Keyset {
    private final String id;
    private final String usual;
    private final Map<String, Column> columns;
    private final Set<String> masked;

    private Keyset(String id, String usual, Map<String, Column> columns, Set<String> masked) {
        this.id = id;
        this.usual = usual;
        this.columns = columns;
        this.masked = masked;
    }

    /// @param sql a constant expression that is never null and, with the id behind it, indexed
    public record Column(String sql, Type type) {}

    /// The types a list can be sorted by, as Java reads them.
    public enum Type {
        /// `String`
        TEXT,
        /// `Boolean`
        YES_NO,
        /// `Long`
        WHOLE_NUMBER,
        /// `BigDecimal`
        DECIMAL,
        /// `LocalDate`
        DATE,
        /// `Instant`
        INSTANT
    }

    /// @param id the expression of the row's id, which orders rows with the same value
    /// @param usual the order when nobody asks for one: `-updatedAt`
    /// @param masked keys by which this reader may not sort
    public static Keyset of(
            String id, String usual, Map<String, Column> columns, Set<String> masked) {
        return new Keyset(id, usual, Map.copyOf(columns), Set.copyOf(masked));
    }

    /// @param wanted the key of a column, with `-` in front for descending; null for the usual
    /// order
    public Sort sort(@Nullable String wanted) {
        var name = wanted == null || wanted.isEmpty() ? usual : wanted;
        boolean descending = name.startsWith("-");
        var key = descending ? name.substring(1) : name;
        if (masked.contains(key)) {
            throw new Refusal(ListProblem.MASKED_SORT, key);
        }
        var column = columns.get(key);
        if (column == null) {
            throw new Refusal(ListProblem.UNKNOWN_SORT, key);
        }
        return new Sort(name, column, id, descending);
    }
}
