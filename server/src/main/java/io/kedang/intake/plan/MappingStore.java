package io.kedang.intake.plan;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Remembers how a set of headings was mapped.
@Repository
public class MappingStore {
    static final String FIND =
            "select plan from import_mapping where kind = :kind and headings = :headings";

    static final String REMEMBER =
            """
            insert into import_mapping (kind, headings, plan, used_at)
            values (:kind, :headings, cast(:plan as jsonb), :now)
            on conflict (kind, headings) do update set plan = excluded.plan, used_at = excluded.used_at
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    MappingStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    public Optional<ImportPlan> find(String kind, List<String> names) {
        return db.sql(FIND)
                .paramSource(Params.of("kind", kind).and("headings", key(names)))
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, ImportPlan.class));
    }

    /// @param plan of which columns, options and settings are kept
    public void remember(ImportPlan plan, Instant now) {
        var names = plan.columns().stream().map(ColumnPlan::name).toList();
        db.sql(REMEMBER)
                .paramSource(
                        Params.of("kind", plan.kind())
                                .and("headings", key(names))
                                .and("plan", json.writeValueAsString(plan))
                                .and("now", now))
                .update();
    }

    private static String key(List<String> names) {
        return names.stream().map(Headings::plain).sorted().collect(Collectors.joining("|"));
    }
}
