package io.kedang.kernel.sql;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;

/// Rows in the text form of PostgreSQL's COPY, for writing many at once. Values that come from
/// outside are escaped, so none can end its column or its row. They are encoded as they come: of an
/// import, nothing costs more than its text.
public final class CopyText implements CopyRows {
    private static final String NULL = "\\N";

    /// What one character can become: a doubly escaped backslash, or four bytes of UTF-8.
    private static final int LONGEST = 4;

    private byte[] bytes = new byte[1 << 16];
    private int size;
    private boolean rowBegun;

    /// Adds one column: text, number, id, time, or a collection as an array of PostgreSQL.
    public CopyText value(@Nullable Object value) {
        if (rowBegun) {
            put('\t');
        }
        rowBegun = true;
        switch (value) {
            case null -> plain(NULL);
            case Collection<?> many -> array(many);
            case int[] numbers -> array(Arrays.stream(numbers).boxed().toList());
            case Instant instant -> plain(instant.atOffset(ZoneOffset.UTC).toString());
            case Enum<?> constant -> plain(constant.name());
            case Number number -> plain(number.toString());
            default -> escape(value.toString(), false);
        }
        return this;
    }

    public CopyText endRow() {
        put('\n');
        rowBegun = false;
        return this;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public InputStream bytes() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    private void array(Collection<?> many) {
        put('{');
        boolean first = true;
        for (var each : many) {
            if (!first) {
                put(',');
            }
            first = false;
            if (each instanceof Number number) {
                plain(number.toString());
            } else {
                put('"');
                escape(String.valueOf(each), true);
                put('"');
            }
        }
        put('}');
    }

    private void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    private void plain(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    /// Within an array, quotes and backslashes are escaped once for the array and then, as
    /// everything, once for the column.
    private void escape(String value, boolean inArray) {
        reserve(value.length() * LONGEST);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> plain(inArray ? "\\\\\\\\" : "\\\\");
                case '"' -> plain(inArray ? "\\\\\"" : "\"");
                case '\t' -> plain("\\t");
                case '\n' -> plain("\\n");
                case '\r' -> plain("\\r");
                default -> {
                    if (c < 0x80) {
                        bytes[size++] = (byte) c;
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < value.length()
                            && Character.isLowSurrogate(value.charAt(i + 1))) {
                        encode(Character.toCodePoint(c, value.charAt(++i)));
                    } else {
                        encode(Character.isSurrogate(c) ? '?' : c);
                    }
                }
            }
        }
    }

    private void encode(int character) {
        if (character < 0x80) {
            bytes[size++] = (byte) character;
            return;
        }
        int following = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
        bytes[size++] = (byte) (0xFF << 7 - following | character >> 6 * following);
        for (int shift = 6 * (following - 1); shift >= 0; shift -= 6) {
            bytes[size++] = (byte) (0x80 | character >> shift & 0x3F);
        }
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
