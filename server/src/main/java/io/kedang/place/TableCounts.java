package io.kedang.place;

/// What taking over a table of divisions has changed.
///
/// @param ended divisions that are not in the new table; they stay known
public record TableCounts(int added, int renamed, int ended) {}
