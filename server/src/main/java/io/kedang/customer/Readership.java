package io.kedang.customer;

import io.kedang.access.Directory;
import io.kedang.access.ReaderNumbers;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/// By which numbers a file is read: its owner's and department's, and whom it was given to besides.
@Component
class Readership {
    private final Directory directory;

    Readership(Directory directory) {
        this.directory = directory;
    }

    /// @param clear of the file, by key
    /// @param before who read it before; those whom it was given to keep it
    List<Integer> of(Map<String, Object> clear, List<Integer> before) {
        var readers = new TreeSet<Integer>(before);
        readers.removeIf(number -> !ReaderNumbers.isGiven(number));
        if (clear.get("owner") instanceof UUID owner) {
            readers.add(directory.getUser(owner).principal());
        }
        if (clear.get("department") instanceof UUID department) {
            readers.add(directory.getDepartment(department).principal());
        }
        return List.copyOf(readers);
    }
}
