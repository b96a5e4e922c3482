package io.kedang.access.signin.passkey;

import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Repository
class PasskeyStore {
    static final String INSERT =
            """
            insert into passkey (id, user_id, name, site, credential_id, public_key, counter, synced, transports,
                                 created_at)
            values (:id, :userId, :name, :site, :credentialId, :publicKey, :counter, :synced, :transports, :createdAt)
            on conflict do nothing
            """;

    static final String LIST =
            """
            select id, user_id, name, site, credential_id, public_key, counter, synced, transports, created_at,
                   last_used_at
              from passkey where user_id = :user order by created_at
            """;

    static final String FIND =
            """
            select id, user_id, name, site, credential_id, public_key, counter, synced, transports, created_at,
                   last_used_at
              from passkey where credential_id = :credential
            """;

    /// Of parallel signatures with one count, one finds the older count.
    static final String USED =
            """
            update passkey set counter = :counter, last_used_at = :at
             where id = :id and (counter < :counter or counter = 0 and :counter = 0)
            """;

    static final String RENAME =
            "update passkey set name = :name where id = :id and user_id = :user";

    static final String REMOVE = "delete from passkey where id = :id and user_id = :user";

    static final String USE_CHALLENGE =
            """
            insert into used_challenge (hash, expires_at) values (:hash, :expiresAt)
            on conflict do nothing
            """;

    static final String FORGET_CHALLENGES = "delete from used_challenge where expires_at < :now";

    private static final RowMapper<Passkey> PASSKEY =
            (row, n) ->
                    new Passkey(
                            Row.id(row, "id"),
                            Row.id(row, "user_id"),
                            row.getString("name"),
                            row.getString("site"),
                            row.getBytes("credential_id"),
                            row.getBytes("public_key"),
                            row.getLong("counter"),
                            row.getBoolean("synced"),
                            List.of((String[]) row.getArray("transports").getArray()),
                            Row.instant(row, "created_at"),
                            Row.findInstant(row, "last_used_at"));

    private final JdbcClient db;

    PasskeyStore(JdbcClient db) {
        this.db = db;
    }

    /// False when the id is taken or the key is on file already.
    boolean insert(Passkey passkey) {
        return update(INSERT, Params.of(passkey));
    }

    List<Passkey> list(UUID user) {
        return db.sql(LIST).paramSource(Params.of("user", user)).query(PASSKEY).list();
    }

    Optional<Passkey> find(byte[] credential) {
        return db.sql(FIND)
                .paramSource(Params.of("credential", credential))
                .query(PASSKEY)
                .optional();
    }

    boolean used(UUID id, long counter, Instant at) {
        return update(USED, Params.of("id", id).and("counter", counter).and("at", at));
    }

    boolean rename(UUID id, UUID user, String name) {
        return update(RENAME, Params.of("id", id).and("user", user).and("name", name));
    }

    boolean remove(UUID id, UUID user) {
        return update(REMOVE, Params.of("id", id).and("user", user));
    }

    boolean useChallenge(byte[] hash, Instant expiresAt) {
        return update(USE_CHALLENGE, Params.of("hash", hash).and("expiresAt", expiresAt));
    }

    void forgetChallenges(Instant now) {
        db.sql(FORGET_CHALLENGES).paramSource(Params.of("now", now)).update();
    }

    private boolean update(String statement, Params params) {
        return db.sql(statement).paramSource(params).update() == 1;
    }
}
