package io.kedang.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;

/// The bytes under the MAC of a row, put together by the verification in its own way: written
/// apart from [AuditMac], from the same description, so that a fault of one shows against the
/// other. Holds a character for each byte.
final class RowText {
    private final StringBuilder text = new StringBuilder();

    RowText text(@Nullable String value) {
        return value == null ? none() : characters(new String(value.getBytes(UTF_8), ISO_8859_1));
    }

    RowText id(@Nullable UUID value) {
        return value == null ? none() : characters(value.toString());
    }

    RowText number(long value) {
        return characters(Long.toString(value));
    }

    RowText moment(OffsetDateTime value) {
        return number(value.toEpochSecond() * 1_000_000 + value.getNano() / 1_000);
    }

    RowText bytes(byte[] value) {
        return characters(new String(value, ISO_8859_1));
    }

    RowText texts(Collection<String> values) {
        var inner = new RowText();
        values.forEach(inner::text);
        return characters(inner.text.toString());
    }

    byte[] bytes() {
        return text.toString().getBytes(ISO_8859_1);
    }

    private RowText none() {
        text.append("~,");
        return this;
    }

    private RowText characters(String value) {
        text.append(value.length()).append(':').append(value).append(',');
        return this;
    }
}
