package io.kedang.customer;

import java.util.Collection;
import java.util.Map;

/// What a room above adds to the words by which a file is found. Whoever changes what he
/// contributes calls [SearchUpkeep] in the same transaction.
public interface SearchText {
    /// The terms of those of the files that it knows something of.
    Map<CustomerId, SearchTerms> of(Collection<CustomerId> customers);
}
