package io.kedang.classification;

import io.kedang.customer.CustomerId;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Repository
class ClassificationStore {
    static final String RULES = "select rules, version from abc_rules";

    static final String SAVE_RULES =
            """
            insert into abc_rules (rules, version) values (cast(:rules as jsonb), 1)
            on conflict (only_row) do update
               set rules = excluded.rules, version = abc_rules.version + 1
             where abc_rules.version = :version
            """;

    @Unscoped(because = "classes compare a customer with all others, whoever computes them")
    static final String FACTS =
            """
            select c.id, c.grade, c.grade_manual, c.address_province,
                   coalesce(c.sales_latest, c.registered_capital) as sales, c.standing,
                   c.credit_rating, c.lifecycle, c.file_number, o.last_order_on,
                   coalesce(o.orders, 0) as orders, coalesce(o.orders_ever, 0) as orders_ever
              from customer c
              left join (select customer_id, count(*) filter (where ordered_on > :since) as orders,
                                count(*) as orders_ever, max(ordered_on) as last_order_on
                           from trade_order
                          where voided_at is null and status not in ('DRAFT', 'CANCELLED')
                          group by customer_id) o on o.customer_id = c.id
             where c.voided_at is null
            """;

    static final String SAVE_SCORES =
            """
            insert into abc_score (customer_id, region, strength, likelihood, total, rank, of, grade,
                                   rules, computed_at)
            select s.id, s.region, s.strength, s.likelihood, s.total, s.rank, :of, s.grade,
                   cast(:rules as jsonb), cast(:now as timestamptz)
              from unnest(cast(:ids as uuid[]), cast(:regions as numeric[]),
                          cast(:strengths as numeric[]), cast(:likelihoods as numeric[]),
                          cast(:totals as numeric[]), cast(:ranks as integer[]),
                          cast(:grades as text[]))
                   as s (id, region, strength, likelihood, total, rank, grade)
            on conflict (customer_id) do update
               set region = excluded.region, strength = excluded.strength,
                   likelihood = excluded.likelihood, total = excluded.total, rank = excluded.rank,
                   of = excluded.of, grade = excluded.grade, rules = excluded.rules,
                   computed_at = excluded.computed_at
            """;

    static final Statement EXPLAIN =
            Statement.of(
                    """
                    select s.region, s.strength, s.likelihood, s.total, s.rank, s.of, s.grade,
                           s.rules, s.computed_at
                      from abc_score s
                      join customer c on c.id = s.customer_id
                     where s.customer_id = :customer and {visible:c}
                    """);

    /// One row of a computation.
    record Placed(AbcScore score, int rank, String grade) {}

    private final JdbcClient db;
    private final JsonMapper json;

    ClassificationStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    AbcRules rules() {
        return db.sql(RULES)
                .query(
                        (row, n) ->
                                json.readValue(row.getString("rules"), AbcRules.class)
                                        .at(row.getInt("version")))
                .optional()
                .orElse(AbcRules.STANDARD);
    }

    /// False when somebody else saved since `version`.
    boolean save(AbcRules rules, int version) {
        return db.sql(SAVE_RULES)
                        .paramSource(
                                Params.of("rules", json.writeValueAsString(rules))
                                        .and("version", version))
                        .update()
                == 1;
    }

    List<AbcFacts> facts(LocalDate since) {
        return db.sql(FACTS)
                .paramSource(Params.of("since", since))
                .query(
                        (row, n) ->
                                new AbcFacts(
                                        new CustomerId(Row.id(row, "id")),
                                        row.getString("grade"),
                                        row.getBoolean("grade_manual"),
                                        row.getString("address_province"),
                                        row.getBigDecimal("sales"),
                                        row.getString("standing"),
                                        row.getString("credit_rating"),
                                        row.getString("lifecycle"),
                                        row.getInt("orders"),
                                        row.getInt("orders_ever"),
                                        row.getObject("last_order_on", LocalDate.class),
                                        row.getString("file_number")))
                .list();
    }

    void save(List<Placed> placed, int of, AbcRules rules, Instant now) {
        db.sql(SAVE_SCORES)
                .paramSource(
                        Params.of("of", of)
                                .and("rules", json.writeValueAsString(rules))
                                .and("now", now)
                                .and("ids", placed.stream().map(p -> p.score().customer()).toList())
                                .and("regions", numbers(placed, AbcScore::region))
                                .and("strengths", numbers(placed, AbcScore::strength))
                                .and("likelihoods", numbers(placed, AbcScore::likelihood))
                                .and("totals", numbers(placed, AbcScore::total))
                                .and(
                                        "ranks",
                                        placed.stream().map(Placed::rank).toArray(Integer[]::new))
                                .and("grades", placed.stream().map(Placed::grade).toList()))
                .update();
    }

    private static Double[] numbers(
            List<Placed> placed, java.util.function.Function<AbcScore, Double> part) {
        return placed.stream().map(Placed::score).map(part).toArray(Double[]::new);
    }

    Read<Optional<Classifications.Explanation>> explain(CustomerId customer, Fragment visible) {
        var filled = EXPLAIN.fill(Map.of("visible:c", visible));
        return Read.row(
                filled,
                Params.of("customer", customer),
                (row, n) ->
                        new Classifications.Explanation(
                                row.getString("grade"),
                                row.getDouble("region"),
                                row.getDouble("strength"),
                                row.getDouble("likelihood"),
                                row.getDouble("total"),
                                row.getInt("rank"),
                                row.getInt("of"),
                                json.readValue(row.getString("rules"), AbcRules.class),
                                Row.instant(row, "computed_at")));
    }
}
