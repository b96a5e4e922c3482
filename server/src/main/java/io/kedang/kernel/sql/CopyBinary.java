package io.kedang.kernel.sql;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;

/// Rows in the binary form of PostgreSQL's COPY: for long arrays of numbers, which neither side has
/// to turn into text. A statement that takes them ends in `with (format binary)`.
public final class CopyBinary implements CopyRows {
    private static final byte[] SIGNATURE =
            "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final short END = -1;
    private static final int INT4_TYPE = 23;
    private static final int INT8_TYPE = 20;

    /// Number of dimensions, whether there are nulls, type, length and lower bound.
    private static final int ARRAY_HEAD = 5 * Integer.BYTES;

    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private boolean empty = true;

    public CopyBinary() {
        bytes.put(SIGNATURE).putInt(0).putInt(0);
    }

    /// Begins a row of so many columns, which the next calls give.
    public CopyBinary row(int columns) {
        empty = false;
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    public CopyBinary value(UUID id) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return this;
    }

    public CopyBinary value(int number) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(number);
        return this;
    }

    /// For a column of two bytes.
    public CopyBinary small(@Nullable Integer number) {
        room(Integer.BYTES + Short.BYTES);
        if (number == null) {
            bytes.putInt(NULL);
        } else {
            bytes.putInt(Short.BYTES).putShort(number.shortValue());
        }
        return this;
    }

    public CopyBinary value(@Nullable Long number) {
        room(Integer.BYTES + Long.BYTES);
        if (number == null) {
            bytes.putInt(NULL);
        } else {
            bytes.putInt(Long.BYTES).putLong(number);
        }
        return this;
    }

    public CopyBinary integers(int[] numbers) {
        array(INT4_TYPE, numbers.length, Integer.BYTES);
        for (int number : numbers) {
            bytes.putInt(Integer.BYTES).putInt(number);
        }
        return this;
    }

    public CopyBinary bigints(Collection<Long> numbers) {
        array(INT8_TYPE, numbers.size(), Long.BYTES);
        for (long number : numbers) {
            bytes.putInt(Long.BYTES).putLong(number);
        }
        return this;
    }

    private void array(int type, int length, int each) {
        int size = ARRAY_HEAD + length * (Integer.BYTES + each);
        room(Integer.BYTES + size)
                .putInt(size)
                .putInt(1)
                .putInt(0)
                .putInt(type)
                .putInt(length)
                .putInt(1);
    }

    @Override
    public boolean isEmpty() {
        return empty;
    }

    @Override
    public InputStream bytes() {
        room(Short.BYTES).putShort(END);
        return new ByteArrayInputStream(bytes.array(), 0, bytes.position());
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int size = Math.max(bytes.capacity() * 2, bytes.position() + more);
            bytes = ByteBuffer.allocate(size).put(bytes.flip());
        }
        return bytes;
    }
}
