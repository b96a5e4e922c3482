package io.kedang.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Reads segments from the disk, not through the caches, and opens every key in them.
final class KeyVerification {
    private final KeyTable table;
    private final List<String> damaged = new ArrayList<>();
    private final BitSet opened = new BitSet();

    KeyVerification(KeyTable table) {
        this.table = table;
    }

    KeyVerification read(Segment segment, KeyCopies copies) {
        try {
            for (var copy : copies.all()) {
                read(segment, copy);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(segment + " cannot be read", e);
        }
    }

    private void read(Segment segment, KeyFolder copy) throws IOException {
        var file = copy.path().resolve(segment.fileName());
        int first = segment.number() * Segment.RECORDS;
        int expected = Math.min(Segment.RECORDS, table.size() - first);
        var content = copy.readAll(segment).orElseGet(() -> new byte[0]);
        var bytes = ByteBuffer.wrap(content);
        for (int i = 0; i < expected; i++) {
            var name = file + " record " + i + " (subject " + table.subject(first + i) + ")";
            int at = i * KeyRecord.SIZE;
            if (at + KeyRecord.SIZE > content.length) {
                damaged.add(name + " is cut off");
            } else if (!KeyRecord.isWhole(bytes, at)) {
                damaged.add(name + " was changed");
            } else if (!KeyRecord.subject(bytes, at).equals(table.subject(first + i))) {
                damaged.add(name + " holds the key of another subject");
            } else {
                open(bytes, at, segment, first + i, name);
            }
        }
        if (content.length > expected * KeyRecord.SIZE) {
            damaged.add(file + " holds more than the store wrote");
        }
    }

    KeyReport report() {
        return new KeyReport(opened.cardinality(), table.erasedSize(), List.copyOf(damaged));
    }

    private void open(ByteBuffer bytes, int at, Segment segment, int number, String name) {
        boolean gone = table.isErased(table.subject(number));
        if (KeyRecord.isErased(bytes, at)) {
            if (!gone) {
                damaged.add(name + " is marked as erased, but nobody erased it");
            }
        } else if (gone) {
            damaged.add(name + " was erased, but the key is still there");
        } else {
            try {
                KeyRecord.open(bytes, at, segment.key());
                opened.set(number);
            } catch (GeneralSecurityException e) {
                damaged.add(name + " does not open");
            }
        }
    }
}
