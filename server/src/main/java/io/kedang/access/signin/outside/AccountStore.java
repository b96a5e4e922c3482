package io.kedang.access.signin.outside;

import io.kedang.kernel.Params;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Repository
class AccountStore {
    static final String COME =
            """
            update outside_account set last_at = :at, label = :label
             where connection_id = :connection and subject = :subject
            returning user_id
            """;

    static final String FIND =
            """
            select user_id from outside_account where connection_id = :connection and subject = :subject
            """;

    static final String INSERT =
            """
            insert into outside_account (connection_id, subject, user_id, label, linked_at, last_at)
            values (:connection, :subject, :user, :label, :at, :at)
            on conflict do nothing
            """;

    static final String LIST =
            """
            select a.user_id, u.username, u.display_name, a.label, a.linked_at, a.last_at
              from outside_account a join app_user u on u.id = a.user_id
             where a.connection_id = :connection order by a.last_at desc, a.user_id limit 1000
            """;

    static final String DELETE =
            """
            delete from outside_account where connection_id = :connection and user_id = :user
            returning subject
            """;

    static final String OF_USER =
            """
            select connection_id, subject, label, linked_at from outside_account where user_id = :user
            """;

    static final String BEGIN_JOURNEY =
            """
            insert into outside_journey (secret_hash, connection_id, session_id, links, expires_at)
            values (:hash, :connection, :session, :links, :expiresAt)
            """;

    /// Of several answers with one secret, one is looked at.
    static final String END_JOURNEY =
            """
            delete from outside_journey
             where secret_hash = :hash and connection_id = :connection and expires_at > :now
            returning session_id, links, expires_at
            """;

    static final String FORGET_JOURNEYS = "delete from outside_journey where expires_at < :now";

    /// An account elsewhere, and who it is here.
    record Account(
            UUID userId,
            String username,
            String displayName,
            String label,
            Instant linkedAt,
            Instant lastAt) {}

    record Known(UUID connection, String subject, String label, Instant linkedAt) {}

    /// @param session the one that wants a proof, or another account for its user; null for a
    /// sign-in
    record Begun(@Nullable UUID session, boolean links, Instant expiresAt) {}

    private final JdbcClient db;

    AccountStore(JdbcClient db) {
        this.db = db;
    }

    /// The user, with a note that he came.
    Optional<UUID> come(UUID connection, OutsideIdentity identity, Instant at) {
        return db.sql(COME)
                .paramSource(of(connection, identity).and("at", at))
                .query(UUID.class)
                .optional();
    }

    /// Whose it is.
    Optional<UUID> find(UUID connection, String subject) {
        return db.sql(FIND)
                .paramSource(Params.of("connection", connection).and("subject", subject))
                .query(UUID.class)
                .optional();
    }

    /// False when the account, or the user with another account, is linked already.
    boolean link(UUID connection, OutsideIdentity identity, UUID user, Instant at) {
        return db.sql(INSERT)
                        .paramSource(of(connection, identity).and("user", user).and("at", at))
                        .update()
                == 1;
    }

    private static Params of(UUID connection, OutsideIdentity identity) {
        return Params.of("connection", connection)
                .and("subject", identity.subject())
                .and("label", identity.label());
    }

    /// The 1,000 that came last.
    List<Account> list(UUID connection) {
        return db.sql(LIST)
                .paramSource(Params.of("connection", connection))
                .query(
                        (row, n) ->
                                new Account(
                                        row.getObject("user_id", UUID.class),
                                        row.getString("username"),
                                        row.getString("display_name"),
                                        row.getString("label"),
                                        row.getObject("linked_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// The subject, once it is unlinked.
    Optional<String> unlink(UUID connection, UUID user) {
        return db.sql(DELETE)
                .paramSource(Params.of("connection", connection).and("user", user))
                .query(String.class)
                .optional();
    }

    List<Known> of(UUID user) {
        return db.sql(OF_USER)
                .paramSource(Params.of("user", user))
                .query(
                        (row, n) ->
                                new Known(
                                        row.getObject("connection_id", UUID.class),
                                        row.getString("subject"),
                                        row.getString("label"),
                                        row.getObject("linked_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }

    void beginJourney(byte[] hash, UUID connection, Begun begun) {
        db.sql(BEGIN_JOURNEY)
                .paramSource(
                        Params.of("hash", hash)
                                .and("connection", connection)
                                .and("session", begun.session())
                                .and("links", begun.links())
                                .and("expiresAt", begun.expiresAt()))
                .update();
    }

    Optional<Begun> endJourney(byte[] hash, UUID connection, Instant now) {
        return db.sql(END_JOURNEY)
                .paramSource(Params.of("hash", hash).and("connection", connection).and("now", now))
                .query(
                        (row, n) ->
                                new Begun(
                                        row.getObject("session_id", UUID.class),
                                        row.getBoolean("links"),
                                        row.getObject("expires_at", OffsetDateTime.class)
                                                .toInstant()))
                .optional();
    }

    void forgetJourneys(Instant now) {
        db.sql(FORGET_JOURNEYS).paramSource(Params.of("now", now)).update();
    }
}
