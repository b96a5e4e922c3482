package io.kedang.live;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// What a room says of who may hear of its records. An event names a record; whoever may not find
/// it does not hear of it either. Kinds of which no room says so are for all whom the change names.
public interface Hearing {
    /// Of the changes that it is about.
    String kind();

    /// Those of the records that the current user may find.
    Set<UUID> audible(Collection<UUID> subjects);
}
