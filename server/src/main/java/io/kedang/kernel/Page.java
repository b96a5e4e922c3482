package io.kedang.kernel;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One page of a list.
///
/// @param next what `after` has to be for the next page; null on the last one
/// @param count null unless it was asked for
/// @param countIsExact false: there are more than `count`
public record Page<T>(
        List<T> items,
        @Nullable String next,
        @Nullable Long count,
        @Nullable Boolean countIsExact) {
    /// Up to here lists are counted while the reader waits.
    public static final int COUNTED = 10_000;

    /// @param counted how many there are, counted no further than `COUNTED + 1`
    public Page<T> withCount(long counted) {
        return new Page<>(items, next, Math.min(counted, COUNTED), counted <= COUNTED);
    }

    public Page<T> withExactCount(long counted) {
        return new Page<>(items, next, counted, true);
    }
}
