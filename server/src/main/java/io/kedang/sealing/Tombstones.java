package io.kedang.sealing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The register of erased subjects, 28 bytes each: subject (16), moment in ms (8), CRC-32C (4). It
/// outlives the keys, so that a key that comes back from a backup is erased again.
final class Tombstones {
    private static final int SIZE = 28;

    private Tombstones() {}

    static byte[] encode(Collection<UUID> subjects, Instant moment) {
        var bytes = ByteBuffer.allocate(subjects.size() * SIZE);
        for (var subject : subjects) {
            int at = bytes.position();
            bytes.putLong(subject.getMostSignificantBits())
                    .putLong(subject.getLeastSignificantBits())
                    .putLong(moment.toEpochMilli());
            bytes.putInt(checksum(bytes, at));
        }
        return bytes.array();
    }

    static Set<UUID> decode(byte[] tombstones) {
        var subjects = new LinkedHashSet<UUID>();
        var bytes = ByteBuffer.wrap(tombstones);
        for (int at = 0; at + SIZE <= tombstones.length; at += SIZE) {
            if (bytes.getInt(at + SIZE - 4) == checksum(bytes, at)) {
                subjects.add(KeyRecord.subject(bytes, at));
            }
        }
        return subjects;
    }

    /// `tombstones` and after them those of `other` that it lacks; torn ones are left out.
    static byte[] union(byte[] tombstones, byte[] other) {
        var known = new LinkedHashSet<UUID>();
        var whole = ByteBuffer.allocate(tombstones.length + other.length);
        for (var each : new byte[][] {tombstones, other}) {
            var bytes = ByteBuffer.wrap(each);
            for (int at = 0; at + SIZE <= each.length; at += SIZE) {
                if (bytes.getInt(at + SIZE - 4) == checksum(bytes, at)
                        && known.add(KeyRecord.subject(bytes, at))) {
                    whole.put(each, at, SIZE);
                }
            }
        }
        return Arrays.copyOf(whole.array(), whole.position());
    }

    private static int checksum(ByteBuffer bytes, int at) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate().limit(at + SIZE - 4).position(at));
        return (int) crc.getValue();
    }
}
