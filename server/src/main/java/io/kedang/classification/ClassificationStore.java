package io.kedang.classification;

import io.kedang.customer.CustomerId;
import io.kedang.customer.GradeChange;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Fragment;
import io.kedang.kernel.sql.Read;
import io.kedang.kernel.sql.Row;
import io.kedang.kernel.sql.Statement;
import io.kedang.kernel.sql.Unscoped;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

    /// The classes of all files are compared; told are those of files that one may read.
    static final Statement PREVIEW =
            Statement.of(
                    "with ranked as ("
                            + AbcScoring.RANKED
                            + "), classed as (select id, "
                            + AbcQuota.CLASS
                            + """
                             as grade from ranked)
                            select c.grade as before, n.grade as after,
                                   coalesce(c.grade_manual, false) as manual, count(*) as files
                              from classed n
                              join customer c on c.id = n.id
                             where {visible:c}
                             group by 1, 2, 3
                            """);

    static final Statement COUNT =
            Statement.of(
                    """
                    select c.grade as before, n.grade as after,
                           coalesce(c.grade_manual, false) as manual, count(*) as files
                      from abc_score n
                      join customer c on c.id = n.customer_id
                     where n.computed_at = :now and {visible:c}
                     group by 1, 2, 3
                    """);

    @Unscoped(because = "classes compare a customer with all others, whoever computes them")
    static final String SAVE_SCORES =
            """
            insert into abc_score (customer_id, region, strength, likelihood, total, rank, of, grade,
                                   rules, computed_at)
            select id, region, strength, likelihood, total, rank, of, %s,
                   cast(:rules as jsonb), cast(:now as timestamptz)
              from (%s) ranked
            on conflict (customer_id) do update
               set region = excluded.region, strength = excluded.strength,
                   likelihood = excluded.likelihood, total = excluded.total, rank = excluded.rank,
                   of = excluded.of, grade = excluded.grade, rules = excluded.rules,
                   computed_at = excluded.computed_at
            """
                    .formatted(AbcQuota.CLASS, AbcScoring.RANKED);

    /// Files whose class is another one now, a page of them at a time.
    @Unscoped(because = "classes are computed over the whole company, whoever starts it")
    static final String CHANGES =
            """
            select s.customer_id, s.grade, s.total, s.region, s.strength, s.likelihood
              from abc_score s
              join customer c on c.id = s.customer_id
             where s.customer_id > :after and s.computed_at = :now
               and c.grade_manual is not true and c.grade is distinct from s.grade
             order by s.customer_id
             limit :size
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

    /// So many files that have one class and get another one, or the same.
    record Move(@Nullable String before, String after, boolean manual, int files) {}

    private static final RowMapper<Move> MOVE =
            (row, n) ->
                    new Move(
                            row.getString("before"),
                            row.getString("after"),
                            row.getBoolean("manual"),
                            row.getInt("files"));

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

    List<Move> preview(AbcRules rules, LocalDate since, Fragment visible) {
        var filled = PREVIEW.fill(Map.of("visible:c", visible));
        var params = AbcScoring.params(rules, since, json);
        return db.sql(filled.sql()).paramSource(params.and(filled)).query(MOVE).list();
    }

    /// @return how many files have a score now
    int save(AbcRules rules, LocalDate since, Instant now) {
        return db.sql(SAVE_SCORES)
                .paramSource(
                        AbcScoring.params(rules, since, json)
                                .and("rules", json.writeValueAsString(rules))
                                .and("now", now))
                .update();
    }

    /// What the computation of this moment changes, as long as it is not applied.
    List<Move> count(Instant now, Fragment visible) {
        var filled = COUNT.fill(Map.of("visible:c", visible));
        return db.sql(filled.sql())
                .paramSource(Params.of(filled).and("now", now))
                .query(MOVE)
                .list();
    }

    /// @param after the last file of the page before
    List<GradeChange> changes(Instant now, UUID after, int size) {
        return db.sql(CHANGES)
                .paramSource(Params.of("now", now).and("after", after).and("size", size))
                .query(
                        (row, n) ->
                                new GradeChange(
                                        new CustomerId(Row.id(row, "customer_id")),
                                        row.getString("grade"),
                                        "ABC %.2f = %.2f / %.2f / %.2f"
                                                .formatted(
                                                        row.getDouble("total"),
                                                        row.getDouble("region"),
                                                        row.getDouble("strength"),
                                                        row.getDouble("likelihood"))))
                .list();
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
