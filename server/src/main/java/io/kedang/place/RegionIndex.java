package io.kedang.place;

import io.kedang.kernel.text.Folding;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All divisions of all times in memory (a few thousand), by code and by what people call them.
final class RegionIndex {
    private final Map<String, List<Region>> byCode = new HashMap<>();
    private final Map<String, Region> latest = new HashMap<>();
    private final Map<String, List<Region>> byParent = new HashMap<>();
    private final Map<String, List<Region>> byName = new HashMap<>();
    private final Map<String, List<Region>> byShortName = new HashMap<>();
    private int longestName;

    RegionIndex(List<Region> regions) {
        for (var region : regions) {
            add(byCode, region.code(), region);
            latest.merge(region.code(), region, RegionIndex::later);
            add(byParent, parentKey(region.parentCode()), region);
            var name = Folding.fold(region.name());
            longestName = Math.max(longestName, name.length());
            add(byName, name, region);
            for (var other : RegionNames.otherForms(region.name())) {
                add(byShortName, Folding.fold(other), region);
            }
        }
    }

    /// The one that holds, or else the one that held last.
    Optional<Region> find(String code) {
        return Optional.ofNullable(latest.get(code));
    }

    Optional<Region> find(String code, LocalDate day) {
        return byCode.getOrDefault(code, List.of()).stream()
                .filter(region -> region.holdsOn(day))
                .findFirst();
    }

    /// In the order of their codes; the provinces when `parent` is null.
    List<Region> children(@Nullable String parent, LocalDate day) {
        return byParent.getOrDefault(parentKey(parent), List.of()).stream()
                .filter(region -> region.holdsOn(day))
                .sorted(Comparator.comparing(Region::code))
                .toList();
    }

    boolean hasChildren(String code, LocalDate day) {
        return byParent.getOrDefault(code, List.of()).stream()
                .anyMatch(region -> region.holdsOn(day));
    }

    /// From the province down to `region`.
    List<Region> path(Region region) {
        var path = new LinkedList<Region>();
        for (Region at = region; at != null; at = parent(at)) {
            path.addFirst(at);
        }
        return List.copyOf(path);
    }

    int longestName() {
        return longestName;
    }

    /// The division with the full name `folded` below `above`, or anywhere when that is null. A
    /// city comes before a district, one that still holds before one that ended; between equals
    /// there is no answer.
    Optional<Region> named(String folded, @Nullable Region above) {
        return one(byName.getOrDefault(folded, List.of()), above);
    }

    /// As [#named], by the short form of its name. Where nothing stands before it, it is the one of
    /// a province, or of a city that shares it with nothing outside: 朝阳 alone could be too many.
    Optional<Region> called(String folded, @Nullable Region above) {
        var candidates = byShortName.getOrDefault(folded, List.of());
        var found = one(candidates, above);
        if (above != null || found.isEmpty()) {
            return found;
        }
        return found.filter(
                region ->
                        switch (region.level()) {
                            case PROVINCE -> true;
                            case CITY ->
                                    candidates.stream()
                                            .allMatch(other -> path(other).contains(region));
                            case DISTRICT -> false;
                        });
    }

    private Optional<Region> one(List<Region> candidates, @Nullable Region above) {
        var best = new ArrayList<Region>();
        int bestRank = Integer.MAX_VALUE;
        for (var candidate : candidates) {
            int rank = candidate.level().ordinal() + (candidate.validTo() == null ? 0 : 10);
            if (rank <= bestRank && isBelow(candidate, above)) {
                if (rank < bestRank) {
                    best.clear();
                }
                bestRank = rank;
                best.add(candidate);
            }
        }
        return best.stream().map(Region::code).distinct().count() == 1
                ? best.stream().reduce(RegionIndex::later)
                : Optional.empty();
    }

    private static Region later(Region one, Region other) {
        return other.validFrom().isAfter(one.validFrom()) ? other : one;
    }

    private boolean isBelow(Region region, @Nullable Region above) {
        if (above == null) {
            return true;
        }
        for (var at = parent(region); at != null; at = parent(at)) {
            if (at.code().equals(above.code())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Region parent(Region region) {
        return region.parentCode() == null ? null : latest.get(region.parentCode());
    }

    private static String parentKey(@Nullable String parent) {
        return parent == null ? "" : parent;
    }

    private static void add(Map<String, List<Region>> index, String key, Region region) {
        index.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(region);
    }
}
