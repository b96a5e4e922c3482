package io.kedang.kernel.sql;

import io.kedang.kernel.IsoTime;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/// A place in a list of numbered changes of many records, newest first: `(moment, record, number)`.
public record MomentPlace(Instant moment, UUID record, int number) {
    private static final MomentPlace BEGINNING =
            new MomentPlace(
                    Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1L, -1L), Integer.MAX_VALUE);
    private static final int PARTS = 3;

    /// @param text null for the beginning of the list; refused when it is no place of ours
    public static MomentPlace parse(@Nullable String text) {
        if (text == null) {
            return BEGINNING;
        }
        var parts = text.split("_", -1);
        try {
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("parts");
            }
            return new MomentPlace(
                    IsoTime.instant(parts[0]),
                    UUID.fromString(parts[1]),
                    Integer.parseInt(parts[2]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Refusal(ListProblem.BAD_CURSOR);
        }
    }

    @Override
    public String toString() {
        return moment + "_" + record + "_" + number;
    }
}
