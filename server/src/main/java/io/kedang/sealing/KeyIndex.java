package io.kedang.sealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Where the key of a subject stands: number of its record, found by open addressing. 22 to 28
/// bytes a subject, so that a million take some 25 MB. Not safe for concurrent use.
final class KeyIndex {
    private static final int ABSENT = -1;
    private static final int CHUNK = 1 << 16;

    private final List<long[]> subjects = new ArrayList<>();
    private int size;
    private int[] table = filled(1 << 10);

    private static int[] filled(int length) {
        var table = new int[length];
        Arrays.fill(table, ABSENT);
        return table;
    }

    int size() {
        return size;
    }

    /// The number of the subject's newest record, or -1.
    int find(UUID subject) {
        long high = subject.getMostSignificantBits();
        long low = subject.getLeastSignificantBits();
        for (int i = start(high, low, table); ; i = i + 1 & table.length - 1) {
            int number = table[i];
            if (number == ABSENT || isAt(number, high, low)) {
                return number;
            }
        }
    }

    UUID subject(int number) {
        var chunk = subjects.get(number / CHUNK);
        int at = number % CHUNK * 2;
        return new UUID(chunk[at], chunk[at + 1]);
    }

    /// Takes the subject of the next record.
    void add(UUID subject) {
        if ((size + 1) * 4L > table.length * 3L) {
            grow();
        }
        if (size % CHUNK == 0) {
            subjects.add(new long[CHUNK * 2]);
        }
        var chunk = subjects.getLast();
        chunk[size % CHUNK * 2] = subject.getMostSignificantBits();
        chunk[size % CHUNK * 2 + 1] = subject.getLeastSignificantBits();
        enter(size++, table);
    }

    private void grow() {
        var wider = filled(table.length * 2);
        for (int number = 0; number < size; number++) {
            enter(number, wider);
        }
        table = wider;
    }

    private void enter(int number, int[] into) {
        var chunk = subjects.get(number / CHUNK);
        long high = chunk[number % CHUNK * 2];
        long low = chunk[number % CHUNK * 2 + 1];
        int i = start(high, low, into);
        while (into[i] != ABSENT && !isAt(into[i], high, low)) {
            i = i + 1 & into.length - 1;
        }
        into[i] = number;
    }

    private boolean isAt(int number, long high, long low) {
        var chunk = subjects.get(number / CHUNK);
        int at = number % CHUNK * 2;
        return chunk[at] == high && chunk[at + 1] == low;
    }

    /// UUIDv7 of one moment differ in their low bits only; the multiplication spreads them.
    private static int start(long high, long low, int[] table) {
        long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & table.length - 1;
    }
}
