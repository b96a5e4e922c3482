package io.kedang.classification;

import io.kedang.kernel.Params;

import tools.jackson.databind.json.JsonMapper;

import java.time.LocalDate;
import java.util.Map;

/// Rule: how facts become scores, and scores a ranking. The database computes it, for a customer is
/// compared with all others.
///
/// - Region: the points that the company gives its provinces.
/// - Strength: how many customers of the company sell less (percentile; the registered capital
///   stands in for sales that nobody knows), raised or lowered by up to ten points for standing in
///   the trade and for credit.
/// - Likelihood of a deal: points for the stage of the relation, and five for every order of the
///   last twelve months, up to twenty.
///
/// Scores are rounded to hundredths, so that equal customers come out equal. Of those who are, who
/// has ordered more often comes first, then who has ordered more recently, then who has been known
/// longer, which his file number tells; so no two share a place.
final class AbcScoring {
    /// SQL for all files in use, each with his place `rank` among `of`.
    static final String RANKED =
            """
            select p.id, round(p.region, 2) as region, round(p.strength, 2) as strength,
                   round(p.likelihood, 2) as likelihood, t.total, count(*) over () as of,
                   row_number() over (order by t.total desc, p.orders_ever desc,
                                               p.last_order_on desc nulls last,
                                               p.file_number collate "C") as rank
              from (select f.id, f.file_number, o.last_order_on,
                           coalesce(o.orders_ever, 0) as orders_ever,
                           cast(coalesce(cast(:regions as jsonb) ->> f.address_province,
                                         :otherRegions) as numeric) as region,
                           least(100, greatest(0,
                             coalesce(100.0 * f.selling_less / nullif(f.with_sales, 0), 0)
                             + coalesce(cast(cast(:standings as jsonb) ->> f.standing as integer), 0)
                             + coalesce(cast(cast(:credit as jsonb) ->> f.credit_rating as integer),
                                        0))) as strength,
                           least(100,
                             coalesce(cast(cast(:stages as jsonb) ->> f.lifecycle as integer), 20)
                             + least(20, 5 * coalesce(o.orders, 0))) as likelihood
                      from (select c.id, c.file_number, c.address_province, c.standing,
                                   c.credit_rating, c.lifecycle, count(s.sales) over () as with_sales,
                                   case when s.sales is not null
                                        then rank() over (order by s.sales) - 1 end as selling_less
                              from customer c,
                                   lateral (select coalesce(c.sales_latest, c.registered_capital))
                                           as s (sales)
                             where c.voided_at is null) f
                      left join (select customer_id, count(*) as orders_ever,
                                        count(*) filter (where ordered_on > :since) as orders,
                                        max(ordered_on) as last_order_on
                                   from trade_order
                                  where voided_at is null and status not in ('DRAFT', 'CANCELLED')
                                  group by customer_id) o on o.customer_id = f.id) p,
                   lateral (select round((p.region * :regionWeight + p.strength * :strengthWeight
                                          + p.likelihood * :likelihoodWeight) / 100, 2)) as t (total)
            """;

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
    private static final Map<String, Integer> STANDINGS =
            Map.of("LEADER", 10, "INFLUENTIAL", 5, "MEDIUM", 0, "SMALL", -5);
    private static final Map<String, Integer> CREDIT =
            Map.of(
                    "AAA", 10, "AA", 7, "A", 5, "BBB", 0, "BB", 0, "B", -3, "CCC", -5, "CC", -7,
                    "C", -10, "D", -10);

    private AbcScoring() {}

    /// What [#RANKED] asks for.
    ///
    /// @param since orders after this day count for the likelihood of a deal
    static Params params(AbcRules rules, LocalDate since, JsonMapper json) {
        return Params.of("regions", json.writeValueAsString(rules.regions()))
                .and("otherRegions", String.valueOf(rules.otherRegions()))
                .and("standings", json.writeValueAsString(STANDINGS))
                .and("credit", json.writeValueAsString(CREDIT))
                .and("stages", json.writeValueAsString(STAGES))
                .and("regionWeight", rules.regionWeight())
                .and("strengthWeight", rules.strengthWeight())
                .and("likelihoodWeight", rules.likelihoodWeight())
                .and("since", since);
    }
}
