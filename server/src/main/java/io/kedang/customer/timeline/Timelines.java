package io.kedang.customer.timeline;

import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.customer.timeline.TimelineSource.Placed;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Reads;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The door to what happened to a customer: the lines of all rooms, plaited by time.
@Service
public class Timelines {
    private final Customers customers;
    private final List<TimelineSource> sources;
    private final Reads reads;

    Timelines(Customers customers, List<TimelineSource> sources, Reads reads) {
        this.customers = customers;
        this.sources = sources;
        this.reads = reads;
    }

    /// @param next what `after` has to be for the next page; null on the last one
    public record TimelinePage(List<TimelineEntry> items, @Nullable String next) {}

    /// Newest first. Refuses as [Customers#get] does.
    ///
    /// @param only null for everything
    /// @param after null for the beginning
    public TimelinePage page(
            CustomerId file, @Nullable TimelineKind only, @Nullable String after, int size) {
        var begun = after == null ? null : TimelinePlace.read(after).ends();
        var asked = new ArrayList<Read<Line>>();
        for (var source : sources) {
            var place = begun == null ? "" : begun.get(source.name());
            if (place != null && (only == null || only == source.kind())) {
                // One more than is shown tells whether anything is left.
                asked.add(
                        source.behind(file, place.isEmpty() ? null : place, size + 1)
                                .map(
                                        ahead ->
                                                new Line(
                                                        source.name(),
                                                        new ArrayDeque<>(ahead),
                                                        place)));
            }
        }
        return plaited(reads.ask(customers.reading(file).then(Read.all(asked))), size);
    }

    private static TimelinePage plaited(List<Line> lines, int size) {
        var items = new ArrayList<TimelineEntry>();
        while (items.size() < size) {
            var newest =
                    lines.stream()
                            .filter(line -> !line.ahead.isEmpty())
                            .max(Comparator.comparing(line -> line.ahead.getFirst().entry().at()));
            if (newest.isEmpty()) {
                break;
            }
            items.add(newest.get().take());
        }
        return new TimelinePage(items, next(lines));
    }

    private static @Nullable String next(List<Line> lines) {
        Map<String, String> ends = new HashMap<>();
        for (var line : lines) {
            if (!line.ahead.isEmpty()) {
                ends.put(line.name, line.end);
            }
        }
        return ends.isEmpty() ? null : new TimelinePlace(ends).write();
    }

    /// What one source has ahead of the reader.
    private static final class Line {
        private final String name;
        private final Deque<Placed> ahead;
        private String end;

        Line(String name, Deque<Placed> ahead, String end) {
            this.name = name;
            this.ahead = ahead;
            this.end = end;
        }

        TimelineEntry take() {
            var taken = ahead.removeFirst();
            end = taken.place();
            return taken.entry();
        }
    }
}
