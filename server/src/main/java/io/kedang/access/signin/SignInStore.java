package io.kedang.access.signin;

import io.kedang.access.Right;
import io.kedang.access.signin.factor.Proof;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

@Repository
class SignInStore {
    static final String CREDENTIALS =
            """
            select id, password_hash from app_user
             where username_folded = :username and disabled_at is null
            """;

    static final String REHASH = "update app_user set password_hash = :hash where id = :id";

    static final String LOCK = "select id from app_user where id = :id for update";

    static final String INSERT_PENDING =
            """
            insert into pending_sign_in (secret_hash, user_id, proofs, expires_at, connection_id, subject,
                                         their_session, their_token)
            values (:hash, :user, :proofs, :expiresAt, :connection, :subject, :session, :token)
            """;

    /// Counts the attempt before it is made, so that many at once get no more of them.
    static final String TRY_PENDING =
            """
            update pending_sign_in set codes_tried = codes_tried + 1
             where secret_hash = :hash and expires_at > :now and codes_tried < :allowed
            returning user_id
            """;

    static final String FIND_PENDING =
            "select user_id from pending_sign_in where secret_hash = :hash and expires_at > :now";

    static final String END_PENDING =
            """
            delete from pending_sign_in where secret_hash = :hash
            returning proofs, connection_id, subject, their_session, their_token
            """;

    static final String FORGET_PENDING = "delete from pending_sign_in where expires_at < :now";

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

    static final String LASTING_TOKENS =
            """
            select id from api_token
             where id = any(:ids) and revoked_at is null and (expires_at is null or expires_at > :now)
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

    /// What the first step of a sign-in showed.
    record First(Set<Proof> proofs, @Nullable Origin origin) {}

    record Credentials(UUID id, @Nullable String hash) {}

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
                                        row.getString("password_hash")))
                .optional();
    }

    void rehash(UUID user, String hash) {
        db.sql(REHASH).paramSource(Params.of("id", user).and("hash", hash)).update();
    }

    /// Until the transaction ends.
    void lock(UUID user) {
        db.sql(LOCK).paramSource(Params.of("id", user)).query(UUID.class).optional();
    }

    void insertPending(byte[] hash, UUID user, First first, Instant expiresAt) {
        var origin = first.origin();
        db.sql(INSERT_PENDING)
                .paramSource(
                        Params.of("hash", hash)
                                .and("user", user)
                                .and("proofs", first.proofs())
                                .and("expiresAt", expiresAt)
                                .and("connection", origin == null ? null : origin.connection())
                                .and("subject", origin == null ? null : origin.subject())
                                .and("session", origin == null ? null : origin.session())
                                .and("token", origin == null ? null : origin.token()))
                .update();
    }

    /// The user who may try one more code; empty when nobody may.
    Optional<UUID> tryPending(byte[] hash, Instant now, int allowed) {
        return db.sql(TRY_PENDING)
                .paramSource(Params.of("hash", hash).and("now", now).and("allowed", allowed))
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> findPending(byte[] hash, Instant now) {
        return db.sql(FIND_PENDING)
                .paramSource(Params.of("hash", hash).and("now", now))
                .query(UUID.class)
                .optional();
    }

    /// Of parallel attempts with one pending sign-in, one ends it.
    Optional<First> endPending(byte[] hash) {
        return db.sql(END_PENDING)
                .paramSource(Params.of("hash", hash))
                .query((row, n) -> new First(proofs(row), origin(row)))
                .optional();
    }

    void forgetPending(Instant now) {
        db.sql(FORGET_PENDING).paramSource(Params.of("now", now)).update();
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

    Set<UUID> lastingTokens(Collection<UUID> ids, Instant now) {
        return db.sql(LASTING_TOKENS)
                .paramSource(Params.of("ids", ids).and("now", now))
                .query(UUID.class)
                .set();
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

    private static Set<Proof> proofs(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("proofs").getArray())
                .map(Proof::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Origin origin(ResultSet row) throws SQLException {
        var connection = row.getObject("connection_id", UUID.class);
        return connection == null
                ? null
                : new Origin(
                        connection,
                        row.getString("subject"),
                        row.getString("their_session"),
                        row.getString("their_token"));
    }

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
