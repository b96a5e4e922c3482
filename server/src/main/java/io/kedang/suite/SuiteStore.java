package io.kedang.suite;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Repository
class SuiteStore {
    static final String LIST =
            """
            select kind, id, client_id, secret, role_id, looked_at, looked_disabled, looked_problem
              from office_suite
            """;

    static final String FIND =
            """
            select kind, id, client_id, secret, role_id, looked_at, looked_disabled, looked_problem
              from office_suite where kind = :kind
            """;

    static final String LOOKED =
            """
            update office_suite
               set looked_at = :at, looked_disabled = :disabled, looked_problem = :problem
             where kind = :kind
            """;

    static final String SAVE =
            """
            insert into office_suite (kind, id, client_id, secret, role_id)
            values (:kind, :id, :clientId, :secret, :roleId)
            on conflict (kind) do update
              set client_id = excluded.client_id, secret = excluded.secret, role_id = excluded.role_id,
                  version = office_suite.version + 1
            """;

    static final String REMOVE = "delete from office_suite where kind = :kind";

    static final String FORGET_DEPARTMENTS = "delete from suite_department where kind = :kind";

    static final String FORGET_USERS = "delete from suite_user where kind = :kind";

    static final String DEPARTMENTS =
            "select external_id, department_id as id from suite_department where kind = :kind";

    static final String USERS =
            "select external_id, user_id as id from suite_user where kind = :kind";

    static final String FIND_USER =
            "select user_id from suite_user where kind = :kind and external_id = :external";

    static final String LINK_DEPARTMENT =
            """
            insert into suite_department (kind, external_id, department_id) values (:kind, :external, :id)
            on conflict (kind, external_id) do update set department_id = excluded.department_id
            """;

    static final String LINK_USER =
            """
            insert into suite_user (kind, external_id, user_id) values (:kind, :external, :id)
            on conflict (kind, external_id) do update set user_id = excluded.user_id
            """;

    /// @param id whose key seals the secret
    /// @param secret sealed
    /// @param look the last one for leavers
    record Saved(
            SuiteKind kind,
            UUID id,
            String clientId,
            String secret,
            UUID roleId,
            @Nullable Look look) {}

    /// A look for leavers.
    ///
    /// @param disabled how many
    /// @param problem the code of what kept it from it; null when nothing did
    record Look(Instant at, int disabled, @Nullable String problem) {}

    private final JdbcClient db;

    SuiteStore(JdbcClient db) {
        this.db = db;
    }

    List<Saved> list() {
        return db.sql(LIST).query((row, n) -> saved(row)).list();
    }

    Optional<Saved> find(SuiteKind kind) {
        return db.sql(FIND)
                .paramSource(Params.of("kind", kind))
                .query((row, n) -> saved(row))
                .optional();
    }

    private static Saved saved(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Saved(
                SuiteKind.valueOf(row.getString("kind")),
                Row.id(row, "id"),
                row.getString("client_id"),
                row.getString("secret"),
                Row.id(row, "role_id"),
                look(row));
    }

    private static @Nullable Look look(java.sql.ResultSet row) throws java.sql.SQLException {
        var at = Row.findInstant(row, "looked_at");
        return at == null
                ? null
                : new Look(at, row.getInt("looked_disabled"), row.getString("looked_problem"));
    }

    void save(Saved suite) {
        db.sql(SAVE).paramSource(Params.of(suite)).update();
    }

    void looked(SuiteKind kind, Look look) {
        db.sql(LOOKED).paramSource(Params.of(look).and("kind", kind)).update();
    }

    boolean remove(SuiteKind kind) {
        db.sql(FORGET_DEPARTMENTS).paramSource(Params.of("kind", kind)).update();
        db.sql(FORGET_USERS).paramSource(Params.of("kind", kind)).update();
        return db.sql(REMOVE).paramSource(Params.of("kind", kind)).update() == 1;
    }

    /// By the suite's own ids.
    Map<String, UUID> departments(SuiteKind kind) {
        return links(DEPARTMENTS, kind);
    }

    /// By the suite's own ids.
    Map<String, UUID> users(SuiteKind kind) {
        return links(USERS, kind);
    }

    /// Who was taken over under this id of the suite.
    Optional<UUID> findUser(SuiteKind kind, String external) {
        return db.sql(FIND_USER)
                .paramSource(Params.of("kind", kind).and("external", external))
                .query(UUID.class)
                .optional();
    }

    private Map<String, UUID> links(String statement, SuiteKind kind) {
        var links = new HashMap<String, UUID>();
        db.sql(statement)
                .paramSource(Params.of("kind", kind))
                .query(
                        row -> {
                            links.put(row.getString("external_id"), Row.id(row, "id"));
                        });
        return links;
    }

    void linkDepartment(SuiteKind kind, String external, UUID id) {
        link(LINK_DEPARTMENT, kind, external, id);
    }

    void linkUser(SuiteKind kind, String external, UUID id) {
        link(LINK_USER, kind, external, id);
    }

    private void link(String statement, SuiteKind kind, String external, UUID id) {
        db.sql(statement)
                .paramSource(Params.of("kind", kind).and("external", external).and("id", id))
                .update();
    }
}
