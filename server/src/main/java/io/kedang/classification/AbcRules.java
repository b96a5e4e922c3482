package io.kedang.classification;

import java.util.Map;

/// What an ABC computation weighs (按区域、实力、成交可能性). Weights are shares of 100 and add up
/// to it; every partial score is 0 to 100.
///
/// @param regions points of a province by name; others get `otherRegions`
public record AbcRules(
        int regionWeight,
        int strengthWeight,
        int likelihoodWeight,
        Map<String, Integer> regions,
        int otherRegions,
        int version) {
    public static final AbcRules STANDARD = new AbcRules(20, 40, 40, Map.of(), 50, 0);

    public AbcRules {
        regions = Map.copyOf(regions);
    }

    AbcRules at(int newVersion) {
        return new AbcRules(
                regionWeight, strengthWeight, likelihoodWeight, regions, otherRegions, newVersion);
    }
}
