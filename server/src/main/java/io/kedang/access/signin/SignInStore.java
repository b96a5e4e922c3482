package io.kedang.access.signin;

import io.kedang.access.Right;
import io.kedang.kernel.Params;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

@Repository
class SignInStore {
    static final String CREDENTIALS =
            """
            select id, password_hash, failed_sign_ins, locked_until from app_user
             where username_folded = :username and disabled_at is null
            """;

    static final String COUNT_FAILURE =
            """
            update app_user
               set failed_sign_ins = failed_sign_ins + 1,
                   locked_until = case when failed_sign_ins + 1 >= :allowed then cast(:until as timestamptz) end
             where id = :id
            """;

    static final String CLEAR_FAILURES =
            """
            update app_user
               set failed_sign_ins = 0, locked_until = null,
                   password_hash = coalesce(:newHash, password_hash)
             where id = :id and (failed_sign_ins > 0 or cast(:newHash as text) is not null)
            """;

    static final String INSERT_SESSION =
            """
            insert into session (secret_hash, id, user_id, created_at, last_seen_at, expires_at, address, agent)
            values (:hash, :id, :userId, :createdAt, :lastSeenAt, :expiresAt, :address, :agent)
            """;

    static final String FIND_SESSION =
            """
            select id, user_id, created_at, last_seen_at, expires_at, address, agent
              from session where secret_hash = :hash
            """;

    static final String SEEN =
            "update session set last_seen_at = :at where secret_hash = :hash and last_seen_at <"
                    + " :at";

    static final String SESSIONS_OF =
            """
            select id, user_id, created_at, last_seen_at, expires_at, address, agent
              from session where user_id = :user and expires_at > :now order by last_seen_at desc
            """;

    static final String END_SESSION = "delete from session where id = :id and user_id = :user";

    static final String END_BY_SECRET = "delete from session where secret_hash = :hash";

    static final String END_ALL = "delete from session where user_id = :user";

    static final String END_EXPIRED = "delete from session where expires_at < :now";

    static final String INSERT_TOKEN =
            """
            insert into api_token (id, user_id, name, secret_hash, rights, created_at, expires_at)
            values (:id, :userId, :name, :hash, :rights, :createdAt, :expiresAt)
            on conflict do nothing
            """;

    static final String FIND_TOKEN =
            """
            select id, user_id, name, rights, created_at, expires_at, last_used_at
              from api_token
             where secret_hash = :hash and revoked_at is null
               and (expires_at is null or expires_at > :now)
            """;

    static final String TOKENS_OF =
            """
            select id, user_id, name, rights, created_at, expires_at, last_used_at
              from api_token where user_id = :user and revoked_at is null order by created_at desc
            """;

    static final String TOKEN_USED = "update api_token set last_used_at = :at where id = :id";

    static final String REVOKE_TOKEN =
            """
            update api_token set revoked_at = :at
             where id = :id and user_id = :user and revoked_at is null
            """;

    record Credentials(
            UUID id, @Nullable String hash, int failures, @Nullable Instant lockedUntil) {}

    private final JdbcClient db;

    SignInStore(JdbcClient db) {
        this.db = db;
    }

    Optional<Credentials> findCredentials(String foldedName) {
        return db.sql(CREDENTIALS)
                .paramSource(Params.of("username", foldedName))
                .query(
                        (row, n) ->
                                new Credentials(
                                        row.getObject("id", UUID.class),
                                        row.getString("password_hash"),
                                        row.getInt("failed_sign_ins"),
                                        instant(row, "locked_until")))
                .optional();
    }

    void countFailure(UUID user, int allowed, Instant lockedUntil) {
        db.sql(COUNT_FAILURE)
                .paramSource(
                        Params.of("id", user).and("allowed", allowed).and("until", lockedUntil))
                .update();
    }

    void clearFailures(UUID user, @Nullable String newHash) {
        db.sql(CLEAR_FAILURES).paramSource(Params.of("id", user).and("newHash", newHash)).update();
    }

    void insert(Session session, byte[] hash) {
        db.sql(INSERT_SESSION).paramSource(Params.of(session).and("hash", hash)).update();
    }

    Optional<Session> findSession(byte[] hash) {
        return db.sql(FIND_SESSION).paramSource(Params.of("hash", hash)).query(SESSION).optional();
    }

    void seen(byte[] hash, Instant at) {
        db.sql(SEEN).paramSource(Params.of("hash", hash).and("at", at)).update();
    }

    List<Session> sessionsOf(UUID user, Instant now) {
        return db.sql(SESSIONS_OF)
                .paramSource(Params.of("user", user).and("now", now))
                .query(SESSION)
                .list();
    }

    boolean endSession(UUID id, UUID user) {
        return db.sql(END_SESSION).paramSource(Params.of("id", id).and("user", user)).update() == 1;
    }

    void endSession(byte[] hash) {
        db.sql(END_BY_SECRET).paramSource(Params.of("hash", hash)).update();
    }

    void endAll(UUID user) {
        db.sql(END_ALL).paramSource(Params.of("user", user)).update();
    }

    void endExpired(Instant now) {
        db.sql(END_EXPIRED).paramSource(Params.of("now", now)).update();
    }

    boolean insert(ApiToken token, byte[] hash) {
        return db.sql(INSERT_TOKEN).paramSource(Params.of(token).and("hash", hash)).update() == 1;
    }

    Optional<ApiToken> findToken(byte[] hash, Instant now) {
        return db.sql(FIND_TOKEN)
                .paramSource(Params.of("hash", hash).and("now", now))
                .query(TOKEN)
                .optional();
    }

    List<ApiToken> tokensOf(UUID user) {
        return db.sql(TOKENS_OF).paramSource(Params.of("user", user)).query(TOKEN).list();
    }

    void tokenUsed(UUID token, Instant at) {
        db.sql(TOKEN_USED).paramSource(Params.of("id", token).and("at", at)).update();
    }

    boolean revokeToken(UUID id, UUID user, Instant at) {
        return db.sql(REVOKE_TOKEN)
                        .paramSource(Params.of("id", id).and("user", user).and("at", at))
                        .update()
                == 1;
    }

    private static final RowMapper<Session> SESSION =
            (row, n) ->
                    new Session(
                            row.getObject("id", UUID.class),
                            row.getObject("user_id", UUID.class),
                            present(row, "created_at"),
                            present(row, "last_seen_at"),
                            present(row, "expires_at"),
                            row.getString("address"),
                            row.getString("agent"));

    private static final RowMapper<ApiToken> TOKEN =
            (row, n) ->
                    new ApiToken(
                            row.getObject("id", UUID.class),
                            row.getObject("user_id", UUID.class),
                            row.getString("name"),
                            rights(row),
                            present(row, "created_at"),
                            instant(row, "expires_at"),
                            instant(row, "last_used_at"));

    private static @Nullable Set<Right> rights(ResultSet row) throws SQLException {
        var rights = row.getArray("rights");
        return rights == null
                ? null
                : Arrays.stream((String[]) rights.getArray())
                        .map(Right::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Instant present(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
