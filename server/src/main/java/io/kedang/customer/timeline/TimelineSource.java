package io.kedang.customer.timeline;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.sql.Read;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One line of what happened to a customer. Rooms above bring theirs, and [Timelines] plaits them
/// into one.
///
/// A line has an order of its own that is newest first, whatever its index gives, and remembers
/// places in it by itself: so lines of different orders are plaited without losing or repeating
/// anything, also where many things have the same moment.
public interface TimelineSource {
    /// By which a place is remembered between two pages; unique, and it never changes.
    String name();

    TimelineKind kind();

    /// The next entries behind a place. Asked with the file, which refuses whom the lock does not
    /// open it, and every statement passes the lock again.
    ///
    /// @param place where the last entry stood that the reader got, null for the beginning; refused
    /// when it is no place of this line
    /// @param size at most so many; fewer are the last ones
    Read<List<Placed>> behind(CustomerId file, @Nullable String place, int size);

    /// An entry with its place in the line.
    record Placed(TimelineEntry entry, String place) {}
}
