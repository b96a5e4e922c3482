package io.kedang.customer;

import io.kedang.kernel.condition.RelatedRows;

/// What hangs on a file and conditions may ask about: its people, orders, visits. Rooms above bring
/// theirs.
@FunctionalInterface
public interface FileRows {
    /// The rows of the file `c`, behind the lock of the room.
    RelatedRows rows();
}
