package io.kedang.access.signin.outside;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Repository
class ConnectionStore {
    static final String ALL =
            """
            select id, name, kind, enabled, settings, admission, secret, version
              from sign_in_connection where voided_at is null order by number
            """;

    static final String FIND =
            """
            select id, name, kind, enabled, settings, admission, secret, version
              from sign_in_connection where id = :id and voided_at is null
            """;

    static final String INSERT =
            """
            insert into sign_in_connection (id, name, kind, enabled, settings, admission, secret)
            values (:id, :name, :kind, :enabled, cast(:settings as jsonb), cast(:admission as jsonb), :secret)
            on conflict do nothing
            """;

    static final String UPDATE =
            """
            update sign_in_connection
               set name = :name, enabled = :enabled, settings = cast(:settings as jsonb),
                   admission = cast(:admission as jsonb), secret = :secret, version = version + 1
             where id = :id and version = :version and voided_at is null
            """;

    static final String NAME_TAKEN =
            """
            select exists (select from sign_in_connection
                            where name = :name and id <> :id and voided_at is null)
            """;

    static final String REMOVE =
            """
            update sign_in_connection
               set enabled = false, secret = null, voided_at = :at, version = version + 1
             where id = :id and version = :version and voided_at is null
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    ConnectionStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    List<Connection> all() {
        return db.sql(ALL).query((row, n) -> connection(row)).list();
    }

    Optional<Connection> find(UUID id) {
        return db.sql(FIND)
                .paramSource(Params.of("id", id))
                .query((row, n) -> connection(row))
                .optional();
    }

    /// False when id or name is taken.
    boolean insert(Connection connection) {
        return db.sql(INSERT).paramSource(params(connection)).update() == 1;
    }

    boolean nameTaken(Connection connection) {
        return db.sql(NAME_TAKEN)
                .paramSource(Params.of("id", connection.id()).and("name", connection.name()))
                .query(Boolean.class)
                .single();
    }

    /// False when somebody else changed it since its version.
    boolean update(Connection connection) {
        return db.sql(UPDATE).paramSource(params(connection)).update() == 1;
    }

    boolean remove(UUID id, int version, Instant at) {
        return db.sql(REMOVE)
                        .paramSource(Params.of("id", id).and("version", version).and("at", at))
                        .update()
                == 1;
    }

    private Params params(Connection connection) {
        return Params.of(connection)
                .and("settings", json.writeValueAsString(connection.settings()))
                .and("admission", json.writeValueAsString(connection.admission()));
    }

    private Connection connection(ResultSet row) throws SQLException {
        return new Connection(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getBoolean("enabled"),
                json.readValue(row.getString("settings"), Settings.class),
                json.readValue(row.getString("admission"), Admission.class),
                row.getString("secret"),
                row.getInt("version"));
    }
}
