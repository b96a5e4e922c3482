package io.kedang.access.signin;

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
class SessionStore {
    static final String INSERT =
            """
            insert into session (secret_hash, id, user_id, created_at, last_seen_at, expires_at, proved_at, proofs,
                                 address, agent, device_id)
            values (:hash, :id, :userId, :createdAt, :lastSeenAt, :expiresAt, :provedAt, :proofs, :address, :agent,
                    :deviceId)
            """;

    static final String FIND =
            """
            select id, user_id, created_at, last_seen_at, expires_at, proved_at, proofs, address, agent,
                   device_id
              from session where secret_hash = :hash
            """;

    static final String SEEN =
            "update session set last_seen_at = :at where secret_hash = :hash and last_seen_at <"
                    + " :at";

    static final String PROVE =
            """
            update session set proofs = :proofs, proved_at = :at, last_seen_at = :at where id = :id
            """;

    static final String RENEW = "update session set secret_hash = :hash where id = :id";

    static final String LIST =
            """
            select id, user_id, created_at, last_seen_at, expires_at, proved_at, proofs, address, agent,
                   device_id
              from session where user_id = :user and expires_at > :now and last_seen_at > :seenAfter
             order by last_seen_at desc
            """;

    static final String LASTING =
            """
            select id from session where id = any(:ids) and expires_at > :now and last_seen_at > :seenAfter
            """;

    static final String END_ONE = "delete from session where id = :id and user_id = :user";

    static final String END_ON =
            "delete from session where user_id = :user and device_id = :device";

    static final String END_BY_SECRET = "delete from session where secret_hash = :hash";

    static final String END_ALL =
            """
            delete from session
             where user_id = :user and (cast(:but as uuid) is null or id <> cast(:but as uuid))
            """;

    static final String FORGET_EXPIRED = "delete from session where expires_at < :now";

    static final String INSERT_ORIGIN =
            """
            insert into session_origin (session_id, connection_id, subject, their_session, their_token)
            values (:id, :connection, :subject, :session, :token)
            """;

    static final String FIND_ORIGIN =
            """
            select connection_id, subject, their_session, their_token
              from session_origin where session_id = :id
            """;

    /// Of both of what names sessions, each that is given has to fit.
    static final String END_FROM =
            """
            delete from session s using session_origin o
             where o.session_id = s.id and o.connection_id = :connection and s.created_at <= :at
               and (cast(:subject as text) is null or o.subject = cast(:subject as text))
               and (cast(:session as text) is null or o.their_session = cast(:session as text))
            returning s.user_id
            """;

    private final JdbcClient db;

    SessionStore(JdbcClient db) {
        this.db = db;
    }

    void insert(Session session, byte[] hash) {
        db.sql(INSERT).paramSource(Params.of(session).and("hash", hash)).update();
    }

    void insertOrigin(UUID session, Origin origin) {
        db.sql(INSERT_ORIGIN).paramSource(Params.of(origin).and("id", session)).update();
    }

    Optional<Origin> findOrigin(UUID session) {
        return db.sql(FIND_ORIGIN)
                .paramSource(Params.of("id", session))
                .query(
                        (row, n) ->
                                new Origin(
                                        row.getObject("connection_id", UUID.class),
                                        row.getString("subject"),
                                        row.getString("their_session"),
                                        row.getString("their_token")))
                .optional();
    }

    /// @return the user of each that was ended
    List<UUID> endFrom(
            UUID connection, @Nullable String subject, @Nullable String theirs, Instant at) {
        return db.sql(END_FROM)
                .paramSource(
                        Params.of("connection", connection)
                                .and("subject", subject)
                                .and("session", theirs)
                                .and("at", at))
                .query(UUID.class)
                .list();
    }

    Optional<Session> find(byte[] hash) {
        return db.sql(FIND).paramSource(Params.of("hash", hash)).query(SESSION).optional();
    }

    void seen(byte[] hash, Instant at) {
        db.sql(SEEN).paramSource(Params.of("hash", hash).and("at", at)).update();
    }

    void prove(UUID id, Set<Proof> proofs, Instant at) {
        db.sql(PROVE).paramSource(Params.of("id", id).and("proofs", proofs).and("at", at)).update();
    }

    boolean renew(UUID id, byte[] hash) {
        return db.sql(RENEW).paramSource(Params.of("id", id).and("hash", hash)).update() == 1;
    }

    List<Session> list(UUID user, Instant now, Instant seenAfter) {
        return db.sql(LIST)
                .paramSource(Params.of("user", user).and("now", now).and("seenAfter", seenAfter))
                .query(SESSION)
                .list();
    }

    Set<UUID> lasting(Collection<UUID> ids, Instant now, Instant seenAfter) {
        return db.sql(LASTING)
                .paramSource(Params.of("ids", ids).and("now", now).and("seenAfter", seenAfter))
                .query(UUID.class)
                .set();
    }

    boolean end(UUID id, UUID user) {
        return db.sql(END_ONE).paramSource(Params.of("id", id).and("user", user)).update() == 1;
    }

    void end(byte[] hash) {
        db.sql(END_BY_SECRET).paramSource(Params.of("hash", hash)).update();
    }

    int endOn(UUID user, UUID device) {
        return db.sql(END_ON).paramSource(Params.of("user", user).and("device", device)).update();
    }

    int endAll(UUID user, @Nullable UUID but) {
        return db.sql(END_ALL).paramSource(Params.of("user", user).and("but", but)).update();
    }

    void forgetExpired(Instant now) {
        db.sql(FORGET_EXPIRED).paramSource(Params.of("now", now)).update();
    }

    private static final RowMapper<Session> SESSION =
            (row, n) ->
                    new Session(
                            row.getObject("id", UUID.class),
                            row.getObject("user_id", UUID.class),
                            instant(row, "created_at"),
                            instant(row, "last_seen_at"),
                            instant(row, "expires_at"),
                            instant(row, "proved_at"),
                            proofs(row),
                            row.getString("address"),
                            row.getString("agent"),
                            row.getObject("device_id", UUID.class));

    private static Set<Proof> proofs(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("proofs").getArray())
                .map(Proof::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
