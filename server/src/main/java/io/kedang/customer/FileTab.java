package io.kedang.customer;

import io.kedang.kernel.sql.Read;

import java.util.Optional;

/// What hangs on a file and is looked at with it: its people, orders, visits. Rooms above bring
/// theirs, so that the page opens a file with one request and not with one for every tab.
public interface FileTab {
    /// The last word of the address where the same is found alone, page after page.
    String name();

    /// What that address answers first; nothing where there is nothing to tell. Asked with the
    /// file, which refuses whom the lock does not open it, and every statement passes the lock
    /// again.
    Read<Optional<Object>> open(CustomerId file);
}
