package io.kedang.place;

import java.util.List;
import java.util.Optional;

/// How far an address could be understood.
///
/// @param path the divisions found, from the province down; empty when not even that is known
/// @param rest what is left as it was typed: the street, or a district that no table has
public record Match(List<Region> path, String rest) {
    /// The deepest division found.
    public Optional<Region> region() {
        return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast());
    }

    /// The name at one level, empty when that level is unknown or left out.
    public String name(Region.Level level) {
        return path.stream()
                .filter(region -> region.level() == level)
                .map(Region::name)
                .findFirst()
                .orElse("");
    }
}
