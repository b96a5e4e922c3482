package io.kedang.customer;

import org.jspecify.annotations.Nullable;

/// What hangs on a file and is looked at with it: its people, orders, visits. Rooms above bring
/// theirs, so that the page opens a file with one request and not with one for every tab.
public interface FileTab {
    /// The last word of the address where the same is found alone, page after page.
    String name();

    /// What that address answers first; null where there is nothing to tell. Asked only in the
    /// transaction in which the lock has opened the file to the current user, and every statement
    /// passes the lock again.
    @Nullable Object open(CustomerId file);
}
