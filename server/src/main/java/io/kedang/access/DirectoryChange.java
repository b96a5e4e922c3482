package io.kedang.access;

import org.springframework.stereotype.Component;

/// Tells every node that users, departments, roles or policies changed: raises the epoch in the
/// transaction of the change, and makes this node look again as soon as it is committed.
@Component
public class DirectoryChange {
    private final AccessStore store;
    private final Directory directory;

    DirectoryChange(AccessStore store, Directory directory) {
        this.store = store;
        this.directory = directory;
    }

    public void announce() {
        store.raiseEpoch();
        directory.changes();
    }
}
