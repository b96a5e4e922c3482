package io.kedang.sealing;

import java.util.Optional;
import java.util.UUID;

/// A table whose rows carry tokens of the blind index, so that a rotation of its key can make them
/// anew. Brought by the room that owns the table; where one room repeats the tokens of another, the
/// other comes first.
public interface IndexedRows {
    /// How many rows have tokens of another version than this one.
    long others(int version);

    /// Makes the tokens of up to `size` such rows behind `after` anew, in the transaction of the
    /// caller. Where a value does not open any more, its tokens go.
    ///
    /// @return the last row; empty when there was none
    Optional<Piece> renew(int version, UUID after, int size);

    /// @param last row, by id
    record Piece(UUID last, int rows) {}
}
