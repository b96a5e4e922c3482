package io.kedang.sealing;

import com.google.crypto.tink.Aead;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// 65,536 records under one segment key. Erasing a data key means writing its segment anew under
/// the next generation's key and destroying the old one, so that forgotten copies of the old file
/// stay shut.
///
/// The list of all segments, `segments`, holds the wrapped segment keys and is replaced as a
/// whole: `count, (number, generation, length, wrapped key)…, CRC-32C`.
record Segment(int number, int generation, byte[] wrapped, Aead key) {
    static final int RECORDS = 1 << 16;
    static final long BYTES = (long) RECORDS * KeyRecord.SIZE;

    static Segment first(int number, MasterKey master) throws IOException {
        return make(number, 0, master);
    }

    Segment next(MasterKey master) throws IOException {
        return make(number, generation + 1, master);
    }

    String fileName() {
        return "%06d-%06d.keys".formatted(number, generation);
    }

    @Override
    public String toString() {
        return "Segment[" + fileName() + "]";
    }

    static byte[] encode(List<Segment> segments) {
        int length = 8 + segments.stream().mapToInt(one -> 10 + one.wrapped.length).sum();
        var bytes = ByteBuffer.allocate(length).putInt(segments.size());
        for (var one : segments) {
            bytes.putInt(one.number).putInt(one.generation);
            bytes.putShort((short) one.wrapped.length).put(one.wrapped);
        }
        return bytes.putInt(checksum(bytes.array())).array();
    }

    /// Throws when the list was damaged or wrapped by another master key; an [IOException] when the
    /// master key cannot be reached.
    static List<Segment> decode(byte[] list, MasterKey master)
            throws GeneralSecurityException, IOException {
        try {
            if (ByteBuffer.wrap(list).getInt(list.length - 4) != checksum(list)) {
                throw new GeneralSecurityException("the list of segments is damaged");
            }
            var bytes = ByteBuffer.wrap(list);
            var segments = new ArrayList<Segment>();
            for (int left = bytes.getInt(); left > 0; left--) {
                int number = bytes.getInt();
                int generation = bytes.getInt();
                var wrapped = new byte[bytes.getShort()];
                bytes.get(wrapped);
                var key = master.unwrap(purpose(number, generation), wrapped);
                segments.add(new Segment(number, generation, wrapped, master.aead(key)));
            }
            return segments;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new GeneralSecurityException("the list of segments is damaged", e);
        }
    }

    private static Segment make(int number, int generation, MasterKey master) throws IOException {
        var key = MasterKey.random(32);
        var wrapped = master.wrap(purpose(number, generation), key);
        return new Segment(number, generation, wrapped, master.aead(key));
    }

    private static String purpose(int number, int generation) {
        return "segment " + number + " generation " + generation;
    }

    private static int checksum(byte[] list) {
        var crc = new CRC32C();
        crc.update(list, 0, list.length - 4);
        return (int) crc.getValue();
    }
}
