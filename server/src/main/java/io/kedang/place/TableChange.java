package io.kedang.place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a new table changes in the one in use.
///
/// @param ending codes whose division ends: those that vanished and those that `beginning` renames
/// @param beginning new ones, and new names of old codes
record TableChange(List<String> ending, List<Region> beginning) {
    /// A table that ends more than this part of the divisions is not a newer one but a wrong one.
    private static final int MOST_ENDING_PERCENT = 10;

    static TableChange between(List<Region> inForce, List<Region> table) {
        var wanted = byCode(table);
        var known = byCode(inForce);
        return new TableChange(
                inForce.stream()
                        .filter(region -> !isSame(region, wanted.get(region.code())))
                        .map(Region::code)
                        .toList(),
                table.stream()
                        .filter(region -> !isSame(region, known.get(region.code())))
                        .toList());
    }

    TableCounts counts() {
        var begin = beginning.stream().map(Region::code).collect(Collectors.toSet());
        int renamed = (int) ending.stream().filter(begin::contains).count();
        return new TableCounts(beginning.size() - renamed, renamed, ending.size() - renamed);
    }

    boolean endsTooMany(int inForce) {
        return counts().ended() * 100 > inForce * MOST_ENDING_PERCENT;
    }

    private static boolean isSame(Region one, @org.jspecify.annotations.Nullable Region other) {
        return other != null
                && one.name().equals(other.name())
                && Objects.equals(one.parentCode(), other.parentCode());
    }

    private static Map<String, Region> byCode(List<Region> regions) {
        var byCode = new HashMap<String, Region>();
        regions.forEach(region -> byCode.put(region.code(), region));
        return byCode;
    }
}
