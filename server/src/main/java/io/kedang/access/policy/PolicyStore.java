package io.kedang.access.policy;

import io.kedang.access.Rank;
import io.kedang.kernel.Params;
import io.kedang.kernel.condition.Condition;
import io.kedang.kernel.sql.Apart;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

@Repository
class PolicyStore {
    static final String ALL =
            """
            select id, shipped, name, enabled, effect, actions, level, relation, min_rank, roles,
                   condition, obligations, fields, limit_files, limit_hours, version
              from policy order by position, id
            """;

    /// The last one stands last.
    static final String INSERT =
            """
            insert into policy (id, position, name, enabled, effect, actions, level, relation,
                                min_rank, roles, condition, obligations, fields, limit_files,
                                limit_hours)
            select :id, coalesce(max(position), 0) + 10, :name, :enabled, :effect,
                   cast(:actions as text[]), :level, :relation, :minRank, cast(:roles as uuid[]),
                   cast(:condition as jsonb), cast(:obligations as text[]), cast(:fields as text[]),
                   :limitFiles, :limitHours
              from policy
            on conflict (id) do nothing
            """;

    static final String UPDATE =
            """
            update policy
               set name = :name, enabled = :enabled, effect = :effect,
                   actions = cast(:actions as text[]), level = :level, relation = :relation,
                   min_rank = :minRank, roles = cast(:roles as uuid[]),
                   condition = cast(:condition as jsonb),
                   obligations = cast(:obligations as text[]),
                   fields = cast(:fields as text[]), limit_files = :limitFiles,
                   limit_hours = :limitHours, version = version + 1
             where id = :id and version = :version
            """;

    static final String DELETE = "delete from policy where id = :id and version = :version";

    private final JdbcClient db;
    private final Apart apart;
    private final JsonMapper json;

    PolicyStore(JdbcClient db, Apart apart, JsonMapper json) {
        this.db = db;
        this.apart = apart;
        this.json = json;
    }

    List<Policy> all() {
        return apart.client().sql(ALL).query((row, n) -> policy(row)).list();
    }

    /// False when the id is taken.
    boolean insert(Policy policy) {
        return db.sql(INSERT).paramSource(params(policy)).update() == 1;
    }

    /// False when somebody else changed it since its version.
    boolean update(Policy policy) {
        return db.sql(UPDATE).paramSource(params(policy)).update() == 1;
    }

    /// False when somebody else changed it since its version.
    boolean delete(Policy policy) {
        return db.sql(DELETE)
                        .paramSource(Params.of("id", policy.id()).and("version", policy.version()))
                        .update()
                == 1;
    }

    /// What can be changed of it, as the register tells it; without what is empty.
    Map<String, String> texts(Policy policy) {
        var texts = new HashMap<String, String>();
        json.valueToTree(PolicyBody.of(policy))
                .properties()
                .forEach(
                        part -> {
                            if (!part.getValue().isNull()) {
                                texts.put(
                                        part.getKey(),
                                        part.getValue().asString(part.getValue().toString()));
                            }
                        });
        return texts;
    }

    private Params params(Policy policy) {
        return Params.of(policy)
                .and("actions", policy.actions().stream().sorted().toList())
                .and("roles", policy.roles() == null ? null : policy.roles().toArray(UUID[]::new))
                .and("obligations", policy.obligations().stream().sorted().toList())
                .and("fields", policy.fields().stream().sorted().toList())
                .and("limitFiles", policy.limit() == null ? null : policy.limit().files())
                .and("limitHours", policy.limit() == null ? null : policy.limit().hours())
                .and(
                        "condition",
                        policy.condition() == null
                                ? null
                                : json.writeValueAsString(policy.condition()));
    }

    private Policy policy(ResultSet row) throws SQLException {
        var condition = row.getString("condition");
        return new Policy(
                row.getObject("id", UUID.class),
                row.getString("shipped"),
                row.getString("name"),
                row.getBoolean("enabled"),
                Policy.Effect.valueOf(row.getString("effect")),
                names(row, "actions", Action::valueOf),
                Level.valueOf(row.getString("level")),
                Policy.Relation.valueOf(row.getString("relation")),
                Optional.ofNullable(row.getString("min_rank")).map(Rank::valueOf).orElse(null),
                ids(row.getArray("roles")),
                condition == null ? null : json.readValue(condition, Condition.class),
                names(row, "obligations", Obligation::valueOf),
                names(row, "fields", FieldClass::valueOf),
                limit(row),
                row.getInt("version"));
    }

    private static @Nullable ReadingLimit limit(ResultSet row) throws SQLException {
        int files = row.getInt("limit_files");
        return row.wasNull() ? null : new ReadingLimit(files, row.getInt("limit_hours"));
    }

    private static <T> Set<T> names(ResultSet row, String column, Function<String, T> of)
            throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(of)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Set<UUID> ids(@Nullable Array array) throws SQLException {
        return array == null ? null : Set.of((UUID[]) array.getArray());
    }
}
