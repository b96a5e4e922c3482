package io.kedang.kernel.sql;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;

/// Rows in the text form of PostgreSQL's COPY, for writing many at once. Values that come from outside
/// are escaped, so none can end its column or its row.
public final class CopyText {
    private static final String NULL = "\\N";

    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean rowBegun;

    /// Adds one column: text, number, id, time, or a collection as an array of PostgreSQL.
    public CopyText value(@Nullable Object value) {
        if (rowBegun) {
            text.append('\t');
        }
        rowBegun = true;
        switch (value) {
            case null -> text.append(NULL);
            case Collection<?> many -> array(many);
            case Instant instant -> text.append(instant.atOffset(ZoneOffset.UTC));
            case Enum<?> constant -> text.append(constant.name());
            case Number number -> text.append(number);
            default -> escape(value.toString(), false);
        }
        return this;
    }

    public CopyText endRow() {
        text.append('\n');
        rowBegun = false;
        return this;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void array(Collection<?> many) {
        text.append('{');
        boolean first = true;
        for (var each : many) {
            if (!first) {
                text.append(',');
            }
            first = false;
            if (each instanceof Number number) {
                text.append(number);
            } else {
                text.append('"');
                escape(String.valueOf(each), true);
                text.append('"');
            }
        }
        text.append('}');
    }

    /// Within an array, quotes and backslashes are escaped once for the array and then, as everything,
    /// once for the column.
    private void escape(String value, boolean inArray) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append(inArray ? "\\\\\\\\" : "\\\\");
                case '"' -> text.append(inArray ? "\\\\\"" : "\"");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
