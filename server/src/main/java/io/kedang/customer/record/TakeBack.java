package io.kedang.customer.record;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// Rule: takes back what an import did, as far as nobody touched it since. A record that it created
/// goes whole or stays whole; one that it changed gets back what it had, value by value.
public final class TakeBack {
    private TakeBack() {}

    /// @param done everything that the import did to these records
    /// @param held the record as it stands; null where it is not there for the current user to
    /// change
    /// @param discard is given the created records that go
    /// @param restore gives a changed record back what it had
    ///     and answers which fields stay because somebody changed them since
    /// @return what stays, with the fields concerned; a record that stays whole has none
    public static <R> List<Done.Conflict> of(
            Collection<Done> done,
            Function<UUID, @Nullable R> held,
            ToIntFunction<R> version,
            Consumer<R> discard,
            Function<R, List<String>> restore) {
        var byRecord =
                done.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Done::record, LinkedHashMap::new, Collectors.toList()));
        var conflicts = new ArrayList<Done.Conflict>();
        byRecord.forEach(
                (id, versions) -> {
                    var record = held.apply(id);
                    int last = versions.stream().mapToInt(Done::version).max().orElseThrow();
                    boolean created = versions.stream().anyMatch(Done::created);
                    if (record == null || created && version.applyAsInt(record) != last) {
                        conflicts.add(new Done.Conflict(id, List.of()));
                    } else if (created) {
                        discard.accept(record);
                    } else {
                        var kept = restore.apply(record);
                        if (!kept.isEmpty()) {
                            conflicts.add(new Done.Conflict(id, kept));
                        }
                    }
                });
        return conflicts;
    }
}
