package io.kedang.access.policy;

import io.kedang.access.Rank;
import io.kedang.kernel.condition.Condition;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

@Repository
class PolicyStore {
    static final String ALL =
            """
            select id, name, enabled, effect, actions, level, relation, min_rank, roles, condition
              from policy order by position, id
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    PolicyStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    List<Policy> all() {
        return db.sql(ALL).query((row, n) -> policy(row)).list();
    }

    private Policy policy(ResultSet row) throws SQLException {
        var condition = row.getString("condition");
        return new Policy(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("enabled"),
                Policy.Effect.valueOf(row.getString("effect")),
                Arrays.stream((String[]) row.getArray("actions").getArray())
                        .map(Action::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Level.valueOf(row.getString("level")),
                Policy.Relation.valueOf(row.getString("relation")),
                Optional.ofNullable(row.getString("min_rank")).map(Rank::valueOf).orElse(null),
                ids(row.getArray("roles")),
                condition == null ? null : json.readValue(condition, Condition.class));
    }

    private static @Nullable Set<UUID> ids(@Nullable Array array) throws SQLException {
        return array == null ? null : Set.of((UUID[]) array.getArray());
    }
}
