package io.kedang.access.signin.device;

import io.kedang.access.signin.device.Devices.Entered;
import io.kedang.kernel.Params;
import io.kedang.kernel.sql.Row;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Repository
class DeviceStore {
    static final String SEEN =
            """
            update known_device set last_seen_at = :at, address = :address, agent = :agent
             where secret_hash = :hash and user_id = :user
            returning id
            """;

    /// The first one of a user is no news to him.
    static final String INSERT =
            """
            insert into known_device (id, user_id, secret_hash, first_seen_at, last_seen_at, address, agent, told)
            values (:id, :userId, :hash, :firstSeenAt, :lastSeenAt, :address, :agent,
                    not exists (select from known_device where user_id = :userId))
            on conflict (secret_hash, user_id) do update set last_seen_at = excluded.last_seen_at
            returning id, told
            """;

    static final String IS_KNOWN =
            "select exists (select from known_device where secret_hash = :hash)";

    static final String OF_NAME =
            """
            select d.id from known_device d join app_user u on u.id = d.user_id
             where u.username_folded = :name
               and (d.secret_hash = cast(:hash as bytea) or d.id = cast(:id as uuid))
             limit 1
            """;

    static final String LIST =
            """
            select id, user_id, first_seen_at, last_seen_at, address, agent, told
              from known_device where user_id = :user order by last_seen_at desc
            """;

    static final String TELL =
            "update known_device set told = true where id = :id and user_id = :user";

    static final String FORGET = "delete from known_device where id = :id and user_id = :user";

    static final String FORGET_UNSEEN =
            "delete from known_device where user_id = :user and last_seen_at < :before";

    private final JdbcClient db;

    DeviceStore(JdbcClient db) {
        this.db = db;
    }

    /// Empty where the user has not signed in with it before.
    Optional<UUID> seen(
            UUID user, byte[] hash, Instant at, @Nullable String address, @Nullable String agent) {
        return db.sql(SEEN)
                .paramSource(
                        Params.of("user", user)
                                .and("hash", hash)
                                .and("at", at)
                                .and("address", address)
                                .and("agent", agent))
                .query(UUID.class)
                .optional();
    }

    Entered insert(KnownDevice device, byte[] hash) {
        return db.sql(INSERT)
                .paramSource(Params.of(device).and("hash", hash))
                .query((row, n) -> new Entered(Row.id(row, "id"), !row.getBoolean("told")))
                .single();
    }

    boolean isKnown(byte[] hash) {
        return db.sql(IS_KNOWN).paramSource(Params.of("hash", hash)).query(Boolean.class).single();
    }

    /// @param hash of the secret of a browser
    /// @param id of the device of a session
    Optional<UUID> ofName(byte @Nullable [] hash, @Nullable UUID id, String foldedName) {
        return db.sql(OF_NAME)
                .paramSource(Params.of("hash", hash).and("id", id).and("name", foldedName))
                .query(UUID.class)
                .optional();
    }

    List<KnownDevice> list(UUID user) {
        return db.sql(LIST)
                .paramSource(Params.of("user", user))
                .query(
                        (row, n) ->
                                new KnownDevice(
                                        Row.id(row, "id"),
                                        Row.id(row, "user_id"),
                                        Row.instant(row, "first_seen_at"),
                                        Row.instant(row, "last_seen_at"),
                                        row.getString("address"),
                                        row.getString("agent"),
                                        row.getBoolean("told")))
                .list();
    }

    boolean tell(UUID id, UUID user) {
        return db.sql(TELL).paramSource(Params.of("id", id).and("user", user)).update() == 1;
    }

    boolean forget(UUID id, UUID user) {
        return db.sql(FORGET).paramSource(Params.of("id", id).and("user", user)).update() == 1;
    }

    void forgetUnseen(UUID user, Instant before) {
        db.sql(FORGET_UNSEEN).paramSource(Params.of("user", user).and("before", before)).update();
    }
}
