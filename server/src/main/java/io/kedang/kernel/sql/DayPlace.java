package io.kedang.kernel.sql;

import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;

/// A place in a list that is sorted by day and id, newest first; `next` of one page, `after` of the
/// following one.
public record DayPlace(LocalDate day, UUID id) {
    /// Before everything.
    public static final DayPlace BEGINNING =
            new DayPlace(LocalDate.of(9999, 12, 31), new UUID(-1L, -1L));
    private static final int DAY_LENGTH = 10;

    /// @param text null for the beginning; refused when it is no place of ours
    public static DayPlace parse(@Nullable String text) {
        if (text == null) {
            return BEGINNING;
        }
        try {
            return new DayPlace(
                    LocalDate.parse(text.substring(0, DAY_LENGTH)),
                    UUID.fromString(text.substring(DAY_LENGTH + 1)));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Refusal(ListProblem.BAD_CURSOR);
        }
    }

    @Override
    public String toString() {
        return day + "_" + id;
    }
}
