package io.kedang.classification;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Rule: how facts become scores.
///
/// - Region: the points that the company gives its provinces.
/// - Strength: how many customers of the company sell less (percentile), raised or lowered by up
///   to ten points for standing in the trade and for credit.
/// - Likelihood of a deal: points for the stage of the relation, and five for every order of the
///   last twelve months, up to twenty.
///
/// Scores are rounded to hundredths, so that equal customers come out equal.
final class AbcScoring {
    private static final Map<String, Integer> STAGES =
            Map.of(
                    "REGULAR",
                    80,
                    "NEW",
                    70,
                    "WON_BACK",
                    70,
                    "INTERESTED",
                    60,
                    "AT_RISK",
                    40,
                    "POTENTIAL",
                    30,
                    "LOST",
                    10);
    private static final int NO_STAGE = 20;
    private static final int AN_ORDER = 5;
    private static final int MOST_FOR_ORDERS = 20;
    private static final Map<String, Integer> STANDINGS =
            Map.of("LEADER", 10, "INFLUENTIAL", 5, "MEDIUM", 0, "SMALL", -5);
    private static final Map<String, Integer> CREDIT =
            Map.of(
                    "AAA", 10, "AA", 7, "A", 5, "BBB", 0, "BB", 0, "B", -3, "CCC", -5, "CC", -7,
                    "C", -10, "D", -10);

    private final AbcRules rules;
    private final BigDecimal[] sales;

    AbcScoring(AbcRules rules, List<AbcFacts> all) {
        this.rules = rules;
        sales =
                all.stream()
                        .map(AbcFacts::sales)
                        .filter(java.util.Objects::nonNull)
                        .sorted()
                        .toArray(BigDecimal[]::new);
    }

    AbcScore score(AbcFacts facts) {
        double region = region(facts.province());
        double strength = strength(facts);
        double likelihood = likelihood(facts);
        double total =
                (region * rules.regionWeight()
                                + strength * rules.strengthWeight()
                                + likelihood * rules.likelihoodWeight())
                        / 100;
        return new AbcScore(
                facts.customer(),
                rounded(region),
                rounded(strength),
                rounded(likelihood),
                rounded(total));
    }

    private double region(@Nullable String province) {
        return province == null
                ? rules.otherRegions()
                : rules.regions().getOrDefault(province, rules.otherRegions());
    }

    private double strength(AbcFacts facts) {
        double percentile = facts.sales() == null ? 0 : 100 * shareBelow(facts.sales());
        int standing = facts.standing() == null ? 0 : STANDINGS.getOrDefault(facts.standing(), 0);
        int credit =
                facts.creditRating() == null ? 0 : CREDIT.getOrDefault(facts.creditRating(), 0);
        return Math.clamp(percentile + standing + credit, 0, 100);
    }

    private double shareBelow(BigDecimal value) {
        int low = 0;
        int high = sales.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sales[middle].compareTo(value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / sales.length;
    }

    private static double likelihood(AbcFacts facts) {
        int stage =
                facts.lifecycle() == null
                        ? NO_STAGE
                        : STAGES.getOrDefault(facts.lifecycle(), NO_STAGE);
        return Math.min(100, stage + Math.min(MOST_FOR_ORDERS, AN_ORDER * facts.orders()));
    }

    private static double rounded(double score) {
        return Math.round(score * 100) / 100.0;
    }
}
