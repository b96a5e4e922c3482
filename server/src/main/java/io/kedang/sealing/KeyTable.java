package io.kedang.sealing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// What is on the disk, in memory: who has a key and where, who had one. Only the writer changes
/// it, and only after the disk has it; under [#lock] files and table change together.
final class KeyTable {
    final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final KeyIndex records = new KeyIndex();
    private final KeyIndex erased = new KeyIndex();

    int size() {
        return records.size();
    }

    int erasedSize() {
        return erased.size();
    }

    UUID subject(int number) {
        return records.subject(number);
    }

    /// The number of the subject's record, erased or not, or -1.
    int find(UUID subject) {
        return records.find(subject);
    }

    boolean isErased(UUID subject) {
        return erased.find(subject) >= 0;
    }

    void add(UUID subject) {
        records.add(subject);
    }

    void erase(Collection<UUID> subjects) {
        subjects.forEach(erased::add);
    }

    /// The segments in which these subjects have records.
    List<Integer> segmentsOf(Collection<UUID> subjects) {
        var numbers = new TreeSet<Integer>();
        for (var subject : subjects) {
            int number = find(subject);
            if (number >= 0) {
                numbers.add(number / Segment.RECORDS);
            }
        }
        return new ArrayList<>(numbers);
    }
}
