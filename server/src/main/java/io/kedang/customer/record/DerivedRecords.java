package io.kedang.customer.record;

import java.util.Optional;
import java.util.UUID;

/// One kind of record of which some columns are computed from its values, by rules that get better.
public interface DerivedRecords {
    /// As the list of what is done calls it.
    String kind();

    /// Of the rules; each record keeps that of the rules which computed it last.
    int version();

    /// Computes anew, in the caller's transaction, the next records that older rules computed.
    ///
    /// @param after the id behind which they lie, in the order of ids
    /// @return the last of them; empty where there are none any more
    Optional<UUID> renew(UUID after, int size);
}
