package io.kedang.intake.kind;

import io.kedang.access.Right;
import io.kedang.customer.record.Done;
import io.kedang.customer.record.Origin;
import io.kedang.kernel.Parsed;
import io.kedang.kernel.field.Field;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One kind of record that files bring in.
public interface ImportKind {
    /// As the API names it: `CUSTOMERS`.
    String code();

    /// Under which the texts have the labels of the fields: `customer`.
    String record();

    /// What somebody needs beside importing, already to have a file looked at: what becomes of its
    /// rows tells what is there.
    default Set<Right> rights() {
        return Set.of();
    }

    /// What columns may mean, in the order of the form.
    List<Field> fields();

    /// Required fields that no column means.
    default List<String> missing(Collection<String> mapped) {
        return fields().stream()
                .filter(field -> field.required() && field.written())
                .map(Field::key)
                .filter(key -> !mapped.contains(key))
                .toList();
    }

    /// Fields by which rows without a number of their own are told apart: those that say the same
    /// of them are counted ([Draft#turn]).
    default List<String> groupedBy() {
        return List.of();
    }

    /// Columns that this kind knows but does not take, folded, such as times that are made anew.
    default Collection<String> ignored() {
        return List.of();
    }

    /// The settings that suit these columns, for the owner to change: `{"customerKind": "PERSON"}`.
    default Map<String, String> settings(Collection<String> fields) {
        return Map.of();
    }

    /// Those of the settings of an earlier file that hold for the next one of its form. What opens
    /// records by the way is decided for every file.
    default Map<String, String> remembered(Map<String, String> settings) {
        return settings;
    }

    /// Whether there is such a setting, with such a value.
    default boolean allows(String setting, String value) {
        return false;
    }

    /// Rules of single fields that their type alone does not hold.
    Parsed<@Nullable Object> normal(Field field, Parsed<@Nullable Object> parsed);

    /// Rules of the whole row: adds what is missing or does not fit together to its problems. Runs
    /// on several threads.
    void check(Draft draft, Map<String, String> settings);

    /// Works out what later steps need of a right row, while the database takes in the rows before
    /// it. Runs on several threads.
    ///
    /// @param dry whether nothing is going to be written
    default void prepare(Draft draft, Map<String, String> settings, boolean dry) {}

    /// Rules that need the base, for many rows at once: values that name other records are looked
    /// up.
    default void resolve(List<Draft> drafts, Map<String, String> settings) {}

    /// By what a row recognises another row of the file; the stronger evidence first.
    List<Trait> traits(Draft draft, Map<String, String> settings);

    /// Whether [#find] goes by the values of a row alone: then it may be asked while the rows
    /// before are being written, for rows of one file recognise each other by their traits.
    default boolean findsByValues() {
        return false;
    }

    /// The records that these rows are, or seem to be; by the place of the row in the list.
    Map<Integer, Twin> find(List<Draft> drafts, Map<String, String> settings);

    /// Writes rows, in their order, within the transaction that is open.
    ///
    /// @param dry only to find out which would change something
    /// @return by row number
    Map<Long, Planned.Written> write(
            List<Planned> rows, Map<String, String> settings, Origin origin, boolean dry);

    /// Takes back what an import did, as far as nobody touched it since.
    List<Done.Conflict> undo(Collection<Done> done, Origin origin);

    /// What records are called, for the current user: those that he may read by name, others by the
    /// department to ask.
    Map<UUID, Shown> show(Collection<UUID> records);

    /// @param department empty when the name is shown, or nobody may say
    record Shown(String name, String department) {}
}
