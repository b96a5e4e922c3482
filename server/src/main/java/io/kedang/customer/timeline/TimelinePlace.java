package io.kedang.customer.timeline;

import io.kedang.kernel.Refusal;
import io.kedang.kernel.sql.ListProblem;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.Base64;
import java.util.Map;

/// How far each line was read when a page ended. Opaque to callers; it opens nothing, for the page
/// after it is read under the same rights as the first.
///
/// @param ends by the name of a line the place of its last entry, empty for a line of which nothing
/// was shown yet; a line that has ended is absent
record TimelinePlace(Map<String, String> ends) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_LENGTH = 2_000;

    TimelinePlace {
        ends = Map.copyOf(ends);
    }

    String write() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(ends));
    }

    /// Refuses what no page can have answered; the places themselves are refused by their lines.
    static TimelinePlace read(String text) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            @Nullable Map<String, @Nullable String> ends =
                    JSON.readValue(Base64.getUrlDecoder().decode(text), new TypeReference<>() {});
            if (ends == null || ends.containsValue(null)) {
                throw new IllegalArgumentException("no place");
            }
            return new TimelinePlace(ends);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new Refusal(ListProblem.BAD_CURSOR);
        }
    }
}
