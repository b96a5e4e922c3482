package io.kedang.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Objects;

/// A table of divisions that was taken over.
///
/// @param id rises with every one
/// @param asOf the day on which it was right
public record Edition(int id, LocalDate asOf, String origin) {
    /// The one that ships with this version: `docs/decisions/0003-administrative-divisions.md`.
    static final Edition SHIPPED = new Edition(0, LocalDate.of(2023, 6, 30), "国家统计局 2023 年统计用区划代码");

    static byte[] shippedTable() {
        try (var in = Objects.requireNonNull(Edition.class.getResourceAsStream("regions.csv"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
