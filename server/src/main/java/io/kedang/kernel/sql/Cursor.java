package io.kedang.kernel.sql;

import io.kedang.kernel.IsoTime;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.UUID;

/// Where a page ended: the last row's place in an order. Opaque to callers; it opens nothing, for
/// the page after it is read under the same filter and the same rights as the first.
record Cursor(String sort, Object value, UUID id) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_DIGITS = 40;

    private record Written(@Nullable String sort, @Nullable String value, @Nullable UUID id) {}

    String write() {
        var json = JSON.writeValueAsBytes(new Written(sort, value.toString(), id));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /// Refuses what is damaged, forged, or of another order.
    static Cursor read(String text, String sort, Keyset.Type type) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            var json = JSON.readValue(Base64.getUrlDecoder().decode(text), Written.class);
            if (json == null
                    || !sort.equals(json.sort())
                    || json.value() == null
                    || json.id() == null) {
                throw new IllegalArgumentException("of another order");
            }
            return new Cursor(sort, value(json.value(), type), json.id());
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new Refusal(ListProblem.BAD_CURSOR);
        }
    }

    private static Object value(String text, Keyset.Type type) {
        return switch (type) {
            case TEXT -> storable(text);
            case YES_NO -> Boolean.valueOf(text);
            case WHOLE_NUMBER -> Long.valueOf(text);
            case DECIMAL -> decimal(text);
            case DATE -> IsoTime.date(text);
            case INSTANT -> IsoTime.instant(text);
        };
    }

    private static String storable(String text) {
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a null character");
        }
        return text;
    }

    private static BigDecimal decimal(String text) {
        var number = new BigDecimal(text);
        if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
            throw new IllegalArgumentException("too many digits");
        }
        return number;
    }
}
