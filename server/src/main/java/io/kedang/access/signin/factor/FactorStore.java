package io.kedang.access.signin.factor;

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
class FactorStore {
    static final String FIND =
            """
            select secret, last_step, started_at, confirmed_at
              from totp_factor where user_id = :user
            """;

    /// What was begun before is forgotten, what is in use stays.
    static final String START =
            """
            insert into totp_factor (user_id, secret, started_at) values (:user, :secret, :at)
            on conflict (user_id) do update
              set secret = excluded.secret, started_at = excluded.started_at
              where totp_factor.confirmed_at is null
            """;

    static final String CONFIRM =
            """
            update totp_factor set confirmed_at = :at, last_step = :step
             where user_id = :user and secret = :secret and confirmed_at is null
            """;

    /// Of parallel attempts with one code, one finds the older step.
    static final String USE_STEP =
            """
            update totp_factor set last_step = :step
             where user_id = :user and confirmed_at is not null and last_step < :step
            """;

    static final String DROP = "delete from totp_factor where user_id = :user";

    static final String DROP_CODES = "delete from recovery_code where user_id = :user";

    static final String ADD_CODE =
            "insert into recovery_code (user_id, mac) values (:user, :mac) on conflict do nothing";

    static final String USE_CODE =
            """
            update recovery_code set used_at = :at
             where user_id = :user and mac = :mac and used_at is null
            """;

    static final String CODES_LEFT =
            "select count(*) from recovery_code where user_id = :user and used_at is null";

    static final String PASSKEYS = "select count(*) from passkey where user_id = :user";

    static final String DROP_PASSKEYS = "delete from passkey where user_id = :user";

    /// @param secret sealed
    record Row(String secret, long lastStep, Instant startedAt, @Nullable Instant confirmedAt) {}

    private final JdbcClient db;

    FactorStore(JdbcClient db) {
        this.db = db;
    }

    Optional<Row> find(UUID user) {
        return db.sql(FIND)
                .paramSource(Params.of("user", user))
                .query(
                        (row, n) -> {
                            var confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
                            return new Row(
                                    row.getString("secret"),
                                    row.getLong("last_step"),
                                    row.getObject("started_at", OffsetDateTime.class).toInstant(),
                                    confirmed == null ? null : confirmed.toInstant());
                        })
                .optional();
    }

    /// False when the user has one in use.
    boolean start(UUID user, String secret, Instant at) {
        return update(START, Params.of("user", user).and("secret", secret).and("at", at));
    }

    boolean confirm(UUID user, String secret, long step, Instant at) {
        return update(
                CONFIRM,
                Params.of("user", user).and("secret", secret).and("step", step).and("at", at));
    }

    boolean useStep(UUID user, long step) {
        return update(USE_STEP, Params.of("user", user).and("step", step));
    }

    boolean useCode(UUID user, byte[] mac, Instant at) {
        return update(USE_CODE, Params.of("user", user).and("mac", mac).and("at", at));
    }

    void replaceCodes(UUID user, List<byte[]> macs) {
        db.sql(DROP_CODES).paramSource(Params.of("user", user)).update();
        macs.forEach(mac -> update(ADD_CODE, Params.of("user", user).and("mac", mac)));
    }

    int codesLeft(UUID user) {
        return db.sql(CODES_LEFT)
                .paramSource(Params.of("user", user))
                .query(Integer.class)
                .single();
    }

    int passkeys(UUID user) {
        return db.sql(PASSKEYS).paramSource(Params.of("user", user)).query(Integer.class).single();
    }

    boolean drop(UUID user) {
        return update(DROP, Params.of("user", user));
    }

    int dropPasskeys(UUID user) {
        return db.sql(DROP_PASSKEYS).paramSource(Params.of("user", user)).update();
    }

    private boolean update(String statement, Params params) {
        return db.sql(statement).paramSource(params).update() == 1;
    }
}
