package io.kedang.access.signin;

import io.kedang.kernel.Params;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

@Repository
class AttemptStore {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /// No row when the name is locked.
    static final String BEGIN =
            """
            insert into sign_in_attempt (name_mac, failures, last_at) values (:name, 1, :now)
            on conflict (name_mac) do update
              set failures = sign_in_attempt.failures + 1, last_at = excluded.last_at,
                  locked_until = case when sign_in_attempt.failures + 1 >= :allowed
                                      then cast(:until as timestamptz) end
              where sign_in_attempt.locked_until is null or sign_in_attempt.locked_until <= :now
            """;

    static final String PASSED =
            """
            update sign_in_attempt set failures = failures - 1, locked_until = null
             where name_mac = :name and failures > 0
            """;

    static final String FORGET = "delete from sign_in_attempt where name_mac = :name";

    static final String FORGET_OLD = "delete from sign_in_attempt where last_at < :before";

    static final String LOCKED_UNTIL =
            """
            select locked_until from sign_in_attempt
             where name_mac = :name and locked_until is not null
            """;

    private final JdbcClient db;

    AttemptStore(JdbcClient db) {
        this.db = db;
    }

    boolean begin(byte[] name, Instant now, int allowed, Instant until) {
        return db.sql(BEGIN)
                        .paramSource(
                                Params.of("name", name)
                                        .and("now", now)
                                        .and("allowed", allowed)
                                        .and("until", until))
                        .update()
                == 1;
    }

    void passed(byte[] name) {
        db.sql(PASSED).paramSource(Params.of("name", name)).update();
    }

    void forget(byte[] name) {
        db.sql(FORGET).paramSource(Params.of("name", name)).update();
    }

    void forgetOld(Instant now) {
        db.sql(FORGET_OLD).paramSource(Params.of("before", now.minus(REMEMBERED))).update();
    }

    Optional<Instant> lockedUntil(byte[] name) {
        return db.sql(LOCKED_UNTIL)
                .paramSource(Params.of("name", name))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
