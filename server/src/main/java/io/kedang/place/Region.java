package io.kedang.place;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/// An administrative division under one name. When name or place in the tree change, a new one
/// with the same code follows.
///
/// @param code six digits of GB/T 2260
/// @param parentCode of the province or city; null for a province. Districts of 北京市 and counties
///     that a province governs itself hang on the province
/// @param validFrom [#BEGINNING] for what the first table held
/// @param validTo the first day on which it did not hold any more; null while it holds
public record Region(
        String code,
        String name,
        Level level,
        @Nullable String parentCode,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    /// Before any date: how long a name of the first table has held is not known.
    public static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

    public enum Level {
        PROVINCE,
        CITY,
        DISTRICT
    }

    public boolean holdsOn(LocalDate day) {
        return !validFrom.isAfter(day) && (validTo == null || validTo.isAfter(day));
    }
}
