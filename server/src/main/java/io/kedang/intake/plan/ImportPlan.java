package io.kedang.intake.plan;

import io.kedang.intake.kind.OnDuplicate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What the owner of an import wants of it. The same form, as a JSON file, serves the command line.
///
/// @param kind code of the kind of records
/// @param columns in the order of the file
/// @param onDuplicate null: rows that carry the number of a known record fill it, all other likely
/// duplicates wait for a decision
/// @param options by field and by the value that the file has
/// @param settings of the kind
public record ImportPlan(
        String kind,
        List<ColumnPlan> columns,
        @Nullable OnDuplicate onDuplicate,
        Map<String, Map<String, OptionDecision>> options,
        Map<String, String> settings) {

    /// Fields by column; several columns never mean one field.
    public Map<Integer, String> fields() {
        var fields = new TreeMap<Integer, String>();
        for (int column = 0; column < columns.size(); column++) {
            var field = columns.get(column).field();
            if (field != null) {
                fields.put(column, field);
            }
        }
        return fields;
    }

    public ImportPlan withColumns(List<ColumnPlan> others) {
        return new ImportPlan(kind, others, onDuplicate, options, settings);
    }

    public ImportPlan withSettings(Map<String, String> others) {
        return new ImportPlan(kind, columns, onDuplicate, options, others);
    }

    /// Takes over from another plan what is said there of columns with the same names.
    ///
    /// @param kept settings of the other plan that hold here too
    public ImportPlan like(ImportPlan other, Map<String, String> kept) {
        var all = new TreeMap<>(settings);
        all.putAll(kept);
        var byName = new TreeMap<String, ColumnPlan>();
        other.columns().forEach(column -> byName.put(column.name(), column));
        var taken =
                columns.stream()
                        .map(
                                column ->
                                        Objects.requireNonNullElse(
                                                byName.get(column.name()), column))
                        .toList();
        return new ImportPlan(kind, taken, onDuplicate, other.options(), all);
    }
}
