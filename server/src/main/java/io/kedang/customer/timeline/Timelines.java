package io.kedang.customer.timeline;

import io.kedang.customer.CustomerId;
import io.kedang.customer.Customers;
import io.kedang.customer.timeline.TimelineSource.Placed;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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

    Timelines(Customers customers, List<TimelineSource> sources) {
        this.customers = customers;
        this.sources = sources;
    }

    /// @param next what `after` has to be for the next page; null on the last one
    public record TimelinePage(List<TimelineEntry> items, @Nullable String next) {}

    /// Newest first. Refuses as [Customers#get] does.
    ///
    /// @param only null for everything
    /// @param after null for the beginning
    @Transactional(readOnly = true)
    public TimelinePage page(
            CustomerId file, @Nullable TimelineKind only, @Nullable String after, int size) {
        customers.get(file);
        var begun = after == null ? null : TimelinePlace.read(after).ends();
        var lines = new ArrayList<Line>();
        for (var source : sources) {
            var place = begun == null ? "" : begun.get(source.name());
            if (place != null && (only == null || only == source.kind())) {
                // One more than is shown tells whether anything is left.
                var next = source.behind(file, place.isEmpty() ? null : place, size + 1);
                lines.add(new Line(source.name(), new ArrayDeque<>(next), place));
            }
        }
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
