package io.kedang.access;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.util.UUID;

/// The door to what people may read for a time. Whoever gives a grant writes its number into the
/// files that it opens, in the same transaction.
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Grants {
    private final AccessStore store;
    private final DirectoryChange change;

    Grants(AccessStore store, DirectoryChange change) {
        this.store = store;
        this.change = change;
    }

    /// @return its number
    public int give(UUID user, Instant endsAt) {
        int number = store.insertGrant(user, endsAt);
        change.announce();
        return number;
    }

    /// Holds no longer from the next request on. Ending what has ended changes nothing.
    public void end(int number) {
        if (store.deleteGrant(number)) {
            change.announce();
        }
    }
}
